import type { DigestReading, SeenKind } from '../state/reading.ts';
import type { Millis } from '../trail/event.ts';

const day: Millis = 86_400_000;
/** How far back a digest compares what it tells. */
export const remembered = { seen: 28 * day, calls: 7 * day } as const;

/** What is known of the weeks before a window. */
export interface Before {
  /** From when on it is known; null: nothing is. */
  since: Millis | null;
  /** Whether a value was seen; null where that is not known. */
  saw(kind: SeenKind, value: string): boolean | null;
  /** Denied calls of a principal that as long a time usually holds; null where that is not known. */
  usuallyDenied(principal: string): number | null;
  /** The same for all calls of an account, by the week before. */
  usualCalls(account: string): number | null;
}

/** What readings of the same accounts tell of the weeks before a window; they may overlap each other and the window. */
export function lookBefore(readings: readonly DigestReading[], { start, end }: { start: Millis; end: Millis }): Before {
  const earlier = readings.filter(({ window }) => window.start < start && window.end > start - remembered.seen);
  const seen = (kind: SeenKind) => {
    const values = new Set<string>();
    for (const { seen } of earlier) {
      const kept = seen[kind];
      if (kept === null) return null;
      for (const [value, first] of kept) if (first < start) values.add(value);
    }
    return values;
  };
  const known: Record<SeenKind, ReadonlySet<string> | null> = {
    principals: seen('principals'),
    events: seen('events'),
    regions: seen('regions'),
    addresses: seen('addresses'),
    changes: seen('changes'),
  };
  const chains = chainsOf(earlier.filter(({ window }) => window.end <= start));
  const usual = (chain: readonly DigestReading[], count: (reading: DigestReading) => number): number | null => {
    const covered = chain.reduce((sum, { window }) => sum + window.end - window.start, 0);
    if (covered === 0) return null;
    return (chain.reduce((sum, reading) => sum + count(reading), 0) / covered) * (end - start);
  };

  return {
    since: earlier.length === 0 ? null : Math.min(...earlier.map(({ window }) => window.start)),
    saw: (kind, value) => (earlier.length === 0 ? null : (known[kind]?.has(value) ?? null)),
    usuallyDenied(principal) {
      const rates = [...chains.values()].map((chain) =>
        usual(chain, ({ denied }) => (Object.hasOwn(denied, principal) ? (denied[principal] ?? 0) : 0)),
      );
      const told = rates.filter((rate) => rate !== null);
      return told.length === 0 ? null : told.reduce((sum, rate) => sum + rate, 0);
    },
    usualCalls(account) {
      const week = (chains.get(account) ?? []).filter(({ window }) => window.end > start - remembered.calls);
      return usual(week, ({ calls }) => calls);
    },
  };
}

/** Per account, as many readings as stand side by side: what several digests read of the same time counts once. */
function chainsOf(readings: readonly DigestReading[]): ReadonlyMap<string, readonly DigestReading[]> {
  const chains = new Map<string, DigestReading[]>();
  for (const reading of [...readings].sort((one, other) => one.window.end - other.window.end)) {
    const chain = chains.get(reading.account) ?? [];
    chains.set(reading.account, chain);
    const last = chain.at(-1);
    if (last === undefined || reading.window.start >= last.window.end) chain.push(reading);
  }
  return chains;
}
