import { LRUCache } from 'lru-cache';

/** Spellings under which principals were seen, by name without case. */
interface Spellings {
  /** Every spelling seen of a name, whatever its case. */
  of(name: string): readonly string[];
  remember(names: Iterable<string>): void;
}

/** Names beyond this many push out those not met for longest. */
const maxNames = 20_000;
/** Nobody is spelled in more ways than this, but an attacker may try. */
const maxEach = 4;

/** LookupEvents is case-sensitive: a name typed in any case is looked up as it was seen before, too. */
export function createSpellings(): Spellings {
  const seen = new LRUCache<string, Set<string>>({ max: maxNames });
  return {
    of: (name) => [...(seen.get(name.toLowerCase()) ?? [])],
    remember(names) {
      for (const name of names) {
        const key = name.toLowerCase();
        const known = seen.get(key);
        if (known === undefined) seen.set(key, new Set([name]));
        else if (known.size < maxEach) known.add(name);
      }
    },
  };
}
