import type { SearchedPlace } from '../../plan/coverage.ts';
import type { Hiding } from '../../plan/hidden.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { Millis, Principal, TrailEvent } from '../../trail/event.ts';
import type { HeldCopy } from '../../trail/shared-calls.ts';
import type { FileFault } from './file-fault.ts';
import type { FileSummary } from './held-summaries.ts';
import type { SingleMinutes } from './single-minutes.ts';

/** What a file is read for. Plain data, so that it can be handed to a worker thread. */
export interface ReadRequest {
  fetch: Fetch;
  hiding: Hiding;
}

/** How many numbers describe one combination; see CombinationTable for their order. */
export const combinationWidth = 10;

/** Combinations of the fields that questions group by, described in numbers that a reader gives out as it goes. */
export interface NewCombinations {
  /** Whether the reader begins to number anew: what it handed out before is void. */
  begin: boolean;
  principals: Principal[];
  texts: string[];
  /** `combinationWidth` numbers for each. */
  combinations: Int32Array<ArrayBuffer>;
}

/** An event whose call other accounts may hold, too. */
export interface SharedEvent extends Pick<HeldCopy, 'sharedId' | 'copy' | 'id' | 'account'> {
  number: number;
}

/**
 * What one file brought in, as columns that cross from a worker without being copied. Events are numbered in the
 * order of the file; the same event may stand in it twice.
 */
export interface FileResult {
  /** Records read, matching or not. */
  recordsRead: number;
  places: SearchedPlace[];
  /** The accounts of records that were passed over as they were not asked for; empty: one that names none. */
  passed: string[];
  /** Four words for each event: its ID, packed; where that can't be, all zero, and the ID is in `oddIds`. */
  ids: Uint32Array<ArrayBuffer>;
  oddIds: [event: number, id: string][];
  times: Float64Array<ArrayBuffer>;
  /** For each event the number of its combination; those hidden or set aside have none, and a number below 0. */
  combinations: Int32Array<ArrayBuffer>;
  /** What was not described before by this reader. */
  described: NewCombinations;
  /** Events that could be read only in part. */
  partiallyRead: number[];
  /** Calls of which other accounts may hold a record, too. */
  shared: SharedEvent[];
  /** Summaries of calls, of which some match or may match. */
  summaries: FileSummary[];
  /** The minutes of which there are single data events, matching or not. */
  singles: SingleMinutes[];
  /** Records that tell of calls, asked for or not, and those that don't. */
  calls: number;
  others: number;
  /** The newest events whole, each ID once: those that count at once, and calls of other accounts, which may not. */
  latest: { event: TrailEvent; number: number }[];
  held: { event: TrailEvent; number: number }[];
  /** The newest of the events asked for besides, each ID once. */
  besides: TrailEvent[];
  /** Why the file, or which files of an archive, could not be read in full; none: all could. */
  faults: { inside: string | null; fault: FileFault }[];
}

/** Reads files for one search, one after the other. */
export interface FileReader {
  /**
   * @param path absolute
   * @param floor events older than this need not be handed back whole
   * @param held the content, where it was read already and `path` only names it
   */
  read(path: string, floor: Millis, held?: Uint8Array): Promise<FileResult>;
}
