import { closestOf, editDistance, tolerance } from '../modifiers.ts';
import { isCallWord } from './call-index.ts';
import { lexiconWords } from './lexicon.ts';
import { nounWords } from './nouns.ts';
import type { Word } from './sentence-words.ts';
import { pastOf } from './tag-words.ts';
import { timeWords } from './time-words.ts';

let vocabulary: ReadonlySet<string> | undefined;

/** Words that sentences are made of and that are long enough to be misspelt. */
function knownWords(): ReadonlySet<string> {
  vocabulary ??= new Set([...lexiconWords(), ...nounWords, ...timeWords].filter((word) => word.length > 3));
  return vocabulary;
}

/** The known words that are the fewest letters off, at most three. */
function nearest(word: string, known: ReadonlySet<string>): string[] {
  const maxEdits = tolerance(word);
  const [first, ...others] = closestOf(word, known, maxEdits);
  if (first === undefined) return [];
  const least = editDistance(word, first, maxEdits);
  return [first, ...others.filter((other) => editDistance(word, other, maxEdits) === least)];
}

const maxMended = 3;
/** A text with more words that could be mended is no misspelt sentence. */
const maxMends = 9;
const longestMended = 40;

/**
 * The sentences that may have been meant where words are misspelt: those with one word mended, then with two,
 * then with three. Only plain words in small letters that no rule knows are mended; names with other signs never.
 */
export function mendWords(words: readonly Word[]): Word[][][] {
  if (words.length > longestMended) return [];
  const known = knownWords();
  const mends = words.flatMap((word, place) => {
    if (word.quoted || !/^[a-z]{4,}$/.test(word.text) || known.has(word.low)) return [];
    if (isCallWord(word.low) || pastOf(word.low) !== null) return [];
    return nearest(word.low, known).map((low) => ({ place, word: { ...word, text: low, low } }));
  });
  if (mends.length > maxMends) return [];
  const rounds: Word[][][] = [];
  let before: { words: readonly Word[]; last: number }[] = [{ words, last: -1 }];
  for (let round = 0; round < maxMended; round++) {
    before = before.flatMap((one) =>
      mends
        .filter(({ place }) => place > one.last)
        .map(({ place, word }) => ({ words: one.words.with(place, word), last: place })),
    );
    rounds.push(before.slice(0, 30).map((one) => [...one.words]));
  }
  return rounds;
}
