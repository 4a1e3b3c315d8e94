import type { SearchedPlace } from '../../plan/coverage.ts';
import type { Hiding } from '../../plan/hidden.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { Millis, Principal, TrailEvent } from '../../trail/event.ts';
import type { FileFault } from './file-fault.ts';

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

/**
 * What one file brought in, as columns that cross from a worker without being copied. Events are numbered in the
 * order of the file; the same event may stand in it twice.
 */
export interface FileResult {
  /** Records read, matching or not. */
  recordsRead: number;
  places: SearchedPlace[];
  /** Four words for each event: its ID, packed; where that can't be, all zero, and the ID is in `oddIds`. */
  ids: Uint32Array<ArrayBuffer>;
  oddIds: [event: number, id: string][];
  times: Float64Array<ArrayBuffer>;
  /** For each event the number of its combination; those hidden have none, and -1. */
  combinations: Int32Array<ArrayBuffer>;
  /** What was not described before by this reader. */
  described: NewCombinations;
  /** Events that could be read only in part. */
  partiallyRead: number[];
  /** The newest events whole, each ID once. */
  latest: { event: TrailEvent; number: number }[];
  /** Why the file could not be read in full; null: it could. */
  fault: FileFault | null;
}

/** Reads files for one search, one after the other. */
export interface FileReader {
  /**
   * @param path absolute
   * @param floor events older than this need not be handed back whole
   */
  read(path: string, floor: Millis): Promise<FileResult>;
}
