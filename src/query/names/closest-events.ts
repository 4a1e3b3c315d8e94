import { editDistance, letterSet, mayBeNear, tolerance } from '../modifiers.ts';
import { fold, singular, splitWords } from './event-index.ts';
import { segmentWords } from './segment-words.ts';
import { type KnownWord, type SuggestedName, type WordIndex, wordIndex } from './word-index.ts';

/** Verbs that stand for each other; a word found only through its family counts half. */
const verbFamilies = [
  ['list', 'describe', 'get', 'view', 'show', 'lookup', 'search'],
  ['create', 'add', 'put', 'register', 'make', 'new', 'attach', 'associate'],
  ['delete', 'remove', 'deregister', 'terminate', 'destroy', 'drop', 'detach', 'disassociate'],
  ['update', 'modify', 'change', 'set', 'edit', 'put'],
  ['start', 'run', 'enable', 'launch'],
  ['stop', 'disable', 'cancel'],
];

const longestQuery = 12;
const worthSuggesting = 0.34;
/** What a word tells that no name has: about as much as a word of middling rarity. */
const unknownWeight = 5;

interface Wanted {
  weight: number;
  /** The known words it may stand for, each with how much it then counts, from 0 to 1. */
  matches: readonly { word: KnownWord; likeness: number }[];
}

/**
 * The known event names closest to a spelling, best first: by their words, rare words counting more than
 * Describe or List, misspelt words and related verbs counting less than the right ones.
 * `service` (an IAM prefix) keeps to what that service logs.
 */
export function closestEvents(typed: string, maxNames = 3, service: string | null = null): string[] {
  const { names, words } = wordIndex();
  const wanted = wantedWords(typed, words);
  const whole = wanted.reduce((all, { weight }) => all + weight, 0);
  const { met, covered } = meet(wanted, names.length);

  const folded = fold(typed);
  const letters = letterSet(folded);
  const ranked: { name: string; score: number }[] = [];
  for (let place = 0; place < names.length; place++) {
    const candidate = names[place];
    if (candidate === undefined || (service !== null && !candidate.services.includes(service))) continue;
    const weight = met[place] ?? 0;
    const byWords = weight / (whole + 0.5 * Math.max(0, candidate.weight - (covered[place] ?? 0)));
    const score = Math.max(byWords, byLetters(folded, letters, candidate));
    if (score >= worthSuggesting) ranked.push({ name: candidate.name, score });
  }
  ranked.sort((a, b) => b.score - a.score || a.name.length - b.name.length);

  return ranked
    .slice(0, 12)
    .map(({ name, score }) => ({ name, score: score - 0.3 * difference(folded, fold(name)) }))
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, maxNames)
    .map(({ name }) => name);
}

/** Those of the closest that have every word that was typed, misspelt or by a related verb, so that nothing is lost. */
export function respellings(typed: string, maxNames = 3): string[] {
  const { words } = wordIndex();
  const parts = splitWords(typed).map(singular);
  const wanted = parts.flatMap((part) => knownParts(part, words)).map((part) => matchesOf(part, words));
  const hasAll = (name: string) => {
    const own = new Set(splitWords(name).map(singular));
    return wanted.every((matches) => matches.some(({ word }) => own.has(word.spelling)));
  };
  const near = (name: string) => !/\s/.test(typed.trim()) && editDistance(fold(typed), fold(name), 2) <= 2;
  return closestEvents(typed, longestQuery)
    .filter((name) => near(name) || hasAll(name))
    .slice(0, maxNames);
}

/** For every name: how much of what is wanted it has, and the weight of its own words that met it. */
function meet(wanted: readonly Wanted[], names: number): { met: Float64Array; covered: Float64Array } {
  const met = new Float64Array(names);
  const covered = new Float64Array(names);
  for (const { weight, matches } of wanted) {
    const seen = new Uint8Array(names);
    for (const { word, likeness } of matches.toSorted((a, b) => b.likeness - a.likeness)) {
      for (const place of word.places) {
        if (seen[place] === 1) continue;
        seen[place] = 1;
        met[place] = (met[place] ?? 0) + weight * likeness;
        covered[place] = (covered[place] ?? 0) + word.weight;
      }
    }
  }
  return { met, covered };
}

/** A name that is a letter or two off is meant, whatever its words: 0 for any other. */
function byLetters(folded: string, letters: number, { name, letters: others }: SuggestedName): number {
  if (folded.length < 6 || Math.abs(folded.length - name.length) > 2 || !mayBeNear(letters, others, 2)) return 0;
  const wrong = editDistance(folded, name.toLowerCase(), 2);
  return wrong > 2 ? 0 : 1 - 0.1 * wrong;
}

/** How different two spellings are letter by letter, from 0 to 1. */
function difference(one: string, other: string): number {
  return Math.min(1, editDistance(one, other, 12) / Math.max(one.length, other.length));
}

function wantedWords(typed: string, words: WordIndex['words']): Wanted[] {
  const parts = splitWords(typed).slice(0, longestQuery).map(singular);
  const wanted = new Set(parts.flatMap((part) => knownParts(part, words)));
  return [...wanted].slice(0, longestQuery).map((part) => {
    const matches = matchesOf(part, words);
    const weights = matches.filter(({ likeness }) => likeness > 0.5).map(({ word }) => word.weight);
    return { matches, weight: weights.length === 0 ? unknownWeight : Math.max(...weights) };
  });
}

/** A word that is neither known nor nearly known may be several written together: `listslackchannels`. */
function knownParts(part: string, words: WordIndex['words']): string[] {
  const known = (piece: string) => piece.length > 1 && words.has(singular(piece));
  if (part.length < 6 || known(part) || misspelt(part, words).length > 0) return [part];
  return segmentWords(part, known).map(singular);
}

function matchesOf(part: string, words: WordIndex['words']): Wanted['matches'] {
  const same = words.get(part);
  const alike = same === undefined ? misspelt(part, words) : [{ word: same, likeness: 1 }];
  const related = verbFamilies.filter((family) => family.includes(part)).flat();
  return [...alike, ...related.flatMap((verb) => words.get(verb) ?? []).map((word) => ({ word, likeness: 0.5 }))];
}

function misspelt(part: string, words: WordIndex['words']): Wanted['matches'] {
  const maxEdits = tolerance(part);
  if (maxEdits === 0) return [];
  const letters = letterSet(part);
  const meant: { word: KnownWord; likeness: number }[] = [];
  for (const word of words.values()) {
    if (word.spelling.length < 3 || !mayBeNear(letters, word.letters, maxEdits)) continue;
    const distance = editDistance(part, word.spelling, maxEdits);
    if (distance <= maxEdits) meant.push({ word, likeness: 1 - 0.2 * distance });
  }
  return meant;
}
