import type { Millis, Outcome, Principal, TrailEvent } from './event.ts';
import type { Reason } from './reason.ts';
import type { Tally } from './tally.ts';

/** How many fields tell callers apart, and how many tell what they did. */
const principalWidth = 11;
const combinationWidth = 10;
/** Bounds what is kept of callers for the sake of speed alone; it is forgotten all at once. */
const maxKnown = 20_000;

/** The tally of an event, or of `count` events that differ in nothing but what tallies leave out. */
export function tallyOf(given: TrailEvent, count = 1): Tally {
  const { principal, name, source, region, account, address, outcome, error, reason, readOnly, time } = given;
  return {
    principal,
    event: name,
    source,
    region,
    account,
    address,
    outcome,
    error: error === null ? null : (error.code ?? error.message),
    reason,
    readOnly,
    count,
    first: time,
    last: time,
  };
}

/**
 * Counts events by everything questions group by. Adding in any order and merging in any order give the same tallies;
 * their order in the list is that of first sight.
 */
export class Tallies {
  readonly #events = new TextNumbers();
  readonly #sources = new TextNumbers();
  readonly #regions = new TextNumbers();
  readonly #accounts = new TextNumbers();
  readonly #addresses = new TextNumbers();
  readonly #outcomes = new TextNumbers();
  readonly #errors = new TextNumbers();
  readonly #reasons = new TextNumbers();
  readonly #principalTexts = new TextNumbers();
  readonly #principals = new TupleNumbers(principalWidth);
  /** Numbers of callers met before, each a single object wherever the same caller was read. */
  readonly #known = new Map<Principal, number>();
  readonly #combinations = new TupleNumbers(combinationWidth);
  readonly #principal = new Int32Array(principalWidth);
  readonly #combination = new Int32Array(combinationWidth);
  /** By the number of their combination. */
  readonly #tallies: Tally[] = [];

  get size(): number {
    return this.#tallies.length;
  }

  /** Counts an event, or `count` events that differ in nothing but what tallies leave out. */
  add(event: TrailEvent, count = 1): void {
    this.merge(tallyOf(event, count));
  }

  /** Adds what was counted elsewhere; the given tally is not kept. */
  merge(tally: Tally): void {
    const { principal, event, source, region, account, address, outcome, error, reason, readOnly } = tally;
    const number = this.#numberOf(principal, event, source, region, account, address, outcome, error, reason, readOnly);
    const known = this.#tallies[number];
    if (known === undefined) this.#tallies[number] = { ...tally };
    else include(known, tally);
  }

  /** What was counted so far, as copies: counting goes on. */
  list(): Tally[] {
    return this.#tallies.map((tally) => ({ ...tally }));
  }

  #numberOf(
    principal: Principal,
    event: string,
    source: string,
    region: string,
    account: string,
    address: string,
    outcome: Outcome,
    error: string | null,
    reason: Reason | null,
    readOnly: boolean,
  ): number {
    const tuple = this.#combination;
    tuple[0] = this.#numberOfPrincipal(principal);
    tuple[1] = this.#events.numberOf(event);
    tuple[2] = this.#sources.numberOf(source);
    tuple[3] = this.#regions.numberOf(region);
    tuple[4] = this.#accounts.numberOf(account);
    tuple[5] = this.#addresses.numberOf(address);
    tuple[6] = this.#outcomes.numberOf(outcome);
    tuple[7] = this.#errors.numberOf(error);
    tuple[8] = readOnly ? 1 : 0;
    tuple[9] = this.#reasons.numberOf(reason);
    return this.#combinations.numberOf(tuple);
  }

  #numberOfPrincipal(principal: Principal): number {
    const known = this.#known.get(principal);
    if (known !== undefined) return known;
    const number = this.#numberByFields(principal);
    if (this.#known.size >= maxKnown) this.#known.clear();
    this.#known.set(principal, number);
    return number;
  }

  /** Neither the key nor the source identity tells callers apart: tallies have those of the latest call. */
  #numberByFields(principal: Principal): number {
    const { type, name, role, arn, account, id, mfa, invokedBy, credentials, console, person } = principal;
    const texts = this.#principalTexts;
    const tuple = this.#principal;
    tuple[0] = texts.numberOf(type);
    tuple[1] = texts.numberOf(name);
    tuple[2] = texts.numberOf(role);
    tuple[3] = texts.numberOf(arn);
    tuple[4] = texts.numberOf(account);
    tuple[5] = texts.numberOf(id);
    tuple[6] = mfa === null ? -1 : Number(mfa);
    tuple[7] = texts.numberOf(invokedBy);
    tuple[8] = texts.numberOf(credentials);
    tuple[9] = console ? 1 : 0;
    tuple[10] = texts.numberOf(person);
    return this.#principals.numberOf(tuple);
  }
}

