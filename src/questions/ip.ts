import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, mostly, sayGroup } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, withFailures } from '../present/text.ts';
import { saidOf } from '../query/command-form.ts';
import { byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** Who came from an address or range. */
export const ip = defineQuestion({
  name: 'ip',
  answers: 'who came from an address or range',
  usage: 'ip <address or CIDR> [modifiers]',
  examples: ['ip 203.0.113.7 since:24h', 'ip 198.51.100.0/24 is:denied since:24h', 'ip 2001:db8::/32 since yesterday'],
  subject: { kind: 'address', required: true, says: 'an IP address or CIDR range such as 203.0.113.0/24' },
  strategy: { lookBack: 'ninety-days', whole: false },
  implies: [],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byPrincipal(found.tallies);
    const place = `${saidOf(filter, 'ip') ?? 'any address'}${describeScope(filter, ['ip'])}`;
    const [first] = groups;
    if (first === undefined) {
      return { headline: sayNothing(found, `nobody came from ${place}`, `who came from ${place}`), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const made = `made ${counted(calls, 'call')} from ${place}${withFailures(failed)}`;
    if (groups.length === 1) {
      return { headline: [`${sayGroup(first)} ${made}, `, ...lastCall(found, calls > 1, 'event')], groups };
    }
    const most = mostly(groups);
    const headline = [`${counted(groups.length, 'principal')} ${made}${most}; `, ...lastCall(found, true, 'by')];
    return { headline, groups };
  },
});
