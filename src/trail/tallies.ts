import { earliest } from './earliest.ts';
import type { Outcome, Principal, TrailEvent } from './event.ts';
import type { Tally } from './tally.ts';
import { TextNumbers } from './text-numbers.ts';
import { TupleNumbers } from './tuple-numbers.ts';

/** How many fields tell callers apart, and how many tell what they did. */
const principalWidth = 9;
const combinationWidth = 9;
/** Bounds what is kept of callers for the sake of speed alone; it is forgotten all at once. */
const maxKnown = 20_000;

/** The tally of an event, or of `count` events that differ in nothing but what tallies leave out. */
export function tallyOf(given: TrailEvent, count = 1): Tally {
  const { principal, name, source, region, account, address, outcome, error, readOnly, time } = given;
  return {
    principal,
    event: name,
    source,
    region,
    account,
    address,
    outcome,
    error: error === null ? null : (error.code ?? error.message),
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
    const { principal, event, source, region, account, address, outcome, error, readOnly } = tally;
    const number = this.#numberOf(principal, event, source, region, account, address, outcome, error, readOnly);
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
    if (this.#known.size >= maxKnown) this.#known.clear();
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
