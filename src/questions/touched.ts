import { describeScope, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, mostly, sayGroup } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, times, withFailures } from '../present/text.ts';
import { saidOf } from '../query/command-form.ts';
import { byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** Who did what to a resource, as it happened. */
export const touched = defineQuestion({
  name: 'touched',
  answers: 'who did what to a resource',
  usage: 'touched <resource> [modifiers]',
  examples: [
    'touched audit-logs since:7d',
    'touched arn:aws:s3:::audit-logs is:write',
    'touched alias/payments by jdoe',
  ],
  subject: { kind: 'resource', required: true, says: 'a resource by name or ARN such as audit-logs' },
  strategy: { lookBack: 'ninety-days', whole: false, traces: 'person', follows: true, minLatest: 200 },
  implies: [],
  layout: 'timeline',
  summarise({ filter }, found) {
    const groups = byPrincipal(found.tallies);
    const resource = `${saidOf(filter, 'on') ?? 'anything'}${describeScope(filter, ['on'])}`;
    const [first] = groups;
    if (first === undefined) {
      return { headline: sayNothing(found, `nobody touched ${resource}`, `who touched ${resource}`), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const touches = `touched ${resource} ${times(calls)}${withFailures(failed)}`;
    if (groups.length === 1) {
      return { headline: [`${sayGroup(first)} ${touches}, `, ...lastCall(found, calls > 1, 'event')], groups };
    }
    const most = mostly(groups);
    const headline = [`${counted(groups.length, 'principal')} ${touches}${most}; `, ...lastCall(found, true, 'by')];
    return { headline, groups };
  },
});
