import type { Millis } from '../../trail/event.ts';

/** Keeps the `limit` newest of what is offered, of each ID the first, in memory that follows the limit. */
export class Newest<T extends { id: string; time: Millis }> {
  readonly #limit: number;
  #kept: T[] = [];
  #floor: Millis;

  /** @param floor what is older is not kept */
  constructor(limit: number, floor: Millis) {
    this.#limit = limit;
    this.#floor = limit === 0 ? Number.POSITIVE_INFINITY : floor;
  }

  /** Nothing older than this will be kept any more. */
  get floor(): Millis {
    return this.#floor;
  }

  offer(one: T): void {
    if (one.time < this.#floor) return;
    this.#kept.push(one);
    if (this.#kept.length >= 2 * this.#limit + 64) this.#settle();
  }

  /** Newest first; at the same time the smaller ID comes first, so that the order of arrival makes no difference. */
  list(): readonly T[] {
    this.#settle();
    return this.#kept;
  }

  #settle(): void {
    const known = new Set<string>();
    const distinct = this.#kept.filter(({ id }) => !known.has(id) && known.add(id));
    distinct.sort((one, other) => other.time - one.time || (one.id < other.id ? -1 : 1));
    this.#kept = distinct.slice(0, this.#limit);
    const oldest = this.#kept[this.#limit - 1];
    if (oldest !== undefined) this.#floor = oldest.time;
  }
}
