import { eventIndex } from './event-index.ts';
import { singular, splitWords } from './words.ts';

/** A name that may be suggested, the weight of its words together, its letters, and the services that log it. */
export interface SuggestedName {
  name: string;
  weight: number;
  letters: number;
  services: readonly string[];
}

export interface WordIndex {
  names: readonly SuggestedName[];
  /** A word -> the places in `names` where it occurs. */
  byWord: ReadonlyMap<string, readonly number[]>;
  /** How much a known word tells: rare ones count more. */
  weights: ReadonlyMap<string, number>;
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
    const services = servicesOf.get(name);
    if (services === undefined) servicesOf.set(name, [service]);
    else services.push(service);
  }

  const wordsOf = [...servicesOf.keys()].map((name) => splitWords(name).map(singular));
  const byWord = new Map<string, number[]>();
  for (const [place, words] of wordsOf.entries()) {
    for (const word of new Set(words)) append(byWord, word, place);
  }
  const rarest = Math.log(servicesOf.size);
  const weights = new Map([...byWord].map(([word, places]) => [word, rarest - Math.log(places.length) + 0.5]));

  const names: SuggestedName[] = [];
  for (const [name, services] of servicesOf) {
    const words = wordsOf[names.length] ?? [];
    const weight = [...new Set(words)].reduce((all, word) => all + (weights.get(word) ?? 0), 0);
    names.push({ name, services, weight, letters: letterSet(name) });
  }
  return { names, byWord, weights };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The letters that occur in a name, one bit each. */
export function letterSet(name: string): number {
  let letters = 0;
  for (let place = 0; place < name.length; place++) letters |= 1 << (name.charCodeAt(place) & 31);
  return letters;
}
