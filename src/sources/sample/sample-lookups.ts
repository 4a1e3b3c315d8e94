import { setImmediate as turn } from 'node:timers/promises';
import { ahead } from '../../sample/sample-month.ts';
import type { Millis } from '../../trail/event.ts';
import type { LookupService } from '../event-history/event-history.ts';
import { FiledMonth } from './filed-month.ts';

interface SampleLookupsDeps {
  clock: () => Millis;
  /** Another seed, another month. */
  seed?: number;
}

/** As many as LookupEvents gives. */
const pageSize = 50;

/**
 * The made-up company's month in place of AWS's LookupEvents, in memory: pages and lateness are as there, so that plans,
 * coverage and answers are those of the real one. Made up at the first look-up, and anew when it has aged.
 */
export function createSampleLookups({ clock, seed = 1 }: SampleLookupsDeps): LookupService {
  let month: { madeAt: Millis; filed: FiledMonth } | null = null;
  const current = (now: Millis): FiledMonth => {
    if (month === null || now - month.madeAt > ahead) month = { madeAt: now, filed: new FiledMonth(now, seed) };
    return month.filed;
  };
  return {
    of: (account, region) => ({
      key: `${account.id} ${region}`,
      async read({ lookup, start, end, token, whole }, signal) {
        // Whatever else there is to do is let in between two pages.
        await turn(undefined, { signal });
        const now = clock();
        const filed = current(now);
        const window = { start: start * 1000, end: end * 1000 + 999 };
        const found = filed.find(account.id ?? '', region, lookup, window, now);
        const from = token === null ? 0 : Number(token);
        const next = from + pageSize;
        const events = found.slice(from, next).map((one) => filed.read(one, whole));
        return { events, token: next < found.length ? String(next) : null };
      },
      throttled: () => false,
    }),
    quota: () => [],
  };
}
