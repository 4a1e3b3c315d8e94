import { letterSet } from '../modifiers.ts';
import { eventIndex, singular, splitWords } from './event-index.ts';

/** A name that may be suggested, the weight of its words together, its letters, and the services that log it. */
export interface SuggestedName {
  name: string;
  weight: number;
  letters: number;
  services: readonly string[];
}

/** A word of names, in the singular. */
export interface KnownWord {
  spelling: string;
  /** How much it tells: rare words count more. */
  weight: number;
  letters: number;
  /** Where in the list of names it occurs. */
  places: readonly number[];
}

export interface WordIndex {
  names: readonly SuggestedName[];
  words: ReadonlyMap<string, KnownWord>;
}

let built: WordIndex | undefined;

/** The words of all known names, built when the closest to an unknown one are first asked for. */
export function wordIndex(): WordIndex {
  built ??= buildIndex();
  return built;
}

function buildIndex(): WordIndex {
  const servicesOf = new Map<string, string[]>();
  for (const { name, service } of eventIndex().suggestible) {
    append(servicesOf, name, service);
  }

  const wordsOf = [...servicesOf.keys()].map((name) => new Set(splitWords(name).map(singular)));
  const placesOf = new Map<string, number[]>();
  for (const [place, words] of wordsOf.entries()) {
    for (const word of words) append(placesOf, word, place);
  }
  const rarest = Math.log(servicesOf.size) + 0.5;
  const words = new Map<string, KnownWord>();
  for (const [spelling, places] of placesOf) {
    words.set(spelling, { spelling, places, weight: rarest - Math.log(places.length), letters: letterSet(spelling) });
  }

  const names: SuggestedName[] = [];
  for (const [name, services] of servicesOf) {
    let weight = 0;
    for (const word of wordsOf[names.length] ?? []) weight += words.get(word)?.weight ?? 0;
    names.push({ name, services, weight, letters: letterSet(name) });
  }
  return { names, words };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
