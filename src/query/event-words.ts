import { isModifier } from './modifiers.ts';
import { findEvent } from './names/resolve-event.ts';
import type { Token } from './tokens.ts';

const longest = 12;

/** How many of the first tokens are together the longest known event, however it is spelled; 0 where none is. */
export function countEventWords(tokens: readonly Token[]): number {
  const end = tokens.findIndex(({ name }, place) => name !== null && (place > 0 || isModifier(name)));
  const run = tokens.slice(0, Math.min(longest, end < 0 ? tokens.length : end));
  for (let words = run.length; words > 0; words--) {
    const part = run.slice(0, words);
    if (words > 1 && part.some(({ quoted }) => quoted)) continue;
    if (findEvent(part.map(({ text }) => text).join(' ')) !== null) return words;
  }
  return 0;
}
