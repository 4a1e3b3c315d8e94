import { earliest } from './earliest.ts';
import type { Outcome, Principal, TrailEvent } from './event.ts';
import type { Tally } from './tally.ts';
import { TextNumbers } from './text-numbers.ts';
import { TupleNumbers } from './tuple-numbers.ts';

/** How many fields tell callers apart, and how many tell what they did. */
const principalWidth = 9;
const combinationWidth = 9;

/**
 * Counts events by everything questions group by. Adding in any order and merging in any order give the same tallies;
 * their order in the list is that of first sight.
 */
export class Tallies {
  readonly #texts = new TextNumbers();
  readonly #principals = new TupleNumbers(principalWidth);
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
    const { principal, name, source, region, account, address, outcome, readOnly, time } = event;
    const error = event.error === null ? null : (event.error.code ?? event.error.message);
    const number = this.#numberOf(principal, name, source, region, account, address, outcome, error, readOnly);
    const known = this.#tallies[number];
    if (known !== undefined) {
      include(known, principal, count, time, time);
      return;
    }
    this.#tallies[number] = {
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
    };
  }

  /** Adds what was counted elsewhere; the given tally is not kept. */
  merge(tally: Tally): void {
    const { principal, event, source, region, account, address, outcome, error, readOnly } = tally;
    const number = this.#numberOf(principal, event, source, region, account, address, outcome, error, readOnly);
    const known = this.#tallies[number];
    if (known === undefined) this.#tallies[number] = { ...tally };
    else include(known, principal, tally.count, tally.first, tally.last);
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
    const texts = this.#texts;
    const tuple = this.#combination;
    tuple[0] = this.#numberOfPrincipal(principal);
    tuple[1] = texts.numberOf(event);
    tuple[2] = texts.numberOf(source);
    tuple[3] = texts.numberOf(region);
    tuple[4] = texts.numberOf(account);
    tuple[5] = texts.numberOf(address);
    tuple[6] = texts.numberOf(outcome);
    tuple[7] = texts.numberOf(error);
    tuple[8] = readOnly ? 1 : 0;
    return this.#combinations.numberOf(tuple);
  }

  /** Neither the key nor the source identity tells callers apart: tallies have those of the latest call. */
  #numberOfPrincipal({ type, name, role, arn, account, id, mfa, invokedBy, credentials }: Principal): number {
    const texts = this.#texts;
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
