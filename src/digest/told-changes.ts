import type { TrailEvent } from '../trail/event.ts';
import { isGrave, sectionOfChange } from './section-of-change.ts';

/** So many calls of each kind, grave and not, are followed up. */
const maxEach = 20;

/** Keeps the newest changes that a digest tells, those grave in themselves apart from the others. */
export class ToldChanges {
  #grave: TrailEvent[] = [];
  #other: TrailEvent[] = [];

  add(event: TrailEvent): void {
    if (event.changed === undefined || sectionOfChange({ ...event, event: event.name }) === null) return;
    if (isGrave({ event: event.name, source: event.source })) this.#grave = newest([...this.#grave, event]);
    else this.#other = newest([...this.#other, event]);
  }

  /** The grave ones first, each newest first. */
  list(): TrailEvent[] {
    return [...this.#grave, ...this.#other];
  }
}

function newest(events: TrailEvent[]): TrailEvent[] {
  return events.sort((one, other) => other.time - one.time || (one.id < other.id ? -1 : 1)).slice(0, maxEach);
}
