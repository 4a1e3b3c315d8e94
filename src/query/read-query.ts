import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import { guessQuestion, mayBePrincipal } from './guess-question.ts';
import { reordered, unusedModifier } from './misunderstood.ts';
import { closestOf, isModifier } from './modifiers.ts';
import { respellings } from './names/closest-events.ts';
import { countEventWords } from './names/resolve-event.ts';
import { defaultLimit, type Query, type SubjectKind } from './query.ts';
import type { ReadContext } from './read-context.ts';
import { type ReadFailure, type ReadResult, readFailed } from './read-failure.ts';
import { subjectKinds } from './read-modifier.ts';
import { arrangeTokens, readOnce, readParts, withoutModifier } from './read-parts.ts';
import { readWindow } from './read-window.ts';
import { sampleSubjects } from './sample-subjects.ts';
import { countExclusions } from './take-modifier.ts';
import { type Piece, splitTokens, type Token, withPart, writeItem } from './tokens.ts';

export type { ReadContext };

/** Characters of the longest question that is read. */
export const longestQuestion = 2000;

/**
 * Reads a question as typed after /trail or `npx trail`. A fault names what was not understood, the closest
 * right form (one that reads), and an example that works.
 */
export function readQuery(text: string, context: ReadContext): Result<Query> {
  const asked = text.trim();
  const read = readAsked(asked, context);
  if (read.ok) return read;
  const first = (texts: Iterable<string>) => firstReadable(texts, context, countExclusions(asked));
  const didYouMean = first(read.fault.repairs()) ?? first([helpWith(asked, context)]);
  const example = workingExample(asked, didYouMean, context);
  return failed({ ...read.fault.fault, didYouMean, example } satisfies Fault);
}

