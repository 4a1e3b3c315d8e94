import { fault, ok } from '../errors.ts';
import { closestTimes, mayBeTimeWord, usualTimes } from './closest-times.ts';
import { excludedNothing } from './misunderstood.ts';
import { beginsModifier, type ModifierName, modifierOf, modifierTakes, turnsRound } from './modifiers.ts';
import { countListedEvents } from './names/resolve-event.ts';
import { type ReadResult, readFailed } from './read-failure.ts';
import { type Clock, readInstant, readSpan } from './read-time.ts';
import { joinPieces, type Piece, splitTokens, type Token, valuePiece, wholePiece, withPart } from './tokens.ts';

/** A modifier as it was said; `start` to `end` takes in its name. */
export interface SaidModifier {
  modifier: ModifierName;
  /** Whether `not` stands before it. */
  not: boolean;
  value: Piece;
  start: number;
  end: number;
}

/** How many times a text says, as far as can be told, that something is left out; `but not` and `not by:!x` are once. */
export function countExclusions(text: string): number {
  const split = splitTokens(text);
  const tokens = split.ok ? split : splitTokens(text.replace(/!+/g, '!').replace(/["“”'‘’]/g, ''));
  if (!tokens.ok) return 0;
  let said = 0;
  let isTurned = false;
  for (const [at, token] of tokens.value.entries()) {
    const before = tokens.value[at - 1];
    const follows = before !== undefined && isTurning(before);
    if (isTurning(token) && !follows) said++;
    isTurned = isTurning(token) || follows || (isTurned && modifierOf(token) === null);
    if (!isTurned) said += token.items.filter(({ not }) => not).length;
  }
  return said;
}

const isTurning = ({ quoted, text }: Token) => !quoted && turnsRound(text);

const longestTime = 6;

/**
 * Takes a modifier with its value: a word, a comma list, the most words that are together a time, or those
 * of an event. `used` tells how many of the tokens after its own belong to it.
 */
export function takeModifier(
  text: string,
  modifier: ModifierName,
  token: Token,
  after: readonly Token[],
  clock: Clock,
): ReadResult<{ said: SaidModifier; used: number }> {
  const takes = modifierTakes[modifier];
  if (takes === 'nothing') return takeFlag(text, modifier, token);

  const inside = token.name !== null && token.value !== '' ? [valuePiece(token)] : [];
  const end = after.findIndex(beginsModifier);
  const pieces = [...inside, ...(end < 0 ? after : after.slice(0, end)).map(wholePiece)];
  const [first] = pieces;
  if (first === undefined || first.text.trim() === '') {
    return readFailed(fault('value-missing', [modifier]), () => [withPart(text, token, '')]);
  }
  const taken = (part: readonly Piece[]) => {
    const value = joinPieces(part);
    if (value.items.at(-1)?.not === true && value.items.at(-1)?.text === '') {
      return excludedNothing(text, value, after[part.length - inside.length]);
    }
    return ok({
      said: { modifier, not: false, value, start: token.start, end: value.end },
      used: part.length - inside.length,
    });
  };
  if (takes === 'word') return taken([first]);
  if (takes === 'list') return taken(pieces.slice(0, listLength(text, pieces)));
  if (takes === 'event') {
    const events = inside.length === 0 || listLength(text, pieces) > 1 ? countListedEvents(after, 'any') : 0;
    return taken([...inside, ...after.map(wholePiece)].slice(0, Math.max(1, inside.length + events)));
  }

  const read = (value: string) => (modifier === 'during' ? readSpan(value, clock) : readInstant(value, clock, 'start'));
  const parts = pieces.slice(0, longestTime).map((_, last) => pieces.slice(0, last + 1));
  for (const part of parts.toReversed()) {
    if (read(joinPieces(part).text) !== null) return taken(part);
  }
  return readFailed(fault('bad-time', [modifier, first.text]), function* () {
    const ofTimes = parts.filter(([, ...others]) => others.every((piece) => mayBeTimeWord(piece.text)));
    for (const part of ofTimes.toReversed().map(joinPieces)) {
      const times = closestTimes(part.text, clock).filter((time) => read(time) !== null);
      yield* times.map((time) => withPart(text, part, time));
      if (modifier === 'during' && readInstant(part.text, clock, 'start') !== null) {
        yield withPart(text, { start: token.start, end: part.end }, `since ${part.text}`);
      }
    }
    for (const time of usualTimes.filter((one) => read(one) !== null)) {
      yield withPart(text, joinPieces(ofTimes.at(-1) ?? [first]), time);
    }
  });
}

function takeFlag(
  text: string,
  modifier: ModifierName,
  token: Token,
): ReadResult<{ said: SaidModifier; used: number }> {
  const { start, end } = token;
  if (token.name !== null) {
    return readFailed(fault('unknown-modifier', [token.text]), () => [withPart(text, token, modifier)]);
  }
  return ok({ said: { modifier, not: false, value: { text: '', items: [], start: end, end }, start, end }, used: 0 });
}

/** How many pieces a list goes on for: as long as a comma ends one or begins the next, which is no `and` of a sentence. */
export function listLength(text: string, pieces: readonly Piece[]): number {
  const stop = pieces.findIndex((piece, place) => {
    const next = pieces[place + 1];
    if (next === undefined || /^(?:and|or)$/i.test(text.slice(next.start, next.end))) return true;
    return text[piece.end - 1] !== ',' && text[next.start] !== ',';
  });
  return stop + 1;
}
