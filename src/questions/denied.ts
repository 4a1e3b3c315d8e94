import { where } from '../condition/condition.ts';
import { summariseFailures } from './failures.ts';
import { defineQuestion } from './question.ts';

/** Calls that were refused, per principal and event. */
export const denied = defineQuestion({
  name: 'denied',
  answers: 'calls that were refused',
  usage: 'denied [modifiers]',
  examples: ['denied', 'denied by jdoe since:7d', 'denied service:s3 in us-east-1'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false, traces: 'person', minLatest: 200 },
  implies: [where('is', 'denied')],
  layout: 'groups',
  summarise: ({ filter }, found) => summariseFailures(filter, found, 'denied'),
});
