import { settling } from '../plan/cover.ts';
import type { Window } from '../query/query.ts';
import type { Millis } from '../trail/event.ts';
import { retention } from '../trail/retention.ts';
import { lastDue } from './due.ts';
import type { Schedule } from './schedule.ts';

/** What a digest covers. */
export interface Covered {
  /** End exclusive. */
  window: Window;
  /** Whether that is more than the time since it was last due, because digests before were not delivered. */
  catchesUp: boolean;
}

/** Event history ends here; a little less, for the search takes its time. */
const oldest = retention - 3_600_000;

/** How far events have settled when a digest is due: what is younger is for the next. Whole seconds. */
export function horizonOf(due: Millis): Millis {
  return Math.floor((due - settling) / 1000) * 1000;
}

/**
 * What the digest due at an instant covers: from where the last one delivered ended, else from where the one before
 * would have, up to its settled horizon. Null where all of that was told: its schedule was moved to an earlier time.
 */
export function coveredBy(schedule: Schedule, due: Millis, lastEnd: Millis | null): Covered | null {
  const end = horizonOf(due);
  if (lastEnd !== null && lastEnd >= end) return null;
  const usual = horizonOf(lastDue(schedule, due - 1));
  const start = Math.max(lastEnd ?? usual, end - oldest);
  return { window: { start, end }, catchesUp: start < usual };
}
