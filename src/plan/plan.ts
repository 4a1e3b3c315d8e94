import type { Filter, Window } from '../query/query.ts';
import type { Missed, Note, SourceName } from './coverage.ts';

/** The attributes LookupEvents indexes; at most one a call, values exact and case-sensitive. */
export type Attribute =
  | 'EventId'
  | 'EventName'
  | 'ReadOnly'
  | 'Username'
  | 'ResourceType'
  | 'ResourceName'
  | 'EventSource'
  | 'AccessKeyId';

/** One LookupEvents condition; null looks up everything. */
export type Lookup = { attribute: Attribute; value: string } | null;

/** An account to search, as configured. */
export interface Account {
  /** 12 digits; null for the ambient credentials' account until it is known. */
  id: string | null;
  name: string;
  role: string | null;
  externalId: string | null;
  regions: string[];
  archive: Archive | null;
}

export interface Archive {
  /** Folder or s3://bucket/prefix of log files as CloudTrail delivers them. */
  logs: string | null;
  athena: { database: string; table: string; workgroup: string | null; region: string | null } | null;
}

/** What one source is to fetch: one account and Region, one window, its look-ups, and what is filtered afterwards. */
export interface Fetch {
  source: SourceName;
  account: Account;
  /** null: whatever Regions the source holds (log files). */
  region: string | null;
  /** Each is looked up; an event found by two counts once. */
  lookups: Lookup[];
  /** What an event must satisfy beyond the look-up. */
  filter: Filter;
  window: Window;
  /** Most calls to spend, all look-ups together; null: as many as it takes. */
  calls: number | null;
  /** How many newest events to keep whole. */
  limit: number;
  /** Whether events must carry their whole masked record. */
  whole: boolean;
}

/** Everything that will be asked, decided before the first call. */
export interface Plan {
  fetches: Fetch[];
  window: Window;
  /** Whether the window was asked for (searched to its end) or is the habit of the question (searched on a budget). */
  explicit: boolean;
  /** Most milliseconds to spend; null: as long as it takes. */
  budget: number | null;
  /** What is known beforehand not to be searched: older than event history, archives not set up. */
  missed: Missed[];
  /** What the answer should say about how it searched, beyond figures. */
  notes: Note[];
}
