import { eventIndex, type NamedEvent, singular, splitWords } from '../names/event-index.ts';

interface CallIndex {
  /** The words of a name, each in the singular, written together -> the events named so. */
  byWords: ReadonlyMap<string, readonly NamedEvent[]>;
  /** The first words of names. */
  verbs: ReadonlySet<string>;
  /** All words of names, in the singular. */
  words: ReadonlySet<string>;
}

let built: CallIndex | undefined;

/** The known events whose words are these, in either number: `delete` `log` `groups` -> DeleteLogGroup. */
export function callsNamed(words: readonly string[]): readonly NamedEvent[] {
  return callIndex().byWords.get(words.map(singular).join('')) ?? [];
}

/** First words of names that do nothing: `AdminCreateUser`. */
const noVerbs: ReadonlySet<string> = new Set(['admin', 'batch', 'bulk', 'test', 'new']);

/** Whether events begin with this word. */
export function isCallVerb(word: string): boolean {
  return callIndex().verbs.has(word) && !noVerbs.has(word);
}

/** Whether a word, in either number, stands in the name of an event. */
export function isCallWord(word: string): boolean {
  return callIndex().words.has(singular(word));
}

function callIndex(): CallIndex {
  built ??= buildIndex();
  return built;
}

function buildIndex(): CallIndex {
  const byWords = new Map<string, NamedEvent[]>();
  const verbs = new Set<string>();
  const all = new Set<string>();
  for (const event of eventIndex().suggestible) {
    const words = splitWords(event.name);
    if (words[0] !== undefined) verbs.add(words[0]);
    const singulars = words.map(singular);
    for (const word of singulars) all.add(word);
    const key = singulars.join('');
    const known = byWords.get(key);
    if (known === undefined) byWords.set(key, [event]);
    else known.push(event);
  }
  return { byWords, verbs, words: all };
}
