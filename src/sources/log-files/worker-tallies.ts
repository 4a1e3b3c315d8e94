import type { Millis } from '../../trail/event.ts';
import { earliest, unknownTime } from '../../trail/tallies.ts';
import type { Tally } from '../../trail/tally.ts';
import { DescribedCombinations } from './combination-table.ts';
import type { NewCombinations } from './file-result.ts';

/** Counts events by the numbers that one worker gives to combinations; tallies are made of them when they are taken. */
export class WorkerTallies {
  readonly #described = new DescribedCombinations();
  #counts = new Uint32Array(0);
  #first = new Float64Array(0);
  #last = new Float64Array(0);
  #counted: number[] = [];
  readonly #kinds = new Map<number, Tally>();

  /** Where the worker begins to number anew, everything must have been taken before. */
  learn(described: NewCombinations): void {
    this.#described.learn(described);
    if (described.begin) this.#kinds.clear();
    if (this.#described.size > this.#counts.length) this.#grow(this.#described.size * 2);
  }

  count(combination: number, time: Millis): void {
    const count = this.#counts[combination] ?? 0;
    if (count === 0) {
      this.#counted.push(combination);
      this.#first[combination] = time;
      this.#last[combination] = time;
    } else {
      this.#first[combination] = earliest(this.#first[combination] ?? time, time);
      this.#last[combination] = Math.max(this.#last[combination] ?? time, time);
    }
    this.#counts[combination] = count + 1;
  }

  /** The tally of one call at a time, by the number of its combination. */
  one(combination: number, time: Millis): Tally {
    return this.#described.tally(combination, { count: 1, first: time, last: time });
  }

  /** A tally of calls of a combination, as one object for all who ask; its count and times are void. */
  kind(combination: number): Tally {
    const kind = this.#kinds.get(combination) ?? this.one(combination, unknownTime);
    this.#kinds.set(combination, kind);
    return kind;
  }

  /** What was counted since it was last taken; to be read to its end. */
  *take(): Generator<Tally, void, undefined> {
    for (const combination of this.#counted) {
      const count = this.#counts[combination] ?? 0;
      const first = this.#first[combination] ?? 0;
      const last = this.#last[combination] ?? 0;
      yield this.#described.tally(combination, { count, first, last });
      this.#counts[combination] = 0;
    }
    this.#counted = [];
  }

  #grow(size: number): void {
    const [counts, first, last] = [this.#counts, this.#first, this.#last];
    this.#counts = new Uint32Array(size);
    this.#first = new Float64Array(size);
    this.#last = new Float64Array(size);
    this.#counts.set(counts);
    this.#first.set(first);
    this.#last.set(last);
  }
}
