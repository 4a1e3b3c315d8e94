/** The event names that answers held lately, by which suggestions are ranked. */
export interface SeenEvents {
  remember(names: Iterable<string>): void;
  /** Newest first. */
  names(): readonly string[];
}

const maxEvents = 200;

export function createSeenEvents(): SeenEvents {
  const seen = new Set<string>();
  return {
    remember(names) {
      for (const name of names) {
        seen.delete(name);
        seen.add(name);
      }
      for (const name of seen) {
        if (seen.size <= maxEvents) return;
        seen.delete(name);
      }
    },
    names: () => [...seen].reverse(),
  };
}
