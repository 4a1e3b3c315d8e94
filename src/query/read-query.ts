import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import { arrangeTokens } from './arrange-tokens.ts';
import { closestOf } from './edit-distance.ts';
import { countEventWords } from './event-words.ts';
import { guessQuestion } from './guess-question.ts';
import { closestEvents } from './names/closest-events.ts';
import { withPart } from './piece.ts';
import { defaultLimit, type Query, type QuestionShape } from './query.ts';
import { subjectFields } from './read-modifier.ts';
import { readOnce, readParts } from './read-parts.ts';
import type { KnownAccount } from './read-values.ts';
import { readWindow } from './read-window.ts';
import { type Reading, type Stumble, stumble } from './stumble.ts';
import { splitTokens, type Token } from './tokens.ts';

/** What a question is read against: the moment of asking, the asker's IANA zone, the accounts and the questions there are. */
export interface ReadContext {
  now: Millis;
  zone: string;
  accounts: readonly KnownAccount[];
  shapes: readonly QuestionShape[];
}

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
  const didYouMean = firstReadable(read.fault.repairs(), context);
  return failed({ ...read.fault.fault, didYouMean, example: workingExample(asked, context) } satisfies Fault);
}

/** Reads a question without working out what may have been meant where it can't be read. */
export function readAsked(text: string, context: ReadContext): Reading<Query> {
  if (text === '') return stumble(fault('empty-question', []));
  if (text.length > longestQuestion) return stumble(fault('too-long', [String(text.length), longestQuestion]));
  const split = splitTokens(text);
  if (!split.ok) return stumble(split.fault, () => [text.replace(/["“”'‘’]/g, '')]);
  const [question, ...tokens] = split.value;
  if (question === undefined) return stumble(fault('empty-question', []));
  const shape = context.shapes.find(({ name }) => name === question.text.toLowerCase());
  if (shape === undefined) return unknownQuestion(text, split.value, question, context);

  if (shape.subject?.kind === 'words') return ok(unread(shape.name, text));
  const arranged = arrangeTokens(text, question, tokens, shape, context);
  if (!arranged.ok) return arranged;
  const once = readOnce(text, arranged.value.said);
  if (!once.ok) return once;
  const { subject } = arranged.value;
  const parts = readParts(text, { subject, said: once.value }, shape, context.accounts, context.shapes);
  if (!parts.ok) return parts;
  const window = readWindow(text, once.value, context);
  if (!window.ok) return window;

  const { filter = {}, about = null, regions = null, accounts = null, limit = defaultLimit } = parts.value;
  const field = shape.subject === null ? null : subjectFields[shape.subject.kind];
  const given = subject !== null || (field !== null && filter[field] !== undefined);
  if (shape.subject?.required === true && !given) {
    return stumble(fault('subject-missing', [shape.name, shape.subject.says]));
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

/** A question that reads its own words: here they are only handed on. */
function unread(question: Query['question'], asked: string): Query {
  return {
    question,
    asked,
    filter: {},
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
): Reading<never> {
  return stumble(fault('unknown-question', [question.text]), function* () {
    const asEvent = countEventWords(tokens) > 0;
    if (asEvent) yield `who ${text}`;
    if (question.name !== null) yield withPart(text, question, `${question.name} ${question.value}`);
    const names = shapes.map(({ name }) => name);
    for (const name of closestOf(question.text, names, question.text.length <= 3 ? 1 : 2)) {
      yield withPart(text, question, name);
    }
    if (asEvent) return;
    if (countEventWords(tokens.slice(1)) > 0) yield withPart(text, question, 'who');
    const guess = guessQuestion(question.text);
    if (guess !== 'what') yield `${guess} ${text}`;
    for (const event of closestEvents(question.text)) yield `who ${withPart(text, question, event)}`;
  });
}

/** The first of the texts that reads as it stands, or after one more repair; a few are tried and no more. */
function firstReadable(texts: Iterable<string>, context: ReadContext): string | undefined {
  const stumbled: Stumble[] = [];
  for (const text of firstOf(6, texts)) {
    const read = readAsked(text, context);
    if (read.ok) return text;
    stumbled.push(read.fault);
  }
  for (const { repairs } of stumbled.slice(0, 3)) {
    for (const text of firstOf(2, repairs())) {
      if (readAsked(text, context).ok) return text;
    }
  }
  return undefined;
}

function* firstOf<T>(most: number, values: Iterable<T>): Iterable<T> {
  let given = 0;
  for (const value of values) {
    yield value;
    given++;
    if (given === most) return;
  }
}

/** An example of the question asked, else of any, that works for this asker. */
function workingExample(text: string, context: ReadContext): string | undefined {
  const word = text.split(/\s/, 1)[0]?.toLowerCase();
  const own = context.shapes.filter(({ name }) => name === word);
  const examples = [...own, ...context.shapes].flatMap((shape) => shape.examples);
  return examples.find((example) => readAsked(example, context).ok);
}
