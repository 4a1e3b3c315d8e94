import type { Principal, TrailEvent } from '../../trail/event.ts';
import type { Tally } from '../../trail/tally.ts';
import { combinationWidth, type NewCombinations } from './file-result.ts';

/** Bound the memory of a search in which hardly any two events are alike; numbering then begins anew. */
const mostCombinations = 200_000;
const mostPrincipals = 50_000;

/** No error has this number. */
const none = -1;
const outcomes = ['ok', 'denied', 'error'] as const;

/**
 * Numbers the combinations of the fields that questions group by, so that each is described once and not in every
 * file. Key and source identity of the caller count too: tallies keep those of the latest call.
 */
export class CombinationTable {
  readonly #combinations = new Map<string, number>();
  readonly #principals = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  #begin = true;
  #newPrincipals: Principal[] = [];
  #newTexts: string[] = [];
  #newCombinations: number[] = [];

  /** Begins anew where the table is full, and says so. To be called between two files only. */
  beginIfFull(): boolean {
    if (this.#combinations.size < mostCombinations && this.#principals.size < mostPrincipals) return false;
    for (const map of [this.#combinations, this.#principals, this.#texts]) map.clear();
    this.#begin = true;
    return true;
  }

  numberOf({ principal, name, source, region, account, address, outcome, error, readOnly }: TrailEvent): number {
    const fault = error === null ? null : (error.code ?? error.message);
    const described = [
      this.#principal(principal),
      this.#text(name),
      this.#text(source),
      this.#text(region),
      this.#text(account),
      this.#text(address),
      outcomes.indexOf(outcome),
      fault === null ? none : this.#text(fault),
      readOnly ? 1 : 0,
    ];
    const key = described.join();
    const known = this.#combinations.get(key);
    if (known !== undefined) return known;
    const number = this.#combinations.size;
    this.#combinations.set(key, number);
    this.#newCombinations.push(...described);
    return number;
  }

  /** What was first seen since this was last called. */
  takeNew(): NewCombinations {
    const taken = {
      begin: this.#begin,
      principals: this.#newPrincipals,
      texts: this.#newTexts,
      combinations: Int32Array.from(this.#newCombinations),
    };
    this.#begin = false;
    this.#newPrincipals = [];
    this.#newTexts = [];
    this.#newCombinations = [];
    return taken;
  }

  #principal(principal: Principal): number {
    return numbered(this.#principals, principalKey(principal), () => this.#newPrincipals.push(principal));
  }

  #text(text: string): number {
    return numbered(this.#texts, text, () => this.#newTexts.push(text));
  }
}

/** The combinations that one reader has described so far, taken from its numbers again. */
export class DescribedCombinations {
  #principals: Principal[] = [];
  #texts: string[] = [];
  #numbers = new Int32Array(0);
  #size = 0;

  learn({ begin, principals, texts, combinations }: NewCombinations): void {
    if (begin) {
      this.#principals = [];
      this.#texts = [];
      this.#size = 0;
    }
    for (const principal of principals) this.#principals.push(principal);
    for (const text of texts) this.#texts.push(text);
    const end = this.#size * combinationWidth + combinations.length;
    if (end > this.#numbers.length) this.#grow(end * 2);
    this.#numbers.set(combinations, this.#size * combinationWidth);
    this.#size = end / combinationWidth;
  }

  /** How many are described. */
  get size(): number {
    return this.#size;
  }

  /** The tally of a combination; throws for a number that was never described. */
  tally(combination: number, { count, first, last }: Pick<Tally, 'count' | 'first' | 'last'>): Tally {
    const at = combination * combinationWidth;
    const number = (field: number) => this.#numbers[at + field] ?? none;
    const text = (field: number) => this.#texts[number(field)] ?? '';
    const principal = this.#principals[number(0)];
    if (principal === undefined || combination >= this.#size)
      throw new Error(`No reader described combination ${combination}.`);
    return {
      principal,
      event: text(1),
      source: text(2),
      region: text(3),
      account: text(4),
      address: text(5),
      outcome: outcomes[number(6)] ?? 'error',
      error: number(7) === none ? null : text(7),
      readOnly: number(8) === 1,
      count,
      first,
      last,
    };
  }

  #grow(length: number): void {
    const before = this.#numbers;
    this.#numbers = new Int32Array(length);
    this.#numbers.set(before);
  }
}

function numbered(numbers: Map<string, number>, key: string, onNew: () => void): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(key, number);
  onNew();
  return number;
}

function principalKey(principal: Principal): string {
  const { type, name, role, arn, account, id, accessKey, mfa, invokedBy, credentials, sourceIdentity } = principal;
  return `${type}\0${name}\0${role}\0${arn}\0${account}\0${id}\0${accessKey}\0${mfa}\0${invokedBy}\0${credentials}\0${sourceIdentity}`;
}
