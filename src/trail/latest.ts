import type { TrailEvent } from './event.ts';

/** Keeps the newest `limit` events, newest first; of events at the same time the one with the smaller ID comes first. */
export class Latest {
  readonly #limit: number;
  readonly #events: TrailEvent[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(event: TrailEvent): void {
    const events = this.#events;
    const oldest = events.at(-1);
    if (events.length >= this.#limit && (oldest === undefined || !isBefore(event, oldest))) return;
    events.splice(this.#placeOf(event), 0, event);
    if (events.length > this.#limit) events.pop();
  }

  list(): TrailEvent[] {
    return [...this.#events];
  }

  /** The first place whose event comes after the given one. */
  #placeOf(event: TrailEvent): number {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const there = this.#events[middle];
      if (there !== undefined && isBefore(event, there)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function isBefore(one: TrailEvent, other: TrailEvent): boolean {
  return one.time === other.time ? one.id < other.id : one.time > other.time;
}
