import type { Millis } from '../trail/event.ts';

interface Loaded<Value> {
  value: Value;
  /** How long it may be used. */
  keep: Millis;
}

/** Loads by key, each key once at a time, and remembers what was loaded. `load` must not reject. */
export function remember<Value>(
  load: (key: string) => Promise<Loaded<Value>>,
  { most, clock }: { most: number; clock: () => Millis },
): (key: string) => Promise<Value> {
  const known = new Map<string, { value: Promise<Value>; until: Millis }>();

  return (key) => {
    const found = known.get(key);
    if (found !== undefined && found.until > clock()) return found.value;
    const entry = {
      until: Number.POSITIVE_INFINITY,
      value: load(key).then(({ value, keep }) => {
        entry.until = clock() + keep;
        return value;
      }),
    };
    known.delete(key);
    known.set(key, entry);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return entry.value;
  };
}
