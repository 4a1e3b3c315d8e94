import type { Aftermath } from '../catalogue/aftermath.ts';
import type { Window } from '../query/query.ts';
import type { Chain, Link } from '../trail/chain.ts';
import type { TrailEvent } from '../trail/event.ts';
import type { Slot } from '../trail/latest.ts';
import type { SharedCalls } from '../trail/shared-calls.ts';
import type { Tally } from '../trail/tally.ts';
import type { Coverage } from './coverage.ts';

/** How much of one account and Region's quota of LookupEvents Trail uses. */
export interface Quota {
  account: string;
  region: string;
  /** Calls within the last second; CloudTrail takes two. */
  calls: number;
  /** Whether CloudTrail refused a call for going too fast within the last minute. */
  throttled: boolean;
}

/** What a plan has brought in so far: all that a question's summary is made of. */
export interface Found {
  /** What was asked for; coverage says how much of it was searched. */
  window: Window;
  tallies: Tally[];
  /** The newest matching events, newest first. */
  latest: TrailEvent[];
  /** The newest of the calls that the plan asked for besides, newest first; null where a source does not hand them over. */
  besides?: readonly TrailEvent[] | null;
  /** When the calls were made, oldest first; null where a source does not count that. */
  timeline?: Slot[] | null;
  /** Events not shown: Trail's own calls and those that ignore rules name. */
  /** How much of each quota of LookupEvents is in use. */
  quota: readonly Quota[];
  hidden: number;
  /** Matching records that could be read only in part. */
  partiallyRead: number;
  coverage: Coverage;
  /** Sign-ins beside what was asked that tell who is who among its callers; absent: none were looked for. */
  namings?: readonly Tally[];
  /** From the person to each session found, the newest first; null where it was not asked for, or not traced yet. */
  chains: readonly Chain[] | null;
  /** How many sessions were found, those beyond the first few not traced. */
  sessions: number;
  /** The person behind a role session, by the session's ARN, where one look-up found it. */
  sessionIssuers: ReadonlyMap<string, Link>;
  /** What became of changes among the latest, by the event's ID; null or absent where that was not looked for, or not yet. */
  aftermaths?: ReadonlyMap<string, Aftermath> | null;
  /** Calls that other accounts’ trails may hold, too, where they are still to be counted. */
  shared?: readonly SharedCalls[];
  final: boolean;
  /** How much of the plan is done, from 0 to 1. */
  done: number;
}
