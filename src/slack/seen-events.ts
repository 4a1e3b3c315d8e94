import { LRUCache } from 'lru-cache';

/** The event names that answers held lately, by which suggestions are ranked. */
export interface SeenEvents {
  remember(names: Iterable<string>): void;
  /** Newest first. */
  names(): readonly string[];
}

const maxEvents = 200;

export function createSeenEvents(): SeenEvents {
  const seen = new LRUCache<string, true>({ max: maxEvents });
  return {
    remember(names) {
      for (const name of names) seen.set(name, true);
    },
    names: () => [...seen.keys()],
  };
}
