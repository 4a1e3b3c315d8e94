import { LRUCache } from 'lru-cache';
import type { Filter } from '../../condition/condition.ts';
import { isNarrower } from '../../condition/narrower.ts';
import type { Lookup } from './lookups.ts';

/** Places whose questions are remembered, and how many questions of each: what they looked up is not kept for longer. */
const maxPlaces = 1_000;
const maxFilters = 30;

/** How a question of a place was looked up, and what was to be said of it. */
export interface ChosenLookups {
  lookups: readonly Lookup[];
  notes: readonly string[];
}

interface Answered extends ChosenLookups {
  filter: Filter;
}

/**
 * Which look-ups answered which questions of a place: a narrower question can be answered by what they brought in, as
 * long as that is remembered.
 */
export class AnsweredFilters {
  readonly #places = new LRUCache<string, LRUCache<string, Answered>>({ max: maxPlaces });

  remember(place: string, filter: Filter, chosen: ChosenLookups): void {
    const known = this.#places.get(place) ?? new LRUCache<string, Answered>({ max: maxFilters });
    this.#places.set(place, known);
    known.set(JSON.stringify(filter), { filter, ...chosen });
  }

  /** The look-ups that answered the same or a wider question, the latest first. */
  wider(place: string, filter: Filter): ChosenLookups[] {
    const known = [...(this.#places.get(place)?.values() ?? [])];
    return known.filter((one) => one.lookups.length > 0 && isNarrower(filter, one.filter));
  }
}
