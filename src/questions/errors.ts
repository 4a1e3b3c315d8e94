import { where } from '../condition/condition.ts';
import { summariseFailures } from './failures.ts';
import { defineQuestion } from './question.ts';

/** Calls that failed for whatever reason, denials included, per principal and event. */
export const errors = defineQuestion({
  name: 'errors',
  answers: 'calls that failed',
  usage: 'errors [modifiers]',
  examples: ['errors since:6h', 'errors service:chime', 'errors event:RunInstances since:7d'],
  subject: null,
  strategy: { lookBack: 'one-day', whole: false },
  implies: [where('is', 'error')],
  layout: 'groups',
  summarise: ({ filter }, found) => summariseFailures(filter, found, 'failed'),
});
