import {
  type Clash,
  type Condition,
  compatible,
  type Filter,
  findClash,
  isValues,
  ordered,
} from '../condition/condition.ts';
import { fault, ok } from '../errors.ts';
import { nameCondition } from './command-form.ts';
import { modifierOfValue } from './guess-modifier.ts';
import { guessQuestion, mayBePrincipal } from './guess-question.ts';
import {
  excludedNothing,
  respelled,
  unexpectedWord,
  unknownModifier,
  unknownWords,
  wrongExclusion,
} from './misunderstood.ts';
import {
  beginsModifier,
  closestOf,
  isExcludable,
  isExclusion,
  modifierOf,
  nearModifiers,
  takesNames,
} from './modifiers.ts';
import { countListedEvents } from './names/resolve-event.ts';
import { servicePrefix } from './names/resolve-service.ts';
import { type QuestionName, type QuestionShape, questionNames } from './query.ts';
import type { ReadContext } from './read-context.ts';
import { type ReadResult, readFailed } from './read-failure.ts';
import { placesOf, type QueryPart, readModifier, readSubject, subjectKinds } from './read-modifier.ts';
import { badValue, type ValueFault, type ValueReading } from './read-values.ts';
import { listLength, type SaidModifier, takeModifier } from './take-modifier.ts';
import { joinPieces, type Piece, type Token, wholePiece, withPart } from './tokens.ts';

interface Arranged {
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
    const [only] = token.items;
    if (only?.not === true && only.text === '') return excludedNothing(text, token, rest[1]);
    const words = subject === null ? countSubjectWords(shape, rest) : 0;
    if (words > 0) {
      subject = joinPieces(rest.slice(0, words).map(wholePiece));
      rest = rest.slice(words);
      continue;
    }
    const not = isExclusion(token);
    if (not && !isNot(token, rest[1])) return stopped(wrongExclusion(text, [token, ...rest.slice(1)], context));
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
    if (subject !== null || shape.subject === null) {
      const named = said.filter((one) => takesNames(one.modifier)).map(({ value }) => value);
      const before = { shape, question, tokens, subject, named };
      return stopped(unexpectedWord(text, [token, ...bareWords(rest.slice(1))], before, context));
    }
    const bare = bareWords(rest);
    const next = rest.findIndex(beginsModifier);
    const listed =
      shape.subject.kind === 'event'
        ? countListedEvents(rest, 'any')
        : Math.max(1, listLength(text, (next < 0 ? rest : rest.slice(0, next)).map(wholePiece)));
    if (listed === 0) return unknownWords(text, bare);
    subject = joinPieces(rest.slice(0, listed).map(wholePiece));
    rest = rest.slice(listed);
  }
  return ok({ subject, said });
}

/** `not by jdoe`: what follows is excluded. */
function isNot(token: Token, next: Token | undefined): boolean {
  const modifier = next === undefined ? null : modifierOf(next);
  return token.text.toLowerCase() === 'not' && modifier !== null && isExcludable(modifier);
}

/** How many of the next tokens are surely the subject: a known event however long, or the question that help is about. */
function countSubjectWords({ subject }: QuestionShape, tokens: readonly Token[]): number {
  if (subject?.kind === 'event') return countListedEvents(tokens, 'known');
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
  const end = tokens.findIndex((token) => token.quoted || token.name !== null || beginsModifier(token));
  return end < 0 ? tokens : tokens.slice(0, end);
}

/** Reads the subject and every modifier but those of time, and puts them together. */
export function readParts(
  text: string,
  { subject, said }: Arranged,
  shape: QuestionShape,
  { accounts, shapes }: ReadContext,
): ReadResult<QueryPart> {
  const kind = shape.subject === null ? null : subjectKinds[shape.subject.kind];
  const parts: QueryPart[] = [];
  if (subject !== null && shape.subject !== null) {
    const same = said.find((one) => one.modifier === kind && isWanted(one));
    if (same !== undefined)
      return readFailed(fault('repeated-modifier', [same.modifier]), () => together(text, subject, same));
    const read = readSubject(shape.subject.kind, subject, (name) => readAbout(name, shapes));
    if (!read.ok) return wrongSubject(text, { subject, said }, shape, read.fault);
    parts.push(read.value);
  }
  for (const one of said) {
    const read = readModifier(one.modifier, one.value, accounts, one.not);
    if (!read.ok) {
      const { fault: found, meant } = read.fault;
      return readFailed(found, function* () {
        for (const value of meant()) yield withPart(text, one.value, value);
        const other = otherModifier(one, accounts);
        if (other !== null) yield withPart(text, one, other);
        yield* withoutModifier(text, one);
      });
    }
    parts.push(read.value);
  }

  const filter = ordered(joined(parts.flatMap((part) => part.filter ?? [])));
  const whole: QueryPart = { ...Object.assign({}, ...parts), filter };
  const places = placesOf(whole);
  const clash = findClash([...(shape.implies ?? []), ...places, ...filter]);
  return clash === null ? ok(whole) : contradicts(text, said, clash, shape);
}

