import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { sayChain } from '../present/say-chain.ts';
import { counted, figure, withFailures } from '../present/text.ts';
import { saidOf } from '../query/command-form.ts';
import { byEvent } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** The chain behind a session back to the person, and what the session did. */
export const session = defineQuestion({
  name: 'session',
  answers: 'the person behind a session, and what it did',
  usage: 'session <session> [modifiers]',
  examples: ['session admin/jdoe', 'session ASIAIOSFODNN7EXAMPLE since:24h', 'session chatbot-session since:7d'],
  subject: { kind: 'session', required: true, says: 'a session name, role/session, ARN or ASIA… key' },
  strategy: { lookBack: 'ninety-days', whole: false, traces: 'chain', minLatest: 200 },
  implies: [],
  layout: 'timeline',
  summarise({ filter }, found) {
    const groups = byEvent(found.tallies);
    const asked = saidOf(filter, 'session') ?? '';
    const scope = describeScope(filter, ['session']);
    if (groups.length === 0) {
      const nothing = `no call was made in session ${asked}${scope}`;
      return { headline: sayNothing(found, nothing, `what session ${asked} did${scope}`), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const made = `made ${counted(calls, 'call')}${scope}${withFailures(failed)}, `;
    const last = lastCall(found, calls > 1, 'event');
    if (found.chains === null) return { headline: [`Session ${asked} ${made}`, ...last], groups };
    const breaks = found.chains.flatMap(({ broken }) => (broken === null ? [] : [[broken]]));
    const sections = breaks.length > 0 ? [{ title: 'Where the chain ends', lines: breaks }] : [];
    const one = found.sessions === 1;
    const told = one ? '' : `${figure(found.sessions)} sessions match ${asked}: `;
    const more = found.sessions - found.chains.length;
    const rest = more > 0 ? `, and ${figure(more)} more were not traced` : '';
    const chains = found.chains.map((chain) => sayChain(chain, one)).join('; ');
    const behind = `${told}${chains}${rest}. ${one ? 'It' : 'They'} ${made}`;
    return { headline: [behind, ...last], groups, sections };
  },
});
