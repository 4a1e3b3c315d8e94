import type { Millis } from './event.ts';

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
