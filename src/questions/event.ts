import { describeScope } from '../present/describe-coverage.ts';
import { sayNothing } from '../present/nothing.ts';
import { saidOf } from '../query/command-form.ts';
import { byPrincipal } from './conclude.ts';
import { defineQuestion } from './question.ts';

/** One event, whole, its secrets masked. */
export const event = defineQuestion({
  name: 'event',
  answers: 'one event, whole, its secrets masked',
  usage: 'event <event ID> [modifiers]',
  examples: [
    'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
    'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2 in us-east-2',
    'event 3f061095-b488-43d4-becc-f8652d459ac5 public',
  ],
  subject: { kind: 'event-id', required: true, says: 'an event ID such as 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2' },
  strategy: { lookBack: 'ninety-days', whole: true, traces: 'person', minLatest: 200 },
  implies: [],
  layout: 'timeline',
  summarise({ filter }, found) {
    const groups = byPrincipal(found.tallies);
    const [event] = found.latest;
    const scope = describeScope(filter, ['id']);
    if (event === undefined) {
      const id = saidOf(filter, 'id') ?? '';
      return {
        headline: sayNothing(found, `no event has the ID ${id}${scope}`, `what event ${id} was${scope}`),
        groups,
      };
    }
    const { principal, name, time, address, region, outcome } = event;
    const ended = outcome === 'ok' ? '' : outcome === 'denied' ? ', and was denied' : ', and it failed';
    const from = address === '' ? '' : ` from ${address}`;
    const headline = [`${principal.name} called ${name} at `, { time }, `${from} in ${region}${ended}${scope}.`];
    return { headline, groups, record: event.record };
  },
});
