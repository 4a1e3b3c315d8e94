import type { Millis } from '../trail/event.ts';
import type { SourceName } from './source-traits.ts';

/** Why something was not searched. */
const missReasons = [
  'access-denied',
  'throttled',
  'timeout',
  'unreachable',
  'not-configured',
  'too-old',
  'cancelled',
] as const;
export type MissReason = (typeof missReasons)[number];

export interface Miss {
  reason: MissReason;
  /** One sentence with what to do; no secret in it. */
  message: string;
  /** The same said of “the Region”, for several at once; where the message names the one it is about. */
  anyRegion?: string;
  /** Where it is about files and folders, how many it stands for; all else that was searched there is not in doubt. */
  unread?: Unread;
}

/** Files and folders of which nothing could be read, and files that could be read only in part. */
export interface Unread {
  files: number;
  partly: number;
  folders: number;
}

/** A part that was searched: from `end` back to `start`, nothing between left out. */
export interface Searched {
  account: string;
  /** `all`: whatever Regions the source holds. */
  region: string;
  /** Of all Regions, those that were left out. */
  leftOut?: readonly string[];
  source: SourceName;
  start: Millis;
  end: Millis;
  /** Records read, matching or not. */
  recordsRead: number;
  /** Pages read for this question. */
  pages: number;
  /** Whether all of it was read for another question before, and nothing for this one. */
  cached: boolean;
}

/** A part that was not searched, and why. */
export interface Missed extends Miss {
  account: string;
  region: string;
  source: SourceName;
}

/** What a source that holds several accounts and Regions found in one of them. */
export interface SearchedPlace {
  account: string;
  region: string;
  /** Records read, matching or not. */
  recordsRead: number;
}

/** A sentence whose times are still times, so that each reader sees them in a zone of their own. */
export type Phrase = readonly (string | { time: Millis })[];

/** A sentence for people, with times in it or without. */
export type Note = string | Phrase;

/** Exactly what was and was not searched. */
export interface Coverage {
  /** Whether everything that was asked for was searched. */
  complete: boolean;
  searched: Searched[];
  missed: Missed[];
  /** Calls that may be among those asked for: told by summaries alone, or without a time; absent: none. */
  untold?: { summarised: number; timeless: number };
  /** How many log files the search was about, read or not; absent where there were none. */
  files?: number;
  /** Sentences for people: how far back it got, what is too recent, what cannot be seen. */
  notes: Note[];
}
