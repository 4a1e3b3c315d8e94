import type { Millis } from '../trail/event.ts';
import { retention } from '../trail/retention.ts';

export type SourceName = 'event-history' | 'log-files';

/** What a source is, as far as plans depend on it. */
export interface SourceTraits {
  /** How far back it reaches; null: as far as there are records. */
  reach: Millis | null;
  /** Kinds of events it can hold. */
  holds: readonly ('management' | 'data' | 'network' | 'insight')[];
  /** Whether it is asked Region by Region, or knows by itself which Regions it holds. */
  byRegion: boolean;
  /** Whether it counts by itself, without every record passing through this process's main thread. */
  counts: boolean;
  /** What a search of it costs: calls against a quota, or the time it takes to read. */
  costs: 'calls' | 'reading';
}

/** Every source there is. */
export const sourceTraits = {
  'event-history': { reach: retention, holds: ['management'], byRegion: true, counts: false, costs: 'calls' },
  'log-files': {
    reach: null,
    holds: ['management', 'data', 'network'],
    byRegion: false,
    counts: true,
    costs: 'reading',
  },
} as const satisfies Record<SourceName, SourceTraits>;
