import type { TrailEvent } from '../../trail/event.ts';
import type { Lookup } from './lookups.ts';
import type { Span } from './seconds.ts';

/** One page to read of the span's events, newest first. */
export interface PageRequest extends Span {
  lookup: Lookup;
  /** Where the page before ended; valid only with the same look-up, start and end. */
  token: string | null;
  whole: boolean;
}

export interface Page {
  events: TrailEvent[];
  /** Null on the last page. */
  token: string | null;
}
