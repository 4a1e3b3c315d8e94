import type { HomeView, KnownBlock } from '@slack/types';
import type { QuestionShape } from '../query/query.ts';
import type { Millis } from '../trail/event.ts';
import { actions } from './answer.ts';
import { bullets, buttons, dateElement, divider, header, leaf, limits, line, richText, words } from './elements.ts';

/** Everything the Home tab tells one person. */
interface Home {
  shapes: readonly QuestionShape[];
  /** Their last questions, newest first. */
  recent: readonly { command: string; time: Millis }[];
  /** The digests of the workspace that they may know of; none where there can be none. */
  digests?: readonly KnownBlock[] | null;
  /** What `status` last answered them, and when; null where it was not asked yet. */
  health: { blocks: readonly KnownBlock[]; time: Millis } | null;
}

const maxExamples = 10;
const maxRecent = 5;
/** Slack takes 100 blocks in a Home tab. */
const maxHealth = 60;

/** How to ask, what was asked lately, the digests, and whether accounts and Regions can be searched. */
export function renderHome({ shapes, recent, digests = null, health }: Home): HomeView {
  return {
    type: 'home',
    blocks: [
      header('Ask Trail who did what in AWS'),
      richText(
        line(
          words('In any channel '),
          leaf('/trail who DeleteBucket since:7d', 100, { code: true }),
          words(', or mention Trail and ask in plain English.'),
        ),
        line(words('Try one: the answer comes as a direct message.')),
      ),
      ...examples(shapes),
      divider(),
      header('Your last questions'),
      ...recentBlocks(recent.slice(0, maxRecent)),
      ...(digests === null ? [] : [divider(), header('Digests'), ...digests]),
      divider(),
      header('Accounts and Regions'),
      ...healthBlocks(health),
    ],
  };
}

/** One example of each question that needs no name from elsewhere, and the form. */
function examples(shapes: readonly QuestionShape[]): KnownBlock[] {
  const runs = shapes.filter(({ name, subject }) => name !== 'help' && (subject === null || name === 'who'));
  const faces = runs.slice(0, maxExamples).map(({ name, examples: [example] }) => ({
    action: `${actions.ask}example-${name}`,
    label: example,
    value: example,
  }));
  return [buttons([...faces, { action: actions.form, label: 'Ask with a form…', value: 'form', style: 'primary' }])];
}

function recentBlocks(recent: Home['recent']): KnownBlock[] {
  if (recent.length === 0) return [richText(line(words('Nothing asked yet.', { italic: true })))];
  const faces = recent
    .filter(({ command }) => command.length <= limits.buttonValue)
    .map(({ command }, at) => ({ action: `${actions.ask}recent-${at}`, label: command, value: command }));
  return [
    richText(
      bullets(recent.map(({ command, time }) => [dateElement(time), words('  '), leaf(command, 300, { code: true })])),
    ),
    ...(faces.length === 0 ? [] : [buttons(faces)]),
  ];
}

function healthBlocks(health: Home['health']): KnownBlock[] {
  const check = buttons([{ action: actions.check, label: 'Check now', value: 'status' }]);
  if (health === null) return [richText(line(words('Not checked yet.', { italic: true }))), check];
  return [...health.blocks.slice(0, maxHealth), richText(line(words('Checked '), dateElement(health.time))), check];
}
