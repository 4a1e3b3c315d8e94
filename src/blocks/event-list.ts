import type { RichTextBlockElement, RichTextElement } from '@slack/types';
import type { AccountNames } from '../present/account-names.ts';
import type { Answer } from '../present/answer.ts';
import { describeEvent } from '../present/describe-event.ts';
import { nothing } from '../present/text.ts';
import { figure } from '../present/words.ts';
import type { TrailEvent } from '../trail/event.ts';
import { bullets, line, words } from './elements.ts';
import { dateElement } from './phrase-elements.ts';

/** The newest `maxShown` events, one line each. */
export function eventList(answer: Answer, accounts: AccountNames, maxShown: number): RichTextBlockElement[] {
  const shown = answer.events.slice(0, maxShown);
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
