import type { Chain } from '../trail/chain.ts';
import type { Phrase } from './answer.ts';
import { byEvent } from './groups.ts';
import { lastCall } from './last-call.ts';
import { sayNothing } from './nothing.ts';
import { defineQuestion } from './question.ts';
import { sayPrincipal } from './say-principal.ts';
import { describeScope } from './scope.ts';
import { totalsOf } from './totals.ts';
import { counted, withFailures } from './words.ts';

/** The chain behind a session back to the person, and what the session did. */
export const session = defineQuestion({
  name: 'session',
  answers: 'the person behind a session, and what it did',
  usage: 'session <session> [modifiers]',
  examples: ['session admin/jdoe', 'session ASIAIOSFODNN7EXAMPLE since:24h', 'session chatbot-session since:7d'],
  subject: { kind: 'session', required: true, says: 'a session name, role/session, ARN or ASIA… key' },
  manner: { lookBack: 'ninety-days', whole: false, traces: 'chain' },
  implies: {},
  layout: 'timeline',
  summarise({ filter }, found) {
    const groups = byEvent(found.tallies);
    const name = `session ${filter.session ?? ''}${describeScope(filter, ['session'])}`;
    if (groups.length === 0) {
      return { headline: sayNothing(found, `no call was made in ${name}`, `what ${name} did`), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const made = `made ${counted(calls, 'call')}${withFailures(failed)}, `;
    const told = found.chain === null ? [`S${name.slice(1)} ${made}`] : [...sayChain(found.chain), `It ${made}`];
    const broken = found.chain?.broken ?? null;
    const sections = broken === null ? [] : [{ title: 'Where the chain ends', lines: [[broken]] }];
    return { headline: [...told, ...lastCall(found, calls > 1, 'event')], groups, sections };
  },
});

/** `jdoe (IAM user) is behind session deploy of role admin. ` */
function sayChain({ links, broken }: Chain): Phrase {
  const [origin] = links;
  const last = links.at(-1);
  if (origin === undefined || last === undefined) return [];
  const what = `session ${last.principal.name}${last.principal.role === null ? '' : ` of role ${last.principal.role}`}`;
  if (links.length === 1)
    return [`Who is behind ${what} is not known: ${broken ?? 'it was issued by nobody on record.'} `];
  const sure = links.every(({ confidence }) => confidence === null || confidence === 'key match');
  const is = broken === null ? (sure ? 'is' : 'is most likely') : 'is the furthest known';
  return [`${sayPrincipal(origin.principal)} ${is} behind ${what}. `];
}
