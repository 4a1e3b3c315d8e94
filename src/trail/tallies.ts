import { earliest } from './earliest.ts';
import type { Principal, TrailEvent } from './event.ts';
import type { Tally } from './tally.ts';

/**
 * Counts events by everything questions group by. Adding in any order and merging in any order give the same tallies;
 * their order in the list is that of first sight.
 */
export class Tallies {
  readonly #tallies = new Map<string, Tally>();

  get size(): number {
    return this.#tallies.size;
  }

  /** Counts an event, or `count` events that differ in nothing but what tallies leave out. */
  add(event: TrailEvent, count = 1): void {
    const { principal, name, source, region, account, address, outcome, readOnly, time } = event;
    const error = event.error === null ? null : (event.error.code ?? event.error.message);
    const key = keyOf(principal, name, source, region, account, address, outcome, error, readOnly);
    const known = this.#tallies.get(key);
    if (known !== undefined) {
      include(known, principal, count, time, time);
      return;
    }
    this.#tallies.set(key, {
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
    const key = keyOf(principal, event, source, region, account, address, outcome, error, readOnly);
    const known = this.#tallies.get(key);
    if (known === undefined) this.#tallies.set(key, { ...tally });
    else include(known, principal, tally.count, tally.first, tally.last);
  }

  /** What was counted so far, as copies: counting goes on. */
  list(): Tally[] {
    return Array.from(this.#tallies.values(), (tally) => ({ ...tally }));
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

/** No field holds a NUL unless a record is hostile, and then only its own tallies run together. */
function keyOf(
  { type, name, role, arn, account: home, mfa, invokedBy, credentials, id }: Principal,
  event: string,
  source: string,
  region: string,
  account: string,
  address: string,
  outcome: string,
  error: string | null,
  readOnly: boolean,
): string {
  return `${event}\0${name}\0${role}\0${type}\0${arn}\0${id}\0${home}\0${mfa}\0${invokedBy}\0${credentials}\0${source}\0${region}\0${account}\0${address}\0${outcome}\0${error}\0${readOnly}`;
}