function include(known: Tally, { principal, count, first, last }: Tally): void {
  if (last > known.last || (last === known.last && isLater(principal, known.principal))) known.principal = principal;
  known.first = earliest(known.first, first);
  if (last > known.last) known.last = last;
  known.count += count;
}

/** Of two calls in the same second neither is later; any rule will do that does not depend on the order they came in. */
function isLater(one: Principal, other: Principal): boolean {
  const [a, b] = [one.accessKey ?? '', other.accessKey ?? ''];
  return a === b ? (one.sourceIdentity ?? '') > (other.sourceIdentity ?? '') : a > b;
}

/** Share of slots in use above which the table grows: beyond it probes get long. */
const fullest = 0.6;
const firstSlots = 64;

/**
 * Numbers tuples of whole numbers in the order of their first sight. Tuples stand for combinations of texts, each text
 * a number: joining the texts to one key takes several times as long.
 */
export class TupleNumbers {
  readonly #width: number;
  /** For each slot of a hash table the number of the tuple there, plus one; zero: free. */
  #slots = new Int32Array(firstSlots);
  /** All tuples, one after the other. */
  #values: Int32Array;
  #size = 0;

  /** @param width how many numbers a tuple has */
  constructor(width: number) {
    this.#width = width;
    this.#values = new Int32Array(firstSlots * width);
  }

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  /** The number of a tuple; it equals the size there was before where the tuple is new. */
  numberOf(tuple: Int32Array): number {
    const last = this.#slots.length - 1;
    for (let slot = hashOf(tuple) & last; ; slot = (slot + 1) & last) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) return this.#add(slot, tuple);
      if (this.#is(number, tuple)) return number;
    }
  }

  #is(number: number, tuple: Int32Array): boolean {
    const begin = number * this.#width;
    for (let at = 0; at < this.#width; at += 1) if (this.#values[begin + at] !== tuple[at]) return false;
    return true;
  }

  #add(slot: number, tuple: Int32Array): number {
    const number = this.#size;
    this.#size += 1;
    this.#values.set(tuple, number * this.#width);
    this.#slots[slot] = number + 1;
    if (this.#size > this.#slots.length * fullest) this.#grow();
    return number;
  }

  #grow(): void {
    const values = this.#values;
    this.#values = new Int32Array(values.length * 2);
    this.#values.set(values);
    this.#slots = new Int32Array(this.#slots.length * 2);
    const last = this.#slots.length - 1;
    for (let number = 0; number < this.#size; number += 1) {
      let slot = hashOf(values.subarray(number * this.#width, (number + 1) * this.#width)) & last;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
      this.#slots[slot] = number + 1;
    }
  }
}

/** After MurmurHash3. */
function hashOf(tuple: Int32Array): number {
  let hash = 0;
  for (const value of tuple) {
    const mixed = Math.imul(hash ^ value, 0xcc9e2d51);
    hash = (mixed << 13) | (mixed >>> 19);
  }
  return hash ^ (hash >>> 15);
}

/** Numbers texts in the order of their first sight; null has a number of its own. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();
  /** The text asked for before: a field often has the same one many times in a row. */
  #last: string | null = null;
  #lastNumber = -1;

  /** 0 and up; -1 for null. Equals the size there was before where the text is new. */
  numberOf(text: string | null): number {
    if (text === null) return -1;
    if (text === this.#last) return this.#lastNumber;
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    if (number === this.#numbers.size) this.#numbers.set(text, number);
    this.#last = text;
    this.#lastNumber = number;
    return number;
  }

  get size(): number {
    return this.#numbers.size;
  }

  clear(): void {
    this.#numbers.clear();
    this.#last = null;
  }
}

/** A record whose time can't be read has time 0. It is counted, but never the first of anything. */
export const unknownTime: Millis = 0;

/** The earlier of two times, of which either may be unknown. */
export function earliest(one: Millis, other: Millis): Millis {
  if (one === unknownTime) return other;
  return other === unknownTime ? one : Math.min(one, other);
}
