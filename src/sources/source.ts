import type { Aside } from '../plan/aside.ts';
import type { SourceReport } from '../plan/cover.ts';
import type { Miss, SearchedPlace } from '../plan/coverage.ts';
import type { Hiding } from '../plan/hidden.ts';
import type { Fetch } from '../plan/plan.ts';
import type { SourceTraits } from '../plan/source-traits.ts';
import type { Millis, TrailEvent } from '../trail/event.ts';
import type { Slot } from '../trail/latest.ts';
import type { SharedCalls } from '../trail/shared-calls.ts';
import type { Tally } from '../trail/tally.ts';

/** Of calls that are asked for besides, no more than the newest so many are handed over. */
export const maxBesides = 500;

/** What a batch adds: tallies, the newest events, how far back it reached, what it cost. */
export interface Batch {
  /** To be merged: a combination may stand among them several times. */
  tallies: Tally[];
  /** The newest matching events of this batch, newest first, at most the fetch's limit. */
  latest: TrailEvent[];
  /** The newest of the calls that the fetch asks for besides, in this batch; absent where the source does not look for them. */
  besides?: TrailEvent[];
  /** The fetch is searched from its window's end back to here. */
  reached: Millis;
  /** Records read in this batch, matching or not. */
  recordsRead: number;
  pages: number;
  /** Whether the batch came from what was already known. */
  cached: boolean;
  /** Trail's own calls, and events hidden by ignore rules, in this batch. */
  hidden: number;
  /** Records that could be read only in part. */
  partiallyRead: number;
  /** Parts that could not be searched, such as a damaged file; the rest goes on. */
  missed: Miss[];
  /** How many files the fetch is about, where it reads files. */
  files?: number;
  /** How much of the fetch is done, from 0 to 1, as far as the source can tell. */
  done: number;
  /** Per account and Region, the records read in this batch, where the source finds out only by reading. */
  places?: SearchedPlace[];
  /** Accounts that the source knows to have records there, read or not; empty: some record names none. */
  passed?: readonly string[];
  /** When the calls of this batch were made, where the source counts that. */
  timeline?: Slot[];
  /** What was come upon beside calls of the window. */
  aside?: Aside;
  /** Calls that other accounts’ trails may hold, too: the same object for all of a fetch, complete with its last batch. */
  shared?: SharedCalls;
}

/** People wait for their answers; digests can wait for people. */
export type Priority = 'person' | 'digest';

export interface SearchOptions {
  signal: AbortSignal;
  /** Who asks: becomes the STS session name (`trail-U012AB3CD`, `trail-cli`). */
  asker: string;
  /** Who is served first where calls must wait for a quota; a person, unless told. */
  priority?: Priority;
  /** Whether to ask again for what is known already: events that arrived late are found in no other way. */
  fresh?: boolean;
  /** Which events are not to be shown, as data (see isHidden), so that it can be handed to a worker thread. */
  hiding: Hiding;
}

/** A source could not go on; what it yielded before stands. */
export class SearchStopped extends Error {
  readonly miss: Miss;

  constructor(miss: Miss, options?: ErrorOptions) {
    super(miss.message, options);
    this.name = 'SearchStopped';
    this.miss = miss;
  }
}

/**
 * Holds events, and answers fetches of them. One that may come upon an event twice counts it once.
 * Each folder has a README with the least permissions its source needs.
 */
export interface EventSource {
  readonly traits: SourceTraits;
  /**
   * Makes ready to answer fetches of one question: learns what it must know of all of them before it can search any.
   * Throws SearchStopped where none of them can be answered.
   */
  open(fetches: readonly Fetch[], options: SearchOptions): Promise<OpenSearch>;
}

/** Fetches that can be answered now. */
export interface OpenSearch {
  report: SourceReport;
  /**
   * Answers one of the fetches batch by batch, newest first; at the end of its budget it just ends.
   * Throws SearchStopped where it cannot go on; anything else thrown is a bug.
   */
  search(fetch: Fetch): AsyncIterable<Batch>;
}

/** What sources say that have nothing to say beside their batches. */
export const nothingToReport: SourceReport = { missed: [], notes: [] };

/** The promise's outcome, or the signal's reason should it abort first. The promise itself goes on. */
export function raced<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
