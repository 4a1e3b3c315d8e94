import { where } from '../condition/condition.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, withFailures } from '../present/text.ts';
import { signInOf } from '../trail/sign-ins.ts';
import { byEvent } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** Every use of the root user: calls, sign-ins, and sessions assumed as root. */
export const root = defineQuestion({
  name: 'root',
  answers: 'every use of the root user',
  usage: 'root [modifiers]',
  examples: ['root', 'root since:30d', 'root event:ConsoleLogin since:90d'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false },
  implies: [where('is', 'root')],
  layout: 'timeline',
  summarise({ filter }, found) {
    const groups = byEvent(found.tallies);
    const scope = describeScope(filter, [], ['root']);
    if (groups.length === 0) {
      return {
        headline: sayNothing(found, `no call${scope} was made as root`, `whether root was used${scope}`),
        groups,
      };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const accounts = new Set(found.tallies.map(({ account }) => account)).size;
    const where = accounts > 1 ? ` in ${counted(accounts, 'account')}` : '';
    const signIns = totalsOf(
      found.tallies.filter(({ event, source }) => signInOf(event, source)?.step === false),
    ).calls;
    const signedIn = signIns > 0 ? `, ${counted(signIns, 'sign-in')} among them` : '';
    const used = `Root made ${counted(calls, 'call')}${scope}${where}${withFailures(failed)}${signedIn}; `;
    return { headline: [used, ...lastCall(found, calls > 1, 'event')], groups };
  },
});