/** Reads a question without working out what may have been meant where it can't be read. */
export function readAsked(text: string, context: ReadContext): ReadResult<Query> {
  if (text === '') return readFailed(fault('empty-question', []));
  if (text.length > longestQuestion) return readFailed(fault('too-long', [String(text.length), longestQuestion]));
  const split = splitTokens(text);
  if (!split.ok) return readFailed(split.fault, () => [text.replace(/!+/g, '!'), text.replace(/["“”'‘’]/g, '')]);
  const [question, ...tokens] = split.value;
  if (question === undefined) return readFailed(fault('empty-question', []));
  const shape = context.shapes.find(({ name }) => name === question.text.toLowerCase());
  if (shape === undefined) return unknownQuestion(text, split.value, question, context);

  if (shape.subject?.kind === 'words') return ok(handedOn(shape.name, text));
  const arranged = arrangeTokens(text, question, tokens, shape, context);
  if (!arranged.ok) return arranged;
  const once = readOnce(text, arranged.value.said);
  if (!once.ok) return once;
  const unused = once.value.find(({ modifier }) => shape.takes?.includes(modifier) === false);
  if (unused !== undefined) {
    return readFailed(unusedModifier(shape, unused.modifier), () => withoutModifier(text, unused));
  }
  const { subject } = arranged.value;
  if (shape.subject?.required === true && subject?.items.every(({ not }) => not)) {
    return subjectExcluded(text, question, subject, shape.name, shape.subject);
  }
  const parts = readParts(text, { subject, said: once.value }, shape, context);
  if (!parts.ok) {
    const { fault: found } = parts;
    return shape.subject?.kind === 'event' ? readFailed(found.fault, () => reordered(text, tokens, found)) : parts;
  }
  const window = readWindow(text, once.value, context);
  if (!window.ok) return window;

  const { filter = [], about = null, regions = null, accounts = null, limit = defaultLimit } = parts.value;
  const kind = shape.subject === null ? null : subjectKinds[shape.subject.kind];
  const given = filter.some((condition) => condition.kind === kind && !condition.not);
  if (shape.subject?.required === true && !given) {
    const sample = `${question.text} ${sampleSubjects[shape.subject.kind]}`;
    return readFailed(fault('subject-missing', [shape.name, shape.subject.says]), () => [
      withPart(text, question, sample),
    ]);
  }
  const isPublic = parts.value.public ?? false;
  return ok({
    question: shape.name,
    asked: text,
    filter,
    about,
    window: window.value,
    regions,
    accounts,
    limit,
    public: isPublic,
  });
}

/** A subject that says nothing but what is left out: all the rest may be changes. */
function subjectExcluded(
  text: string,
  question: Token,
  subject: Piece,
  name: Query['question'],
  { kind, says }: { kind: SubjectKind; says: string },
): ReadResult<never> {
  const modifier = subjectKinds[kind];
  const written = subject.items.map(writeItem).join(',');
  return readFailed(fault('subject-excluded', [name, says, written]), () => {
    if (modifier === null || !isModifier(modifier)) return [];
    return [withPart(withPart(text, subject, `${modifier}:${written}`), question, 'changes')];
  });
}

/** A question that reads its own words: here they are only handed on. */
function handedOn(question: Query['question'], asked: string): Query {
  return {
    question,
    asked,
    filter: [],
    about: null,
    window: null,
    regions: null,
    accounts: null,
    limit: defaultLimit,
    public: false,
  };
}

function unknownQuestion(
  text: string,
  tokens: readonly Token[],
  question: Token,
  { shapes }: ReadContext,
): ReadResult<never> {
  return readFailed(fault('unknown-question', [question.text]), function* () {
    const asEvent = countEventWords(tokens) > 0;
    if (asEvent) yield `who ${text}`;
    if (question.name !== null) yield withPart(text, question, `${question.name} ${question.value}`);
    const names = shapes.map(({ name }) => name);
    for (const name of closestOf(question.text, names, question.text.length <= 3 ? 1 : 2)) {
      yield withPart(text, question, name);
    }
    if (asEvent) return;
    if (countEventWords(tokens.slice(1)) > 0 && !mayBePrincipal(question.text)) yield withPart(text, question, 'who');
    const guess = guessQuestion(question.text);
    if (guess !== 'what') yield `${guess} ${text}`;
    for (const event of respellings(question.text)) yield `who ${withPart(text, question, event)}`;
  });
}

/** Where nothing can be suggested that says all that was typed. */
function helpWith(text: string, { shapes }: ReadContext): string {
  const [word = ''] = text.split(/\s/, 1);
  const shape = shapes.find(({ name }) => name === word.toLowerCase());
  return shape === undefined || shape.name === 'help' ? 'help' : `help ${shape.name}`;
}

/** So many repairs are tried at first, and so many faults in a row mended: each repair costs a reading. */
const maxRepairs = 12;
const maxFaults = 6;

/**
 * The first of the texts that reads as it stands, or once the faults that are left in the first two are mended, too.
 * None that asks for what was to be left out: it has as many exclusions as were typed. (That names are kept is for the
 * repairs to see to: none takes a name away, or makes one up.)
 */
function firstReadable(texts: Iterable<string>, context: ReadContext, exclusions: number): string | undefined {
  let tried = firstOf(maxRepairs, texts);
  for (let mended = 1; mended <= maxFaults; mended++) {
    const failures: ReadFailure[] = [];
    for (const text of tried) {
      const read = readAsked(text.trim(), context);
      if (!read.ok) failures.push(read.fault);
      else if (read.value.question === 'help' || countExclusions(text) >= exclusions) return text.trim();
    }
    tried = repairsOf(failures.slice(0, 2));
  }
  return undefined;
}

function* repairsOf(failures: readonly ReadFailure[]): Iterable<string> {
  for (const { repairs } of failures) yield* firstOf(3, repairs());
}

function* firstOf<T>(maxCount: number, values: Iterable<T>): Iterable<T> {
  let given = 0;
  for (const value of values) {
    yield value;
    given++;
    if (given === maxCount) return;
  }
}

/** An example of the question asked, else of any, that works for this asker and tells more than the closest form does. */
function workingExample(text: string, didYouMean: string | undefined, context: ReadContext): string | undefined {
  const word = text.split(/\s/, 1)[0]?.toLowerCase();
  const own = context.shapes.filter(({ name }) => name === word);
  const examples = [...own, ...context.shapes].flatMap((shape) => shape.examples);
  return examples.find((example) => example !== didYouMean && readAsked(example, context).ok);
}
