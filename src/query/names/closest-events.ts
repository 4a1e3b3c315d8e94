import { editDistance, tolerance } from '../edit-distance.ts';
import { segmentWords } from './segment-words.ts';
import { letterSet, type SuggestedName, type WordIndex, wordIndex } from './word-index.ts';
import { fold, singular, splitWords } from './words.ts';

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
  spellings: ReadonlyMap<string, number>;
}

/**
 * The known event names closest to a spelling, best first: by their words, rare words counting more than
 * Describe or List, misspelt words and related verbs counting less than the right ones.
 * `service` (an IAM prefix) keeps to what that service logs.
 */
export function closestEvents(typed: string, most = 3, service: string | null = null): string[] {
  const index = wordIndex();
  const wanted = wantedWords(typed, index);
  const whole = wanted.reduce((all, { weight }) => all + weight, 0);
  const met = new Map<number, { weight: number; covered: number }>();
  for (const { weight, spellings } of wanted) {
    for (const [place, { likeness, known }] of bestMatches(spellings, index)) {
      const before = met.get(place) ?? { weight: 0, covered: 0 };
      met.set(place, { weight: before.weight + weight * likeness, covered: before.covered + known });
    }
  }

  const folded = fold(typed);
  const letters = letterSet(folded);
  const ranked: { name: string; score: number }[] = [];
  for (const [place, candidate] of index.names.entries()) {
    if (service !== null && !candidate.services.includes(service)) continue;
    const { weight, covered } = met.get(place) ?? { weight: 0, covered: 0 };
    const byWords = weight / (whole + 0.5 * Math.max(0, candidate.weight - covered));
    const score = Math.max(byWords, byLetters(folded, letters, candidate));
    if (score >= worthSuggesting) ranked.push({ name: candidate.name, score });
  }
  ranked.sort((a, b) => b.score - a.score || a.name.length - b.name.length);

  return ranked
    .slice(0, 12)
    .map(({ name, score }) => ({ name, score: score - 0.3 * difference(folded, fold(name)) }))
    .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** For every name with one of the spellings: how like the likeliest is, and the weight of the word it matches. */
function bestMatches(
  spellings: ReadonlyMap<string, number>,
  index: WordIndex,
): Map<number, { likeness: number; known: number }> {
  const best = new Map<number, { likeness: number; known: number }>();
  for (const [spelling, likeness] of spellings) {
    const match = { likeness, known: index.weights.get(spelling) ?? 0 };
    for (const place of index.byWord.get(spelling) ?? []) {
      if (likeness > (best.get(place)?.likeness ?? 0)) best.set(place, match);
    }
  }
  return best;
}

/** A name that is a letter or two off is meant, whatever its words: 0 for any other. */
function byLetters(folded: string, letters: number, { name, letters: others }: SuggestedName): number {
  if (folded.length < 6 || Math.abs(folded.length - name.length) > 2) return 0;
  if (countBits(letters ^ others) > 4) return 0;
  const wrong = editDistance(folded, name.toLowerCase(), 2);
  return wrong > 2 ? 0 : 1 - 0.1 * wrong;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** How different two spellings are letter by letter, from 0 to 1. */
function difference(one: string, other: string): number {
  return Math.min(1, editDistance(one, other, 12) / Math.max(one.length, other.length));
}

function wantedWords(typed: string, index: WordIndex): Wanted[] {
  const parts = splitWords(typed).slice(0, longestQuery).map(singular);
  return [...new Set(parts.flatMap((word) => knownParts(word, index)))].slice(0, longestQuery).map((word) => {
    const spellings = spellingsOf(word, index);
    const likely = [...spellings]
      .filter(([, likeness]) => likeness > 0.5)
      .map(([known]) => index.weights.get(known) ?? 0);
    return { spellings, weight: likely.length === 0 ? unknownWeight : Math.max(...likely) };
  });
}

/** A word that is neither known nor nearly known may be several written together: `listslackchannels`. */
function knownParts(word: string, index: WordIndex): string[] {
  const known = (part: string) => part.length > 1 && index.byWord.has(singular(part));
  if (word.length < 6 || known(word) || misspelt(word, index).size > 0) return [word];
  return segmentWords(word, known).map(singular);
}

function spellingsOf(word: string, index: WordIndex): Map<string, number> {
  const related = verbFamilies.filter((family) => family.includes(word)).flat();
  const spellings = new Map(related.map((verb) => [verb, 0.5]));
  if (index.byWord.has(word)) return spellings.set(word, 1);
  for (const [known, likeness] of misspelt(word, index)) spellings.set(known, likeness);
  return spellings;
}

function misspelt(word: string, index: WordIndex): Map<string, number> {
  const most = tolerance(word);
  const meant = new Map<string, number>();
  if (most === 0) return meant;
  for (const known of index.byWord.keys()) {
    if (known.length < 3) continue;
    const distance = editDistance(word, known, most);
    if (distance <= most) meant.set(known, 1 - 0.2 * distance);
  }
  return meant;
}
