import type { SourceName } from '../plan/source-traits.ts';
import type { Millis } from '../trail/event.ts';
import { createEventHistory, type LookupService } from './event-history/event-history.ts';
import { createArchives } from './log-files/archives.ts';
import type { EventSource } from './source.ts';

/** Every source there is, by name. */
export type Sources = Record<SourceName, EventSource>;

/** Builds every source; `lookups` is AWS, or the sample in its place. */
export function createSources(deps: { lookups: LookupService; clock: () => Millis }): {
  sources: Sources;
  close(): Promise<void>;
} {
  const archives = createArchives();
  return {
    sources: {
      'event-history': createEventHistory({ service: deps.lookups, clock: deps.clock }),
      'log-files': archives,
    },
    close: () => archives.close(),
  };
}
