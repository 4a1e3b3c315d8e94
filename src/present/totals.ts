import type { Tally } from '../trail/tally.ts';

interface Totals {
  calls: number;
  failed: number;
}

/** All calls of some tallies, and those of them that failed. */
export function totalsOf(tallies: readonly Tally[]): Totals {
  let calls = 0;
  let failed = 0;
  for (const { count, outcome } of tallies) {
    calls += count;
    if (outcome !== 'ok') failed += count;
  }
  return { calls, failed };
}
