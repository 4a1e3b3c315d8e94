import type { Millis } from '../trail/event.ts';

/** Remembers what was taken, so that nothing is taken twice. Memory is bounded by time and number. */
export class SeenKeys {
  readonly #taken = new Map<string, Millis>();
  readonly #keep: Millis;
  readonly #most: number;
  readonly #clock: () => Millis;

  /** `keep`: how long something is remembered; `most`: how many at a time, the oldest forgotten first. */
  constructor(keep: Millis, most: number, clock: () => Millis) {
    this.#keep = keep;
    this.#most = most;
    this.#clock = clock;
  }

  /** Whether this is the first time; from now on it is not. */
  take(id: string): boolean {
    const now = this.#clock();
    this.#forget((until) => until <= now);
    if (this.#taken.has(id)) return false;
    this.#taken.set(id, now + this.#keep);
    this.#forget(() => this.#taken.size > this.#most);
    return true;
  }

  /** A map keeps the order of insertion, so what expires first stands first. */
  #forget(due: (until: Millis) => boolean): void {
    for (const [id, until] of this.#taken) {
      if (!due(until)) return;
      this.#taken.delete(id);
    }
  }
}
