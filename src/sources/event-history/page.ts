import { explain, type Fault, fault } from '../../errors.ts';
import type { Miss, MissReason } from '../../plan/coverage.ts';
import { closestRegion, isRegion } from '../../query/regions.ts';
import type { Millis, TrailEvent } from '../../trail/event.ts';
import type { AwsFailure } from '../aws/failure.ts';
import type { Lookup } from './lookups.ts';

/** One page to read of the span's events, newest first. */
export interface PageRequest extends Span {
  lookup: Lookup;
  /** Where the page before ended; valid only with the same look-up, start and end. */
  token: string | null;
  whole: boolean;
}

export interface Page {
  events: TrailEvent[];
  /** Null on the last page. */
  token: string | null;
}

/** Where a look-up was made, in words that may be shown. */
export interface LookupPlace {
  role: string | null;
  region: string;
}

/** Says why a Region of an account could not be searched, and what to do about it. */
export function missOf(failure: AwsFailure, { role, region }: LookupPlace): Miss {
  const { kind, code, assuming } = failure;
  const who = role ?? 'Trail’s own credentials';
  const service = assuming ? 'AWS STS' : 'CloudTrail';
  switch (kind) {
    case 'throttled':
      return missIn(region, 'throttled', (where) => fault('aws-throttled', [where]));
    case 'denied':
      return assuming
        ? { reason: 'access-denied', message: explain(fault('role-denied', [who])) }
        : missIn(region, 'access-denied', (where) => fault('lookup-denied', [who, where]));
    case 'expired':
      return missIn(region, 'access-denied', (where) => fault('credentials-expired', [where]));
    case 'no-credentials':
      return { reason: 'access-denied', message: explain(fault('no-credentials', [])) };
    case 'badly-signed':
    case 'not-accepted': {
      const refused = assuming || role === null ? 'Trail’s own credentials' : `the credentials of ${role}`;
      return missIn(region, 'access-denied', (where) => fault('credentials-refused', [refused, where, code]));
    }
    case 'too-old':
      return missIn(region, 'too-old', (where) => fault('aws-too-old', [where]));
    case 'unreachable':
      if (!assuming && !isRegion(region)) {
        return {
          reason: 'unreachable',
          message: explain(fault('region-unanswered', [region, closestRegion(region) ?? '', code])),
        };
      }
      return missIn(region, 'unreachable', (where) => fault('aws-unreachable', [service, where, code]));
    case 'bad-token':
    case 'refused':
      return assuming
        ? { reason: 'access-denied', message: explain(fault('role-refused', [who, code])) }
        : missIn(region, 'unreachable', (where) => fault('aws-refused', [service, where, code]));
  }
}

/** Says that a role's sessions are too many to be all found by the calls or in the time that a question has. */
export function missOfSessions(region: string): Miss {
  return missIn(region, 'timeout', (where) => fault('sessions-unfound', [where]));
}

/** Says that a role, or AWS Chatbot, had so many sessions that some were not looked up. */
export function missOfCut(whose: string, sessions: number): Miss {
  return { reason: 'timeout', message: explain(fault('sessions-cut', [sessions, whose])) };
}

/**
 * Says why a search was given up from outside: a TimeoutError means that its time was spent (which others' use of the
 * quota may have cost), everything else that nobody wants it any more.
 */
export function missOfAbort(reason: unknown, { region }: LookupPlace, throttled: boolean): Miss {
  const timedOut = typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError';
  if (!timedOut) return missIn(region, 'cancelled', (where) => fault('search-cancelled', [where]));
  if (throttled) return missIn(region, 'throttled', (where) => fault('aws-throttled', [where]));
  return missIn(region, 'timeout', (where) => fault('search-timeout', [where]));
}

function missIn(region: string, reason: MissReason, why: (region: string) => Fault): Miss {
  return { reason, message: explain(why(region)), anyRegion: explain(why('the Region')) };
}

/** CloudTrail no longer takes the token: the page is to be found by its time. */
export class InvalidToken extends Error {
  constructor(options: ErrorOptions) {
    super('CloudTrail does not take the page’s token.', options);
    this.name = 'InvalidToken';
  }
}

/** Whole seconds since 1970-01-01T00:00Z: what CloudTrail stamps events with, and what look-ups are bounded by. */
export type Seconds = number;

/** A span of time, both ends inclusive. */
export interface Span {
  start: Seconds;
  end: Seconds;
}

export const secondOf = (time: Millis): Seconds => Math.floor(time / 1000);

export const isWithin = ({ time }: Pick<TrailEvent, 'time'>, { start, end }: Span): boolean => {
  const second = secondOf(time);
  return second >= start && second <= end;
};

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
