import type { Effort } from '../../plan/plan.ts';
import type { Millis } from '../../trail/event.ts';

/** What a question may spend by its effort: calls in each account and Region, and milliseconds in all. */
export const budgets: Record<Effort, { calls: number; time: Millis | null }> = {
  complete: { calls: Number.POSITIVE_INFINITY, time: null },
  'open-ended': { calls: 40, time: 20_000 },
  chain: { calls: 20, time: 10_000 },
  glance: { calls: 1, time: 3_000 },
  aftermath: { calls: 10, time: 6_000 },
};

/** Calls that a question without a time may spend in each account and Region. */
export const openEndedCalls = budgets['open-ended'].calls;
