import type { Filter } from '../condition/condition.ts';
import type { Window } from '../query/query.ts';
import type { Missed, Note } from './coverage.ts';
import type { SourceName } from './source-traits.ts';

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

interface Archive {
  /** Folder or s3://bucket/prefix of log files as CloudTrail delivers them. */
  logs: string | null;
  /** IDs of the accounts whose records may be read; absent: the account’s own, or any where that is not known. */
  accounts?: readonly string[];
  /** Whether what other accounts have records in it may not be told. */
  closed?: boolean;
  athena: { database: string; table: string; workgroup: string | null; region: string | null } | null;
}

/**
 * How much a source may spend on a question: `complete`, as much as it takes; `open-ended`, a question without a time
 * looks back as far as its budget goes; `chain` and `glance`, the search for the call behind a session, thorough or quick;
 * `aftermath`, the search for what became of calls.
 */
export type Effort = 'complete' | 'open-ended' | 'chain' | 'glance' | 'aftermath';

/** What one source is to fetch: an account and Region, a window, which events count, and how many are handed over. */
export interface Fetch {
  source: SourceName;
  account: Account;
  /** null: whatever Regions the source holds (log files). */
  region: string | null;
  filter: Filter;
  /** Calls to hand over besides, which count for nothing; for sources that come upon them anyway (log files). */
  besides?: Filter;
  window: Window;
  /** Whether nothing was said of time, so that records without one count, too. */
  timeless?: boolean;
  effort: Effort;
  /** How many newest events to hand over. */
  limit: number;
  /** Whether events must carry their whole masked record. */
  whole: boolean;
}

/** Everything that will be asked, decided before the first call. No two fetches are about the same events. */
export interface Plan {
  fetches: Fetch[];
  window: Window;
  effort: Effort;
  /** What is known beforehand not to be searched: older than event history, archives not set up. */
  missed: Missed[];
  /** What the answer should say about how it searched, beyond figures. */
  notes: Note[];
}