/** What is excluded in several places is excluded together. */
export function joined(filter: Filter): Filter {
  const kept: Condition[] = [];
  for (const condition of filter) {
    const at = kept.findIndex(({ kind, not }) => not && condition.not && kind === condition.kind);
    const before = kept[at];
    if (before === undefined) kept.push(condition);
    else kept[at] = { ...before, anyOf: [...before.anyOf, ...condition.anyOf] };
  }
  return kept;
}

/** A modifier that is said again must say the same; `is` adds up, and so do exclusions. */
export function readOnce(text: string, said: readonly SaidModifier[]): ReadResult<SaidModifier[]> {
  const once: SaidModifier[] = [];
  for (const one of said) {
    const before = once.find((other) => other.modifier === one.modifier && other.modifier !== 'is' && isWanted(other));
    if (before === undefined || !isWanted(one)) once.push(one);
    else if (before.value.text.toLowerCase() !== one.value.text.toLowerCase()) {
      return readFailed(fault('repeated-modifier', [one.modifier]), () =>
        takesNames(one.modifier)
          ? together(text, before.value, one)
          : [...withoutModifier(text, one), ...withoutModifier(text, before)],
      );
    }
  }
  return ok(once);
}

/** Whether a modifier says what is wanted, and not only what isn’t. */
function isWanted({ not, value: { items } }: SaidModifier): boolean {
  return items.length === 0 || (!not && items.some((item) => !item.not));
}

/** A question without a modifier, where no name is lost with it. */
export function withoutModifier(text: string, said: SaidModifier): string[] {
  const isNaming = takesNames(said.modifier) && said.value.items.some((item) => item.text !== '');
  return isNaming ? [] : [withPart(text, said, '')];
}

/** The values of two parts in one list, where the first of them stands. */
function together(text: string, one: Piece, { value, ...other }: SaidModifier): string[] {
  const list = [one, value].map(({ start, end }) => text.slice(start, end)).join(',');
  return [
    one.start < other.start
      ? withPart(withPart(text, other, ''), one, list)
      : withPart(withPart(text, one, list), other, ''),
  ];
}

function contradicts(
  text: string,
  said: readonly SaidModifier[],
  [one, other]: Clash,
  { name, implies = [], subject }: QuestionShape,
): ReadResult<never> {
  const kind = subject === null ? null : subjectKinds[subject.kind];
  const say = (condition: Condition) =>
    implies.includes(condition) ? name : nameCondition(condition, condition.kind === kind && !condition.not);
  return readFailed(fault('contradiction', [say(one), say(other)]), () => {
    if (other.kind !== 'is' && (other.kind !== one.kind || implies.includes(one))) return [];
    const dropped = said.filter((part) => part.modifier === other.kind && isWanted(part)).reverse();
    const without = dropped.reduce((left, part) => withPart(left, part, ''), text);
    const words = said.flatMap(({ modifier, not, value: { items } }) =>
      modifier === 'is' ? items.map((item) => ({ ...item, not: item.not || not })) : [],
    );
    const wanted = words.flatMap((word) => isValues.filter((value) => !word.not && value === word.text.toLowerCase()));
    const kept = other.kind === 'is' ? compatible(wanted, implies) : [];
    return [[without, ...kept.map((value) => `is:${value}`)].join(' ')];
  });
}

/** The modifier a value is of by its looks, where another was given it: `by:arn:aws:s3:::logs`, `ip:jdoe`. */
function otherModifier({ modifier, value }: SaidModifier, accounts: ReadContext['accounts']): string | null {
  const byLooks = modifierOfValue(value.text, accounts);
  if (byLooks !== null) return byLooks;
  const isPerson = modifier === 'ip' || modifier === 'key';
  return isPerson && mayBePrincipal(value.text) && !/\s/.test(value.text) ? `by:${value.text}` : null;
}

/** A subject of the wrong kind may belong to another question, or be misspelt. */
function wrongSubject(
  text: string,
  arranged: Arranged,
  shape: QuestionShape,
  { fault: found, meant }: ValueFault,
): ReadResult<never> {
  const { subject } = arranged;
  if (subject === null || shape.subject === null) return readFailed(found);
  const named = wrongKinds.has(found.id)
    ? fault('subject-kind', [shape.name, subject.text, shape.subject.says])
    : found;
  return readFailed(named, () => {
    const spelled = meant().map((value) => withPart(text, subject, value));
    if (shape.subject?.required !== true) return spelled;
    const guess = guessQuestion(subject.text);
    const other = withPart(text, { start: 0, end: text.search(/\s|$/) }, guess);
    if (guess !== 'what') return [other, ...spelled];
    return mayBePrincipal(subject.text) ? [...spelled, other] : spelled;
  });
}

const wrongKinds: ReadonlySet<string> = new Set(['bad-name', 'not-principal', 'not-session']);

function readAbout(name: string, shapes: readonly QuestionShape[]): ValueReading<QuestionName> {
  const names = shapes.map((shape) => shape.name);
  const found = names.find((one) => one === name.toLowerCase());
  if (found !== undefined) return ok(found);
  return badValue(fault('bad-name', ['help', name]), () => closestOf(name, names));
}
