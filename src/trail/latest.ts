import type { Millis, TrailEvent } from './event.ts';
import type { Tally } from './tally.ts';

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

/** How many calls there were in one slot of time, and how many of them failed. */
export interface Slot {
  start: Millis;
  calls: number;
  failed: number;
}

const minute = 60_000;
const widths = [minute, 15 * minute, 60 * minute];
const maxSlots = 400;

/** The slots that calls of a window are counted in: fine enough to draw, few enough to keep. */
export function slotWidth({ start, end }: { start: Millis; end: Millis }): Millis {
  return widths.find((width) => (end - start) / width <= maxSlots) ?? 60 * minute;
}

/** The slots of calls, each told by a tally of its own. */
export function slotsOf(tallies: readonly Tally[], window: { start: Millis; end: Millis }): Slot[] {
  const width = slotWidth(window);
  return tallies.map(({ outcome, last, count }) => {
    const start = Math.floor(last / width) * width;
    return { start, calls: count, failed: outcome === 'ok' ? 0 : count };
  });
}

/** Counts calls by the time they were made. Memory follows the window, not the calls. */
export class Timeline {
  readonly #slots = new Map<Millis, Slot>();

  /** Counts calls of the slot that begins at `start`. */
  add({ start, calls, failed }: Slot): void {
    const slot = this.#slots.get(start);
    if (slot === undefined) this.#slots.set(start, { start, calls, failed });
    else {
      slot.calls += calls;
      slot.failed += failed;
    }
  }

  /** Oldest first. */
  list(): Slot[] {
    return [...this.#slots.values()].sort((one, other) => one.start - other.start).map((slot) => ({ ...slot }));
  }
}
