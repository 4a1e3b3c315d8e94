import { fault } from '../errors.ts';
import { editDistance } from './edit-distance.ts';
import { nearModifiers } from './modifiers.ts';
import { closestEvents } from './names/closest-events.ts';
import { fold } from './names/words.ts';
import { joinPieces, type Piece, wholePiece, withPart } from './piece.ts';
import type { QuestionShape } from './query.ts';
import { type Reading, type Stumble, stumble } from './stumble.ts';
import type { Token } from './tokens.ts';

/** A word that is no modifier and stands where nothing else is expected. `subject` is the one before it, if any. */
export function unexpectedWord(
  text: string,
  token: Token,
  shape: QuestionShape,
  question: Token,
  subject: Piece | null,
): Reading<never> {
  if (!token.quoted && nearModifiers(modifierWord(token)).length > 0) return unknownModifier(text, token);
  const without = withPart(text, token, '');
  if (shape.subject === null) {
    const asEvent = withPart(text, question, 'who');
    return stumble(fault('subject-unexpected', [shape.name, token.text]), () => [without, asEvent]);
  }
  const unexpected = fault('word-unexpected', [token.text]);
  const adjacent = subject !== null && text.slice(subject.end, token.start).trim() === '';
  if (!adjacent || shape.subject.kind === 'event') return stumble(unexpected, () => [without]);
  const phrase = { start: subject.start, end: token.end };
  const quoted = withPart(text, phrase, `"${text.slice(phrase.start, phrase.end).replaceAll('"', '')}"`);
  return stumble(unexpected, () => [quoted, without]);
}

/** `sinc:7d`, `sinc 7d`, `since=7d`: the name is put right, the rest kept. */
export function unknownModifier(text: string, token: Token): Reading<never> {
  const name = modifierWord(token);
  const sign = token.text[name.length] === '=' ? 1 : 0;
  const part = { start: token.start, end: token.start + name.length + sign };
  return stumble(fault('unknown-modifier', [sign === 1 ? token.text : name]), () =>
    nearModifiers(name).map((modifier) => withPart(text, part, sign === 1 ? `${modifier}:` : modifier)),
  );
}

/** Several words where an event was expected and none is spelled so: a misspelt modifier among them, or a misspelt event. */
export function unknownWords(text: string, words: readonly Token[]): Reading<never> {
  const modifier = words.slice(0, -1).find((word) => nearModifiers(word.text).length > 0);
  if (modifier !== undefined) return unknownModifier(text, modifier);
  const run = joinPieces(words.map(wholePiece));
  return stumble(fault('event-words', [run.text]), () =>
    closestEvents(run.text).map((name) => withPart(text, run, name)),
  );
}

/** A misspelt event may be more words than were taken for it, some of them for modifiers: `create acess key by jdoe`. */
export function respelled(text: string, tokens: readonly Token[], { fault: found, repairs }: Stumble): Reading<never> {
  return stumble(found, function* () {
    const end = tokens.findIndex(({ quoted, name }) => quoted || name !== null);
    const run = tokens.slice(0, Math.min(6, end < 0 ? tokens.length : end)).map(wholePiece);
    for (let length = run.length; length > 1; length--) {
      const words = joinPieces(run.slice(0, length));
      const [name] = closestEvents(words.text, 1);
      if (name === undefined) continue;
      if (editDistance(fold(words.text), fold(name), 2) <= 2) yield withPart(text, words, name);
    }
    yield* repairs();
  });
}

function modifierWord(token: Token): string {
  return token.name ?? token.text.split('=')[0] ?? '';
}
