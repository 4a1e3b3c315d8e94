import { valuesOf } from '../condition/condition.ts';
import { describeScope, eventLabel, totalsOf } from '../present/describe-coverage.ts';
import { lastCall, mostly, sayGroup } from '../present/describe-principal.ts';
import { sayNothing } from '../present/nothing.ts';
import { counted, times, withFailures } from '../present/text.ts';
import { writeEvents } from '../query/names/resolve-event.ts';
import { byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** Who called an API, how often, when, from where and whether it worked. */
export const who = defineQuestion({
  name: 'who',
  answers: 'who called an API, from where, and whether it worked',
  usage: 'who <event> [modifiers]',
  examples: [
    'who DeleteBucket on:audit-logs since:7d',
    'who chatbot:DescribeSlackChannels',
    'who console login since yesterday is:error',
  ],
  subject: { kind: 'event', required: true, says: 'an event name such as DeleteBucket' },
  strategy: { lookBack: 'ninety-days', whole: false, traces: 'person', follows: true, minLatest: 200 },
  implies: [],
  layout: 'groups',
  summarise({ filter }, found) {
    const groups = byPrincipal(found.tallies);
    const event = `${eventLabel(filter, found.tallies)}${describeScope(filter, ['event'])}`;
    const [first] = groups;
    if (first === undefined) {
      return { headline: sayNothing(found, `nobody called ${event}`, `who called ${event}`), groups };
    }
    const { calls, failed } = totalsOf(found.tallies);
    const called = `called ${event} ${times(calls)}${withFailures(failed)}`;
    if (groups.length === 1) {
      const telling = writeEvents(valuesOf(filter, 'event')).length > 1 ? 'event' : undefined;
      return { headline: [`${sayGroup(first)} ${called}, `, ...lastCall(found, calls > 1, telling)], groups };
    }
    const most = mostly(groups);
    const headline = [`${counted(groups.length, 'principal')} ${called}${most}; `, ...lastCall(found, true, 'by')];
    return { headline, groups };
  },
});
