import { setImmediate as turn } from 'node:timers/promises';
import type { Fetch, Lookup } from '../../plan/plan.ts';
import { ahead } from '../../sample/sample-month.ts';
import type { Millis } from '../../trail/event.ts';
import { createBatches } from '../event-history/batch.ts';
import type { Piece } from '../event-history/history.ts';
import { secondOf } from '../event-history/seconds.ts';
import { sideBySide } from '../event-history/side-by-side.ts';
import { missOfAbort } from '../event-history/stop.ts';
import { type EventSource, SearchStopped } from '../source.ts';
import { FiledMonth } from './filed-month.ts';

export interface SampleHistoryDeps {
  clock: () => Millis;
  /** Another seed, another month. */
  seed?: number;
}

/** As many as LookupEvents gives. */
const pageSize = 50;

/**
 * The made-up company's month in place of event history, in memory: the same look-ups, pages, budgets and lateness, so
 * that plans, coverage and answers are those of the real one. Made up at the first search, and anew when it has aged.
 * `search` throws SearchStopped where its signal aborts.
 */
export function createSampleHistory({ clock, seed = 1 }: SampleHistoryDeps): EventSource {
  let month: { madeAt: Millis; filed: FiledMonth } | null = null;
  const current = (now: Millis): FiledMonth => {
    if (month === null || now - month.madeAt > ahead) month = { madeAt: now, filed: new FiledMonth(now, seed) };
    return month.filed;
  };

  return {
    async *search(fetch, options) {
      const { signal } = options;
      const now = clock();
      const filed = current(now);
      const budget = { left: fetch.calls ?? Number.POSITIVE_INFINITY };
      const toBatch = createBatches(fetch, options, budget);
      const begin = (over: AbortSignal) =>
        fetch.lookups.map((lookup) => pagesOf(filed, fetch, lookup, now, budget, over));
      try {
        for await (const { index, value } of sideBySide(signal, begin)) yield toBatch(index, value);
      } catch (error) {
        if (!signal.aborted) throw error;
        const place = { role: fetch.account.role, region: fetch.region ?? 'all' };
        throw new SearchStopped(missOfAbort(signal.reason, place, false), { cause: error });
      }
    },
  };
}

/** One look-up, a page at a time, newest first. Whatever else there is to do is let in between two pages. */
async function* pagesOf(
  filed: FiledMonth,
  { account, region, window, whole }: Fetch,
  lookup: Lookup,
  now: Millis,
  budget: { left: number },
  signal: AbortSignal,
): AsyncGenerator<Piece, void, undefined> {
  if (region === null) throw new Error('Event history is asked Region by Region.');
  const found = filed.find(account.id ?? '', region, lookup, window, now);
  for (let from = 0; from === 0 || from < found.length; from += pageSize) {
    if (budget.left < 1) return;
    budget.left -= 1;
    await turn(undefined, { signal });
    const page = found.slice(from, from + pageSize);
    const next = found[from + pageSize];
    const start = secondOf(next === undefined ? window.start : next.time) + (next === undefined ? 0 : 1);
    yield { events: page.map((one) => filed.read(one, whole)), start, cached: false };
  }
}
