import { escaped } from '../present/text.ts';
import { actions } from './answer.ts';
import { buttons, leaf, limits, line, type RenderedMessage, richText, words } from './elements.ts';

/** One way to understand a sentence, and the question it would then be. */
interface ReadingChoice {
  says: string;
  command: string;
}

/** Asks which of several ways a sentence was meant. A reading too long for a button stands as a command to type. */
export function renderReadings(sentence: string, readings: readonly ReadingChoice[]): RenderedMessage {
  const shown = readings.slice(0, limits.actionElements / 5);
  const faces = shown
    .filter(({ command }) => command.length <= limits.buttonValue)
    .map(({ says, command }, at) => ({ action: `${actions.ask}reading-${at}`, label: says, value: command }));
  return {
    text: [escaped(sentence, 300), ...shown.map(({ command }) => `/trail ${escaped(command, 300)}`)].join('\n'),
    blocks: [
      richText(
        line(leaf(sentence, 300, { bold: true })),
        ...shown.map(({ says, command }) =>
          line(leaf(says, 100), words(': '), leaf(`/trail ${command}`, 300, { code: true })),
        ),
      ),
      ...(faces.length === 0 ? [] : [buttons(faces)]),
    ],
  };
}
