import { type Fault, fault } from '../errors.ts';
import { guessModifier, modifierOfValue } from './guess-modifier.ts';
import { mayBePrincipal } from './guess-question.ts';
import {
  beginsModifier,
  editDistance,
  isExcludable,
  isExclusion,
  isModifier,
  modifierOf,
  nearModifiers,
} from './modifiers.ts';
import { closestEvents, respellings } from './names/closest-events.ts';
import { fold, singular, splitWords } from './names/event-index.ts';
import { countEventWords } from './names/resolve-event.ts';
import type { QuestionShape } from './query.ts';
import type { ReadContext } from './read-context.ts';
import { type ReadFailure, type ReadResult, readFailed } from './read-failure.ts';
import { joinPieces, type Piece, type Token, wholePiece, withPart, writeItem } from './tokens.ts';

/** What was read of a question up to a word that does not belong there. */
interface ReadSoFar {
  shape: QuestionShape;
  question: Token;
  /** All after the question. */
  tokens: readonly Token[];
  subject: Piece | null;
  /** The values of modifiers that take names. */
  named: readonly Piece[];
}

/** A word that is no modifier and stands where nothing else is expected, with those after it up to the next modifier. */
export function unexpectedWord(
  text: string,
  words: readonly [Token, ...Token[]],
  { shape, question, tokens, subject, named }: ReadSoFar,
  context: ReadContext,
): ReadResult<never> {
  const [token, ...others] = words;
  if (!token.quoted && nearModifiers(modifierWord(token)).length > 0) return unknownModifier(text, token);
  const { name } = shape;
  const found =
    shape.subject === null ? fault('subject-unexpected', [name, token.text]) : fault('word-unexpected', [token.text]);
  if (isJoining(token))
    return readFailed(found, () => joinedNames(text, words, subject === null ? named : [subject, ...named]));
  if (isCourtesy(token)) return readFailed(found, () => [withPart(text, token, '')]);
  const modified = () => {
    const [item] = token.items;
    if (item?.not === true) return modifiedExclusion(text, token, item.text, context);
    const lacking = token.quoted ? null : guessModifier(words, context);
    return lacking === null ? [] : [withPart(text, lacking.piece, lacking.modified)];
  };
  if (shape.subject === null) {
    return readFailed(found, function* () {
      yield* modified();
      if (countEventWords(words) > 0) yield withPart(text, question, 'who');
      const modifier = name === 'changes' && /[-/]/.test(token.text) ? 'on' : 'by';
      const isSaid = tokens.some((one) => modifierOf(one) === modifier);
      if (isSaid || !isToldByLooks(others, context) || !token.items.every((item) => mayBeName(item.text))) return;
      yield withPart(text, token, `${modifier}:${text.slice(token.start, token.end)}`);
    });
  }
  const adjacent = subject !== null && text.slice(subject.end, token.start).trim() === '';
  if (!adjacent || token.quoted || shape.subject.kind === 'event') return readFailed(found, modified);
  const phrase = { start: subject.start, end: token.end };
  const quoted = withPart(text, phrase, `"${text.slice(phrase.start, phrase.end).replaceAll('"', '')}"`);
  return readFailed(found, () => [...modified(), quoted]);
}

const isJoining = ({ quoted, text }: Token) => !quoted && /^(?:and|or|but)$/i.test(text);

/** Words that ask for nothing. */
const isCourtesy = ({ quoted, text }: Token) => !quoted && /^(?:please|pls|kindly|thanks|thank|you)$/i.test(text);

/** `by jdoe and alice` is a list, and before a modifier `and` says nothing. */
function joinedNames(text: string, [joining, next]: readonly [Token, ...Token[]], lists: readonly Piece[]): string[] {
  const word = joining.text.toLowerCase();
  if (next === undefined) return word === 'or' ? [] : [withPart(text, joining, '')];
  const follows = ({ end }: { end: number }) => text.slice(end, joining.start).trim() === '';
  const before = lists.find(follows);
  const isOne = word !== 'but' && before !== undefined;
  return isOne ? [withPart(text, { start: before.end, end: next.start }, ',')] : [];
}

/** Whether a text may be a name; `by!:jdoe` and `-by:jdoe` were to leave somebody out. */
function mayBeName(text: string): boolean {
  return !/^-|^not:|!/i.test(text);
}

/** Whether words, if there are any, show by their looks which modifier they lack. */
function isToldByLooks([first, ...others]: readonly Token[], context: ReadContext): boolean {
  return first === undefined || guessModifier([first, ...others], context) !== null;
}

/** `!` with nothing right after it: the next word may have been meant. */
export function excludedNothing(
  text: string,
  { end }: { end: number },
  next: { start: number } | undefined,
): ReadResult<never> {
  return readFailed(fault('excluded-nothing', ['!']), () =>
    next === undefined ? [] : [text.slice(0, end) + text.slice(next.start)],
  );
}

