import type { RichTextBlockElement, RichTextElement } from '@slack/types';
import type { Answer } from '../questions/answer.ts';
import { figure } from '../questions/words.ts';
import type { TrailEvent } from '../trail/event.ts';
import type { AccountNames } from './account-names.ts';
import { describeEvent } from './describe-event.ts';
import { bullets, line, words } from './elements.ts';
import { nothing } from './text.ts';
import { dateElement } from './time.ts';

/** The newest `most` events, one line each. */
export function eventList(answer: Answer, accounts: AccountNames, most: number): RichTextBlockElement[] {
  const shown = answer.events.slice(0, most);
  if (shown.length === 0) return [];
  return [
    line(words(titleOf(answer, shown.length), { bold: true })),
    bullets(shown.map((event) => lineOf(event, accounts))),
  ];
}

function titleOf({ total }: Answer, shown: number): string {
  if (total > shown) return `The latest ${figure(shown)} of ${figure(total)} calls`;
  return shown === 1 ? 'The call' : `All ${figure(shown)} calls, newest first`;
}

function lineOf(event: TrailEvent, accounts: AccountNames): RichTextElement[] {
  const { principal, name, region, address, more, failure } = describeEvent(event, accounts);
  const [who, ...traits] = principal;
  const facts = [region, address, ...more].filter((fact) => fact !== nothing);
  return [
    dateElement(event.time, 'second'),
    words('  '),
    words(who, { bold: true }),
    words(`${traits.map((trait) => ` · ${trait}`).join('')}  `),
    words(name, { code: true }),
    words(`  ${facts.join(' · ')}`),
    ...(failure === null ? [] : [words(`  ${failure.outcome}: `, { bold: true }), words(failure.why)]),
  ];
}
