import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { Answer } from '../present/answer.ts';
import { utcTime } from '../present/time.ts';
import { detailCommand, type Next } from '../questions/next.ts';
import { buttons, plainText } from './elements.ts';
import { limits } from './limits.ts';

/** What a press on an element means, by its action_id; `ask:` is followed by something that tells it from others. */
export const actions = {
  ask: 'ask:',
  details: 'details',
  export: 'export',
  form: 'form',
  check: 'check',
  digest: 'digest:',
} as const;

/** The questions that suggest themselves as buttons. Those beyond `room` characters, or too long for Slack, are left out. */
export function nextButtons(next: readonly Next[], room: number): KnownBlock[] {
  let left = room;
  const faces = next
    .filter(({ command }) => command.length <= limits.buttonValue)
    .filter(({ label, command }) => {
      left -= Math.min(label.length, limits.buttonText) + command.length;
      return left >= 0;
    })
    .map(({ id, label, command }) => ({
      action: id === 'export' ? actions.export : `${actions.ask}${id}`,
      label,
      value: command,
    }));
  return faces.length === 0 ? [] : [buttons(faces)];
}

/** A menu of the latest events, each opening its details. */
export function detailsMenu({ events }: Answer, room: number): KnownBlock[] {
  const longest = limits.optionText + limits.optionValue;
  const maxOptions = Math.min(limits.overflowOptions, Math.floor(room / longest));
  const options = events.flatMap((event): PlainTextOption[] => {
    const value = detailCommand(event);
    if (value === null || value.length > limits.optionValue) return [];
    const label = `${utcTime(event.time)} ${event.name} ${event.principal.name}`;
    return [{ text: plainText(label, limits.optionText), value }];
  });
  if (maxOptions <= 0 || options.length === 0) return [];
  return [
    {
      type: 'section',
      text: plainText('Whole records of the latest calls', limits.plainText),
      accessory: { type: 'overflow', action_id: actions.details, options: options.slice(0, maxOptions) },
    },
  ];
}
