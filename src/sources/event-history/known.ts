import type { Millis, TrailEvent } from '../../trail/event.ts';
import { isWithin, type Seconds, type Span, secondOf } from './seconds.ts';

/** A span of time whose events, of one look-up, are all known as they were at `askedAt`. */
export interface Stretch extends Span {
  askedAt: Millis;
  /** Whether it was read for a digest, which reads far more than people will ask for. */
  bulk?: boolean;
  events: TrailEvent[];
}

interface Kept extends Stretch {
  key: string;
  weight: number;
}

/** Events are delivered late: about five minutes, fifteen to be safe. Seconds. */
const settlesAfter = 15 * 60;
/** How long an answer about what has not settled yet is good enough. Milliseconds. */
const freshFor = 60_000;
/** What a whole record, and a stretch itself, count as against the limit: this many events. */
const wholeWeight = 10;
const stretchWeight = 10;
/** How many times as much it counts where a digest read it. */
const bulkWeight = 2;

/** Whether what was asked at `askedAt` still tells all about a second: it had settled then, or that was just now. */
export function stillTells(askedAt: Millis, second: Seconds, now: Millis): boolean {
  return now - askedAt <= freshFor || second <= settledAt(askedAt);
}

const settledAt = (askedAt: Millis): Seconds => secondOf(askedAt) - settlesAfter;

/**
 * What look-ups have found, so that nothing is asked twice. By key (account, Region and look-up) the stretches of time
 * that are covered, none overlapping another. Beyond `limit` events the stretches not used for longest are forgotten.
 */
export class Known {
  readonly #limit: number;
  readonly #byKey = new Map<string, Kept[]>();
  /** In the order of their use, the longest unused first. */
  readonly #byUse = new Set<Kept>();
  #weight = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The stretch that tells all about this second, and about every second of it before; null where none does. */
  at(key: string, second: Seconds, now: Millis): Stretch | null {
    const kept = this.#find(key, second);
    if (kept === undefined || !stillTells(kept.askedAt, second, now)) return null;
    this.#byUse.delete(kept);
    this.#byUse.add(kept);
    return kept;
  }

  /** The last known second before this one; null where none is. */
  before(key: string, second: Seconds, now: Millis): Seconds | null {
    let last: Seconds | null = null;
    for (const { start, end, askedAt } of this.#byKey.get(key) ?? []) {
      const known = Math.min(end, second - 1, stillTells(askedAt, end, now) ? end : settledAt(askedAt));
      if (known >= start && (last === null || known > last)) last = known;
    }
    return last;
  }

  /** Keeps a stretch in place of what was known of its time; events outside of it join the stretch they belong to. */
  keep(key: string, stretch: Stretch): void {
    for (const event of stretch.events) {
      if (isWithin(event, stretch)) continue;
      const other = this.#find(key, secondOf(event.time));
      if (other !== undefined && !other.events.some(({ id }) => id === event.id)) other.events.push(event);
    }
    for (const old of this.#byKey.get(key) ?? []) {
      if (old.end < stretch.start || old.start > stretch.end) continue;
      this.#remove(old);
      this.#add(key, part(old, { start: old.start, end: stretch.start - 1 }));
      this.#add(key, part(old, { start: stretch.end + 1, end: old.end }));
    }
    this.#add(key, part(stretch, stretch));
    for (const kept of this.#byUse) {
      if (this.#weight <= this.#limit) break;
      this.#remove(kept);
    }
  }

  #find(key: string, second: Seconds): Kept | undefined {
    return this.#byKey.get(key)?.find(({ start, end }) => start <= second && second <= end);
  }

  #add(key: string, stretch: Stretch): void {
    if (stretch.start > stretch.end) return;
    const weigh = (sum: number, { record }: TrailEvent) => sum + (record === null ? 1 : wholeWeight);
    const weight = stretch.events.reduce(weigh, stretchWeight) * (stretch.bulk === true ? bulkWeight : 1);
    const kept = { ...stretch, key, weight };
    this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), kept]);
    this.#byUse.add(kept);
    this.#weight += weight;
  }

  #remove(kept: Kept): void {
    const others = (this.#byKey.get(kept.key) ?? []).filter((other) => other !== kept);
    if (others.length > 0) this.#byKey.set(kept.key, others);
    else this.#byKey.delete(kept.key);
    this.#byUse.delete(kept);
    this.#weight -= kept.weight;
  }
}

function part({ askedAt, bulk = false, events }: Stretch, span: Span): Stretch {
  return { ...span, askedAt, bulk, events: events.filter((event) => isWithin(event, span)) };
}
