import type { Principal, TrailEvent } from '../../trail/event.ts';
import { reasons } from '../../trail/reason.ts';
import { TextNumbers, TupleNumbers } from '../../trail/tallies.ts';
import type { Tally } from '../../trail/tally.ts';
import { combinationWidth, type NewCombinations } from './file-result.ts';

/** Bound the memory of a search in which hardly any two events are alike; numbering then begins anew. */
const maxCombinations = 200_000;
const maxPrincipals = 50_000;

const principalWidth = 13;
/** What is not there has this number. */
const none = -1;
const outcomes = ['ok', 'denied', 'error'] as const;

/**
 * Numbers the combinations of the fields that questions group by, so that each is described once and not in every
 * file. Key and source identity of the caller count too: tallies keep those of the latest call.
 */
export class CombinationTable {
  readonly #combinations = new TupleNumbers(combinationWidth);
  readonly #principals = new TupleNumbers(principalWidth);
  readonly #texts = new TextNumbers();
  readonly #principal = new Int32Array(principalWidth);
  readonly #combination = new Int32Array(combinationWidth);
  #begin = true;
  #newPrincipals: Principal[] = [];
  #newTexts: string[] = [];
  #newCombinations: number[] = [];

  /** Begins anew where the table is full, and says so. To be called between two files only. */
  beginIfFull(): boolean {
    if (this.#combinations.size < maxCombinations && this.#principals.size < maxPrincipals) return false;
    for (const numbers of [this.#combinations, this.#principals, this.#texts]) numbers.clear();
    this.#begin = true;
    return true;
  }

  numberOf({
    principal,
    name,
    source,
    region,
    account,
    address,
    outcome,
    error,
    reason,
    readOnly,
  }: TrailEvent): number {
    const tuple = this.#combination;
    tuple[0] = this.#numberOfPrincipal(principal);
    tuple[1] = this.#numberOfText(name);
    tuple[2] = this.#numberOfText(source);
    tuple[3] = this.#numberOfText(region);
    tuple[4] = this.#numberOfText(account);
    tuple[5] = this.#numberOfText(address);
    tuple[6] = outcomes.indexOf(outcome);
    tuple[7] = error === null ? none : this.#numberOfText(error.code ?? error.message);
    tuple[8] = readOnly ? 1 : 0;
    tuple[9] = reason === null ? none : reasons.indexOf(reason);
    const before = this.#combinations.size;
    const number = this.#combinations.numberOf(tuple);
    if (number === before) this.#newCombinations.push(...tuple);
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

  #numberOfPrincipal(principal: Principal): number {
    const tuple = this.#principal;
    tuple[0] = this.#numberOfText(principal.type);
    tuple[1] = this.#numberOfText(principal.name);
    tuple[2] = this.#numberOfText(principal.role);
    tuple[3] = this.#numberOfText(principal.arn);
    tuple[4] = this.#numberOfText(principal.account);
    tuple[5] = this.#numberOfText(principal.id);
    tuple[6] = this.#numberOfText(principal.accessKey);
    tuple[7] = principal.mfa === null ? none : Number(principal.mfa);
    tuple[8] = this.#numberOfText(principal.invokedBy);
    tuple[9] = this.#numberOfText(principal.credentials);
    tuple[10] = this.#numberOfText(principal.sourceIdentity);
    tuple[11] = principal.console ? 1 : 0;
    tuple[12] = this.#numberOfText(principal.person);
    const before = this.#principals.size;
    const number = this.#principals.numberOf(tuple);
    if (number === before) this.#newPrincipals.push(principal);
    return number;
  }

  #numberOfText(text: string | null): number {
    const before = this.#texts.size;
    const number = this.#texts.numberOf(text);
    if (text !== null && number === before) this.#newTexts.push(text);
    return number;
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
      reason: reasons[number(9)] ?? null,
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
