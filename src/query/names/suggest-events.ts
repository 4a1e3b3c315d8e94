import { eventIndex, fold, splitWords } from './event-index.ts';

interface Suggestible {
  name: string;
  folded: string;
  words: readonly string[];
}

let built: readonly Suggestible[] | undefined;

/** Reads the index of events, so that the first suggestion comes as quickly as the others. */
export function prepareSuggestions(): void {
  suggestibles();
}

function suggestibles(): readonly Suggestible[] {
  built ??= [...new Set(eventIndex().suggestible.map(({ name }) => name))]
    .sort()
    .map((name) => ({ name, folded: fold(name), words: splitWords(name).map((word) => word.toLowerCase()) }));
  return built;
}

/**
 * The event names that what is typed so far may become: those that begin with it, then those whose words begin with
 * its words, then those that hold it; among equals, what was seen lately comes first. `seen` is newest first.
 */
export function suggestEvents(typed: string, seen: readonly string[], maxNames: number): string[] {
  const text = typed.trim().slice(0, 100);
  const recency = new Map(seen.map((name, at) => [name, at]));
  if (text === '') return [...recency.keys()].slice(0, maxNames);
  const folded = fold(text);
  const words = splitWords(text).map((word) => word.toLowerCase());
  const ranked: { name: string; rank: number }[] = [];
  for (const candidate of suggestibles()) {
    const rank = rankOf(candidate, folded, words);
    if (rank === null) continue;
    const lately = recency.get(candidate.name);
    ranked.push({ name: candidate.name, rank: lately === undefined ? rank + 1 : rank + lately / (recency.size + 1) });
  }
  ranked.sort((one, other) => one.rank - other.rank || one.name.length - other.name.length);
  return ranked.slice(0, maxNames).map(({ name }) => name);
}

/** Even numbers, for what was seen lately comes between; null where the name is not meant. */
function rankOf(candidate: Suggestible, folded: string, words: readonly string[]): number | null {
  if (folded === '') return null;
  if (candidate.folded === folded) return 0;
  if (candidate.folded.startsWith(folded)) return 2;
  if (beginAll(candidate.words, words)) return 4;
  return candidate.folded.includes(folded) ? 6 : null;
}

/** Whether the typed words begin words of the name, in this order. */
function beginAll(words: readonly string[], typed: readonly string[]): boolean {
  let at = 0;
  for (const part of typed) {
    while (at < words.length && words[at]?.startsWith(part) !== true) at += 1;
    if (at === words.length) return false;
    at += 1;
  }
  return typed.length > 0;
}
