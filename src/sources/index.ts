import { type SourceName, type SourceTraits, sourceTraits } from '../plan/source-traits.ts';
import type { Millis } from '../trail/event.ts';
import type { LookupService } from './event-history/event-history.ts';
import type { EventSource } from './source.ts';

/** Every source there is, by name. */
export type Sources = Record<SourceName, EventSource>;

interface SourcesDeps {
  /** LookupEvents of AWS, or of the sample in its place. */
  lookups: () => Promise<LookupService>;
  clock: () => Millis;
}

/** Builds every source; each is loaded, with all it needs, when it is first asked. */
export function createSources({ lookups, clock }: SourcesDeps): { sources: Sources; close(): Promise<void> } {
  const archives = once(async () => (await import('./log-files/archives.ts')).createArchives());
  const history = once(async () => {
    const { createEventHistory } = await import('./event-history/event-history.ts');
    return createEventHistory({ service: await lookups(), clock });
  });
  return {
    sources: {
      'event-history': whenAsked(sourceTraits['event-history'], history.get),
      'log-files': whenAsked(sourceTraits['log-files'], archives.get),
    },
    close: async () => (await archives.made())?.close(),
  };
}

function whenAsked(traits: SourceTraits, load: () => Promise<EventSource>): EventSource {
  return { traits, open: async (fetches, options) => (await load()).open(fetches, options) };
}

/** Makes something when it is first wanted, and only once. */
export function once<T>(make: () => Promise<T>): { get(): Promise<T>; made(): Promise<T> | null } {
  let made: Promise<T> | null = null;
  return {
    get() {
      made ??= make();
      return made;
    },
    made: () => made,
  };
}
