import type { Preposition, Tag, Topic } from './meaning.ts';
import { isParted } from './read-list.ts';

/** A preposition and what follows it. */
export interface PrepositionalPhrase {
  /** The preposition as it was said. */
  word: string;
  preposition: Preposition;
  tags: Tag[];
  /** Whether a comma parts it from one of the same preposition: `in prod, in Ireland`. */
  again: boolean;
}

/** `except alice`, `not by alice or bob`: what is left out, and the preposition that was said or goes without saying. */
export interface Exception {
  word: string;
  preposition: Preposition | null;
  tags: Tag[];
}

/** A phrase or an exception that words may still be added to; `done`: no more of them. */
export interface Open<P extends Preposition | null = Preposition | null> {
  word: string;
  preposition: P;
  tags: Tag[];
  done: boolean;
  again: boolean;
}

/** A phrase that begins at a word. */
export function openPhrase<P extends Preposition | null>({ text }: Tag, preposition: P, again = false): Open<P> {
  return { word: text, preposition, tags: [], done: false, again };
}

/** `by alice or by bob`, `by alice, by bob`: one phrase. Places that commas part may each be another kind of place. */
export function goesOn(open: Open | null, next: Preposition): boolean {
  return isAgain(open, next) && (open?.tags.at(-1)?.meaning.is === 'join' || !/^(?:in|on|from)$/.test(next));
}

/** Whether a phrase with the preposition of the one before follows it in a list. */
export function isAgain(open: Open | null, next: Preposition): boolean {
  return open !== null && !open.done && open.preposition === next && isParted(open.tags.at(-1));
}

/** `alice’s, bob’s and carol’s` */
export function goesOnOwning(owner: Open, before: Tag | null, [joint, ...others]: readonly Tag[]): boolean {
  if (joint === undefined) return before?.comma === true && owner.tags.at(-1) === before;
  return joint.meaning.is === 'join' && others.length === 0;
}

/** `anyone but`, `everything except`, `by neither`, `by alice but not`: the preposition that goes without saying. */
export function exceptedFrom(before: Tag | null, open: Open | null): Preposition | null {
  if (open !== null && (open.done || open.tags.length === 0 || open.preposition === 'by')) return open.preposition;
  const meaning = before?.meaning;
  if (meaning?.is === 'anything') return 'on';
  return meaning?.is === 'anybody' || (meaning?.is === 'ask' && meaning.ask === 'who') ? 'by' : null;
}

/** Whether a topic is somebody, too. */
export const isNamed = (topic: Topic) => topic === 'root' || topic === 'chatbot';

/** Whether a name after this, or the same preposition, is of one list with what can't stand in one: `by humans, jdoe`, `by:alice, bob`. */
export function isListed({ meaning, comma }: Tag): boolean {
  return (
    comma && (meaning.is === 'human' || meaning.is === 'part' || (meaning.is === 'topic' && isNamed(meaning.topic)))
  );
}

/** `by root or jdoe`, `the bucket a`: `root` in a list and `a` before no noun are names. */
export function withNames(tags: readonly Tag[]): readonly Tag[] {
  if (!tags.some((tag) => isRoot(tag) || isArticle(tag))) return tags;
  return tags.map((tag, at) => {
    const named = isRoot(tag) ? isListedRoot(tags, at) : isArticle(tag) && isLone(tags, at);
    return named ? { ...tag, meaning: { is: 'word' as const } } : tag;
  });
}

/** `by root or jdoe`, `by jdoe, root` */
function isListedRoot(tags: readonly Tag[], at: number): boolean {
  const [before, after] = [tags[at - 1], tags[at + 1]];
  if (before?.meaning.is === 'join' ? isName(tags[at - 2]) : before?.comma === true && isName(before)) return true;
  return after?.meaning.is === 'join' ? isName(tags[at + 2]) : tags[at]?.comma === true && isName(after);
}

/** `the bucket a in prod`, `b or a deleted` */
function isLone(tags: readonly Tag[], at: number): boolean {
  const after = tags[at + 1];
  if (after === undefined || tags[at]?.comma || endsNoun.has(after.meaning.is)) return true;
  return after.meaning.is === 'verb' && isParted(tags[at - 1]);
}

const endsNoun: ReadonlySet<Tag['meaning']['is']> = new Set(['join', 'preposition', 'auxiliary']);
const isRoot = ({ meaning, low }: Tag) => meaning.is === 'topic' && meaning.topic === 'root' && low === 'root';
const isArticle = ({ meaning, low }: Tag) => meaning.is === 'filler' && low === 'a';

function isName(tag: Tag | undefined): boolean {
  return (
    tag?.meaning.is === 'word' || tag?.meaning.is === 'value' || (tag !== undefined && (isRoot(tag) || isArticle(tag)))
  );
}