/** `not`, or another word for it, that stands before no modifier whose values can be left out. */
export function wrongExclusion(
  text: string,
  [word, ...after]: readonly [Token, ...Token[]],
  context: ReadContext,
): ReadResult<never> {
  const [next] = after;
  if (next !== undefined && isExclusion(next)) {
    return readFailed(fault('excluded-twice', ['not']), () => [withPart(text, { ...word, end: next.end }, 'not')]);
  }
  const modifier = next === undefined ? null : modifierOf(next);
  if (modifier !== null && !isExcludable(modifier)) return readFailed(fault('not-excludable', [modifier]));
  if (modifier !== null) {
    return readFailed(fault('exclusion-word', [word.text]), () => [withPart(text, word, 'not')]);
  }
  return readFailed(fault('excluded-nothing', [word.text]), () => {
    const words = /^(?:for|counting|including)$/i.test(next?.text ?? '') ? after.slice(1) : after;
    const end = words.findIndex(beginsModifier);
    const [first, ...others] = end < 0 ? words : words.slice(0, end);
    if (first === undefined) return [];
    const found = guessModifier([first, ...others], context);
    const rest = others.filter(({ start }) => start >= (found?.piece ?? first).end);
    if (!isToldByLooks(rest, context)) return [];
    if (found !== null) return [withPart(text, { ...found.piece, start: word.start }, `not ${found.modified}`)];
    return mayBePrincipal(first.text) ? [withPart(text, { start: word.start, end: first.start }, 'not by:')] : [];
  });
}

/** `in:!us-east-1` for `!us-east-1`, `not by:jdoe` for `!by:jdoe`. */
function modifiedExclusion(text: string, { start }: Token, value: string, { accounts }: ReadContext): string[] {
  const [name = ''] = (modifierOfValue(value, accounts) ?? value).split(':');
  if (!isModifier(name.toLowerCase())) return [];
  const isNamed = value.startsWith(`${name}:`);
  return [withPart(text, { start, end: isNamed ? start + 1 : start }, isNamed ? 'not ' : `${name}:`)];
}

/** A modifier that the question would not heed. */
export function unusedModifier({ name, takes = [] }: QuestionShape, modifier: string): Fault {
  const taken = takes.length < 2 ? takes.join('') : `${takes.slice(0, -1).join(', ')} and ${takes.at(-1)}`;
  return fault('modifier-unused', [name, taken, modifier]);
}

/** `sinc:7d`, `sinc 7d`, `since=7d`: the name is put right, the rest kept. */
export function unknownModifier(text: string, token: Token): ReadResult<never> {
  const name = modifierWord(token);
  const sign = token.text[name.length] === '=' ? 1 : 0;
  const part = { start: token.start, end: token.start + name.length + sign };
  return readFailed(fault('unknown-modifier', [sign === 1 ? token.text : name]), () =>
    nearModifiers(name).map((modifier) => withPart(text, part, sign === 1 ? `${modifier}:` : modifier)),
  );
}

/**
 * Several words where an event was expected and none is spelled so: those of an event in another order, a misspelt
 * modifier among them, or a misspelt event.
 */
export function unknownWords(text: string, words: readonly Token[]): ReadResult<never> {
  const run = joinPieces(words.map(wholePiece));
  const listed = run.items.length > 1 ? run.items : [];
  const mended = listed.map(({ text: name, not }) => ({ text: respellings(name, 1)[0] ?? '', not }));
  if (listed.length > 0 && mended.every(({ text: name }) => name !== '')) {
    return readFailed(fault('event-words', [run.text]), () => [withPart(text, run, mended.map(writeItem).join(','))]);
  }
  const modifier = words.slice(0, -1).find((word) => nearModifiers(word.text).length > 0);
  if (modifier !== undefined && inOtherOrder(run.text) === undefined) return unknownModifier(text, modifier);
  return readFailed(fault('event-words', [run.text]), () =>
    [...(inOtherOrder(run.text) ?? []), ...respellings(run.text)].map((name) => withPart(text, run, name)),
  );
}

/** A misspelt event may be more words than were taken for it, some of them for modifiers: `create acess key by jdoe`. */
export function respelled(
  text: string,
  tokens: readonly Token[],
  { fault: found, repairs }: ReadFailure,
): ReadResult<never> {
  return readFailed(found, function* () {
    for (const words of firstWords(tokens)) {
      const [name] = respellings(words.text, 1);
      if (name === undefined || fold(words.text).startsWith(fold(name))) continue;
      if (editDistance(fold(words.text), fold(name), 2) <= 2) yield withPart(text, words, name);
    }
    yield* reordered(text, tokens, { fault: found, repairs });
  });
}

/** The same of an event whose words stand in another order: `key access create`. */
export function* reordered(text: string, tokens: readonly Token[], { repairs }: ReadFailure): Iterable<string> {
  for (const words of firstWords(tokens)) {
    for (const name of inOtherOrder(words.text) ?? []) yield withPart(text, words, name);
  }
  yield* repairs();
}

/** The first words together, the most first, at least two. */
function* firstWords(tokens: readonly Token[]): Iterable<Piece> {
  const end = tokens.findIndex(({ quoted, name }) => quoted || name !== null);
  const run = tokens.slice(0, Math.min(6, end < 0 ? tokens.length : end)).map(wholePiece);
  for (let length = run.length; length > 1; length--) yield joinPieces(run.slice(0, length));
}

/** The events of just these words, however ordered; undefined where there is none. */
function inOtherOrder(text: string): string[] | undefined {
  const wordsOf = (spelling: string) => splitWords(spelling).map(singular).sort().join(' ');
  const wanted = wordsOf(text);
  const found = closestEvents(text, 5).filter((name) => wordsOf(name) === wanted);
  return found.length === 0 ? undefined : found;
}

function modifierWord(token: Token): string {
  return token.name ?? token.text.split('=')[0] ?? '';
}
