/**
 * Allows so many calls in any second, counted for each key on its own; a refused call does not count.
 * Times in milliseconds of a clock that never jumps.
 */
export class CallLimit {
  readonly #perSecond: number;
  readonly #accepted = new Map<string, number[]>();

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Whether a call at this time is within the limit. */
  accepts(key: string, time: number): boolean {
    const recent = (this.#accepted.get(key) ?? []).filter((accepted) => time - accepted < 1000);
    if (recent.length >= this.#perSecond) return false;
    this.#accepted.set(key, [...recent, time]);
    return true;
  }
}
