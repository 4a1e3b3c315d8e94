import { earliest } from './earliest.ts';
import type { Outcome, Principal, TrailEvent } from './event.ts';
import type { Tally } from './tally.ts';
import { TextNumbers } from './text-numbers.ts';
import { TupleNumbers } from './tuple-numbers.ts';

/** How many fields tell callers apart, and how many tell what they did. */
const principalWidth = 9;
const combinationWidth = 9;
/** Bounds what is kept of callers and combinations for the sake of speed alone; it is forgotten all at once. */
const mostKept = 20_000;

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
  readonly #principalTexts = new TextNumbers();
  readonly #principals = new TupleNumbers(principalWidth);
  /** Numbers of callers met before, each a single object wherever the same caller was read. */
  readonly #known = new Map<Principal, number>();
  readonly #combinations = new TupleNumbers(combinationWidth);
  readonly #principal = new Int32Array(principalWidth);
  readonly #combination = new Int32Array(combinationWidth);
  /** By the number of their combination. */
  readonly #tallies: (Tally | undefined)[] = [];
  /** The numbers of those combinations that have a tally. */
  #counted: number[] = [];

  get size(): number {
    return this.#counted.length;
  }

  /** Counts an event, or `count` events that differ in nothing but what tallies leave out. */
  add(event: TrailEvent, count = 1): void {
    const { principal, name, source, region, account, address, outcome, readOnly, time } = event;
    const error = event.error === null ? null : (event.error.code ?? event.error.message);
    const number = this.#numberOf(principal, name, source, region, account, address, outcome, error, readOnly);
    const known = this.#tallies[number];
    if (known !== undefined) {
      include(known, principal, count, time, time);
      return;
    }
    this.#begin(number, {
      principal,
      event: name,
      source,
      region,
      account,
      address,
      outcome,
      error,
      readOnly,
      count,
      first: time,
      last: time,
    });
  }

  /** Adds what was counted elsewhere; the given tally is not kept. */
  merge(tally: Tally): void {
    const { principal, event, source, region, account, address, outcome, error, readOnly } = tally;
    const number = this.#numberOf(principal, event, source, region, account, address, outcome, error, readOnly);
    const known = this.#tallies[number];
    if (known === undefined) this.#begin(number, { ...tally });
    else include(known, principal, tally.count, tally.first, tally.last);
  }

  /** What was counted so far, as copies: counting goes on. */
  list(): Tally[] {
    return this.#now().map((tally) => ({ ...tally }));
  }

  /** What was counted since it was last taken. Combinations keep their numbers, which makes the next count cheap. */
  take(): Tally[] {
    const taken = this.#now();
    for (const number of this.#counted) this.#tallies[number] = undefined;
    this.#counted = [];
    if (this.#combinations.size > mostKept) this.#forget();
    return taken;
  }

  #now(): Tally[] {
    return this.#counted.flatMap((number) => this.#tallies[number] ?? []);
  }

  #begin(number: number, tally: Tally): void {
    this.#tallies[number] = tally;
    this.#counted.push(number);
  }

  /** Only where nothing is counted. */
  #forget(): void {
    this.#tallies.length = 0;
    this.#known.clear();
    for (const numbers of [this.#combinations, this.#principals, this.#principalTexts]) numbers.clear();
    for (const numbers of [this.#events, this.#sources, this.#regions, this.#accounts]) numbers.clear();
    for (const numbers of [this.#addresses, this.#outcomes, this.#errors]) numbers.clear();
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
    return this.#combinations.numberOf(tuple);
  }

  #numberOfPrincipal(principal: Principal): number {
    const known = this.#known.get(principal);
    if (known !== undefined) return known;
    const number = this.#numberByFields(principal);
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(principal, number);
    return number;
  }

  /** Neither the key nor the source identity tells callers apart: tallies have those of the latest call. */
  #numberByFields({ type, name, role, arn, account, id, mfa, invokedBy, credentials }: Principal): number {
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
    return this.#principals.numberOf(tuple);
  }
}

function include(tally: Tally, principal: Principal, count: number, first: number, last: number): void {
  if (last > tally.last || (last === tally.last && isLater(principal, tally.principal))) tally.principal = principal;
  tally.first = earliest(tally.first, first);
  if (last > tally.last) tally.last = last;
  tally.count += count;
}

/** Of two calls in the same second neither is later; any rule will do that does not depend on the order they came in. */
function isLater(one: Principal, other: Principal): boolean {
  const [a, b] = [one.accessKey ?? '', other.accessKey ?? ''];
  return a === b ? (one.sourceIdentity ?? '') > (other.sourceIdentity ?? '') : a > b;
}
