import { ok } from '../errors.ts';
import { countEventWords } from './event-words.ts';
import { respelled, unexpectedWord, unknownModifier, unknownWords } from './misunderstood.ts';
import { isConditionModifier, nearModifiers } from './modifiers.ts';
import { servicePrefix } from './names/resolve-service.ts';
import { joinPieces, type Piece, wholePiece } from './piece.ts';
import { type QuestionShape, questionNames } from './query.ts';
import type { ReadContext } from './read-context.ts';
import type { ReadResult } from './read-failure.ts';
import { listLength, modifierOf, type SaidModifier, takeModifier } from './take-modifier.ts';
import type { Token } from './tokens.ts';

export interface Arranged {
  subject: Piece | null;
  said: SaidModifier[];
}

/**
 * Tells the subject from the modifiers, which may stand in any order, as `name:value` or `name value`.
 * Where an event is asked for, the longest run of words that is a known event is the subject, even if a
 * word of it is a modifier elsewhere (`get key policy`).
 * `tokens` are those after the question word.
 */
export function arrangeTokens(
  text: string,
  question: Token,
  tokens: readonly Token[],
  shape: QuestionShape,
  context: ReadContext,
): ReadResult<Arranged> {
  const said: SaidModifier[] = [];
  let subject: Piece | null = null;
  let rest = tokens;
  const stopped = (reading: ReadResult<never>) =>
    reading.ok || shape.subject?.kind !== 'event' ? reading : respelled(text, tokens, reading.fault);
  for (let token = rest[0]; token !== undefined; token = rest[0]) {
    const words = subject === null ? countSubjectWords(shape, rest) : 0;
    if (words > 0) {
      subject = joinPieces(rest.slice(0, words).map(wholePiece));
      rest = rest.slice(words);
      continue;
    }
    const not = isNot(token, rest[1]);
    const named = not ? (rest[1] ?? token) : token;
    const modifier = modifierOf(named);
    if (modifier !== null) {
      const after = rest.slice(not ? 2 : 1);
      const taken = takeModifier(text, modifier, named, after, context);
      if (!taken.ok) return subject === null ? stopped(taken) : taken;
      said.push({ ...taken.value.said, not, start: token.start });
      rest = after.slice(taken.value.used);
      continue;
    }
    if (looksLikeModifier(token, shape)) return unknownModifier(text, token);
    if (subject !== null || shape.subject === null)
      return stopped(unexpectedWord(text, [token, ...bareWords(rest.slice(1))], shape, question, subject, context));
    const bare = bareWords(rest);
    const next = rest.findIndex((one) => modifierOf(one) !== null);
    const listed = Math.max(1, listLength(text, (next < 0 ? rest : rest.slice(0, next)).map(wholePiece)));
    if (shape.subject.kind === 'event' && bare.length > listed) return unknownWords(text, bare);
    subject = joinPieces(rest.slice(0, listed).map(wholePiece));
    rest = rest.slice(listed);
  }
  return ok({ subject, said });
}

/** `not by jdoe`: what follows is excluded. */
function isNot(token: Token, next: Token | undefined): boolean {
  if (token.quoted || token.text.toLowerCase() !== 'not' || next === undefined) return false;
  return isConditionModifier(modifierOf(next));
}

/** How many of the next tokens are surely the subject: a known event however long, or the question that help is about. */
function countSubjectWords({ subject }: QuestionShape, tokens: readonly Token[]): number {
  if (subject?.kind === 'event') return countEventWords(tokens);
  const isQuestion = questionNames.some((name) => name === tokens[0]?.text.toLowerCase());
  return subject?.kind === 'question' && isQuestion ? 1 : 0;
}

/** `sinc:7d`, but not `s3:GetObject` where an event is asked for, nor `fe80::1`. */
function looksLikeModifier({ name, value }: Token, { subject }: QuestionShape): boolean {
  if (name === null || value.startsWith(':')) return false;
  if (subject?.kind === 'event' && servicePrefix(name) !== null) return false;
  return nearModifiers(name).length > 0;
}

/** The words from here to the next modifier, quote or `name:value`. */
function bareWords(tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex((token) => token.quoted || token.name !== null || modifierOf(token) !== null);
  return end < 0 ? tokens : tokens.slice(0, end);
}
