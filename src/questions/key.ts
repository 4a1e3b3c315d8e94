import { valuesOf } from '../condition/condition.ts';
import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, sayGroup } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, withFailures } from '../present/text.ts';
import { shortenKey } from '../trail/chain.ts';
import { byEvent, byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** What an access key did, and from where. */
export const key = defineQuestion({
  name: 'key',
  answers: 'what an access key did, and from where',
  usage: 'key <access key ID> [modifiers]',
  examples: [
    'key AKIAIOSFODNN7EXAMPLE',
    'key AKIAIOSFODNN7EXAMPLE is:denied since:7d',
    'key ASIAIOSFODNN7EXAMPLE in us-east-1',
  ],
  subject: { kind: 'key', required: true, says: 'an access key ID such as AKIAIOSFODNN7EXAMPLE' },
  strategy: { lookBack: 'ninety-days', whole: false },
  implies: [],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byEvent(found.tallies);
    const keys = valuesOf(filter, 'key').map(shortenKey).join(' or ');
    const scope = describeScope(filter, ['key']);
    const name = `access key ${keys}`;
    if (groups.length === 0) {
      return {
        headline: sayNothing(found, `${name} was not used${scope}`, `whether ${name} was used${scope}`),
        groups,
      };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const owners = byPrincipal(found.tallies).map(sayGroup);
    const whose = owners.length === 1 ? ` of ${owners[0]}` : ` (used by ${counted(owners.length, 'principal')})`;
    const addresses = new Set(found.tallies.map(({ address }) => address).filter((address) => address !== '')).size;
    const from = addresses > 1 ? ` from ${counted(addresses, 'address', 'addresses')}` : '';
    const made = `Access key ${keys}${whose} made ${counted(calls, 'call')}${scope}${withFailures(failed)}`;
    return { headline: [`${made}${from}, `, ...lastCall(found, calls > 1, 'event')], groups };
  },
});
