import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, mostly } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, withFailures } from '../present/text.ts';
import { saidOf } from '../query/command-form.ts';
import { byEvent } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** What a principal did, per event. */
export const what = defineQuestion({
  name: 'what',
  answers: 'what a user, role or session did',
  usage: 'what <principal> [modifiers]',
  examples: ['what jdoe since:24h', 'what role/admin is:write since:7d', 'what jane@example.com during yesterday'],
  subject: { kind: 'principal', required: true, says: 'a user, role, session, e-mail or ARN such as jdoe' },
  strategy: { lookBack: 'ninety-days', whole: false },
  implies: [],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byEvent(found.tallies);
    const person = saidOf(filter, 'by') ?? 'anybody';
    const scope = describeScope(filter, ['by']);
    const [first] = groups;
    if (first === undefined) {
      return {
        headline: sayNothing(found, `nothing was done by ${person}${scope}`, `what ${person} did${scope}`),
        groups,
      };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const made = `${person} made ${counted(calls, 'call')}${scope}${withFailures(failed)}`;
    if (groups.length === 1) {
      const which = saidOf(filter, 'event') === null ? ` of ${first.key}` : '';
      return { headline: [`${made}${which}, `, ...lastCall(found, calls > 1)], groups };
    }
    const most = `${counted(groups.length, 'event')}${mostly(groups)}`;
    return { headline: [`${made}: ${most}; `, ...lastCall(found, true, 'event')], groups };
  },
});
