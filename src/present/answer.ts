import type { Aftermath } from '../catalogue/aftermath.ts';
import type { Coverage, Phrase } from '../plan/coverage.ts';
import type { QuestionName, Window } from '../query/query.ts';
import type { Link } from '../trail/chain.ts';
import type { Millis, Principal, TrailEvent } from '../trail/event.ts';
import type { Slot } from '../trail/latest.ts';
import type { Reason } from '../trail/reason.ts';

export type { Phrase };

/** What one principal, or one event name, adds up to. */
export interface Group {
  /** The principal's name, or the event's, as the question groups. */
  key: string;
  /** Whose calls; null where the group holds several principals. */
  principal: Principal | null;
  /** How many sessions named by machines are counted together here; 0 for everything else. */
  sessions: number;
  events: string[];
  count: number;
  /** Failed calls among them, denied ones included. */
  errors: number;
  first: Millis;
  last: Millis;
  regions: string[];
  addresses: string[];
  /** Why calls among them were refused, where records tell; the most frequent first. */
  reasons: { reason: Reason; count: number }[];
  /** The person behind a role session, where one look-up finds it. */
  sessionIssuer: Link | null;
}

/** What a question tells beyond groups and events: a title and its lines. */
export interface Section {
  title: string;
  lines: Phrase[];
}

/** An answer, or as much of it as is known so far: what is shown in Slack, printed, and given out as JSON. */
export interface Answer {
  question: QuestionName;
  asked: string;
  headline: Phrase;
  window: Window;
  total: number;
  groups: Group[];
  /** The newest events, newest first. */
  events: TrailEvent[];
  /** What became of changes among the events, by the event's ID; null or absent where that was not looked for. */
  aftermaths?: ReadonlyMap<string, Aftermath> | null;
  /** When the calls of the total were made, oldest first; absent where that is not known. */
  timeline?: Slot[];
  /** From the person to the session; null where the question is not about one. */
  chain: Link[] | null;
  /** The whole masked record, for `event`. */
  record: unknown;
  sections: Section[];
  hidden: number;
  /** Matching records that could be read only in part. */
  partiallyRead: number;
  coverage: Coverage;
  /** False while the search goes on. */
  final: boolean;
  /** How much is searched so far, from 0 to 1. */
  done: number;
}
