import {
  type Condition,
  type Filter,
  findClash,
  isOfKind,
  ordered,
  regionsLeftOut,
  where,
  withoutKinds,
} from '../condition/condition.ts';
import { explain, type Fault, fault } from '../errors.ts';
import { commandForm } from './command-form.ts';
import { typedForm } from './follow-up-form.ts';
import { rivalsOf, takeOnly } from './follow-up-words.ts';
import { modifierOf } from './modifiers.ts';
import type { PlainReading } from './plain/read-plain.ts';
import type { Query, QuestionShape } from './query.ts';
import { joined } from './read-parts.ts';
import { type ReadContext, readAsked } from './read-query.ts';
import { readPrincipal } from './read-values.ts';
import { splitTokens } from './tokens.ts';

/** What a follow-up is read against: also whom the last answer names, as they would be typed. */
interface FollowUpContext extends ReadContext {
  principals: readonly string[];
  sessions: readonly string[];
}

/**
 * Reads what changes about a question: `only errors`, `and in us-east-1?`, `since monday`, `what else did they do?`,
 * `who is behind that?`, `same for alice`. Null where the text is none of these, and so a question of its own.
 */
export function applyFollowUp(previous: Query, text: string, context: FollowUpContext): PlainReading | null {
  const { rest, same } = strip(text);
  if (rest === '') return null;
  const is = takeOnly(rest);
  if (is !== null) return meant({ ...previous, filter: withCondition(previous.filter, where('is', is)) }, context);
  if (backWords.test(rest)) return before(previous, context);
  if (behindWords.test(rest)) return behind(previous, context);
  const else_ = elseWords.exec(rest);
  if (else_ !== null) return whatElse(previous, else_[1] ?? '', context);
  return narrowed(previous, rest, same, context);
}

const fillers = /^(?:and|now|ok(?:ay)?|but|then|so|please|also|(?:can you )?show(?: me)?|again)\b[\s,:]*/i;
const sameWords =
  /^(?:(?:the )?same(?: (?:question|thing))?(?: (?:but|again))?(?: for| with)?|what about|how about)\b[\s,:]*/i;
const backWords =
  /^(?:(?:go |look )?(?:further|farther) back|earlier|before that|older|what (?:happened|was) before(?: that)?)$/i;
const behindWords =
  /^who(?:['’]s| is| was| are)? (?:really )?(?:behind (?:that|it|this|them|him|her|the session|these|those|all (?:of )?(?:that|this))|(?:that|they|he|she)(?: really)?)$/i;
const elseWords =
  /^(?:what else|what(?= (?:did|has|have) (?:they|he|she|it|that|this)\b)|everything(?= (?:they|he|she)))(?: (?:did|has|have|was|were))?(?: (.+?))?(?: (?:do|done|did|doing|call|change))?$/i;
const pronouns =
  /^(?:they|he|she|it|that one|this one|that|this|these|those|them|that (?:person|user|role|principal|session|guy))?$/i;

/** Without politeness and punctuation; `same`: what follows takes the place of something. */
function strip(text: string): { rest: string; same: boolean } {
  let rest = text.trim().replace(/[\s?!.]+$/, '');
  let same = false;
  for (;;) {
    const shorter = rest.replace(fillers, '').replace(sameWords, () => {
      same = true;
      return '';
    });
    if (shorter === rest)
      return { rest: rest.replace(/^(?:in|over|for|within|during) the (?=(?:last|past) )/i, ''), same };
    rest = shorter;
  }
}

/** A follow-up is a question of its own: what was typed is its command form, which must read. */
function meant(query: Query, context: ReadContext): PlainReading {
  const read = readAsked(commandForm(query), context);
  return read.ok ? { kind: 'query', query: written(query) } : unread(read.fault.fault);
}

const written = (query: Query): Query => ({ ...query, asked: commandForm(query) });

/** Why a follow-up can't be read, and what to say instead. */
function unread(why: Fault): PlainReading {
  return { kind: 'fault', fault: fault('follow-up-unread', [explain(why)]) };
}

/** As long a time again, before the one that was asked about. */
function before(previous: Query, context: ReadContext): PlainReading | null {
  if (previous.window === null) return null;
  const { start, end } = previous.window;
  return meant({ ...previous, window: { start: start - Math.max(60_000, end - start), end: start - 1000 } }, context);
}

function whatElse(previous: Query, who: string, context: FollowUpContext): PlainReading | null {
  const ask = (by: string): Query => written({ ...previous, question: 'what', filter: [where('by', by)], about: null });
  const name = who.trim();
  if (!pronouns.test(name)) return readPrincipal(name).ok && !/\s/.test(name) ? meant(ask(name), context) : null;
  return choose(context.principals, 'Whose calls?', ask);
}

function behind(previous: Query, context: FollowUpContext): PlainReading {
  const ask = (session: string): Query =>
    written({ ...previous, question: 'session', filter: [where('session', session)], about: null });
  const [only] = context.principals;
  if (context.sessions.length === 0 && only !== undefined) {
    return { kind: 'fault', fault: fault('follow-up-person', [only]) };
  }
  return choose(context.sessions, 'Which session?', ask);
}

function choose(names: readonly string[], sentence: string, ask: (name: string) => Query): PlainReading {
  const [only] = names;
  if (only === undefined) return { kind: 'fault', fault: fault('follow-up-nobody', []) };
  if (names.length === 1) return { kind: 'query', query: ask(only) };
  return { kind: 'ambiguous', sentence, readings: names.map((name) => ({ says: name, query: ask(name) })) };
}

/** Modifiers, a time, or names that are asked for instead or left out. */
function narrowed(previous: Query, rest: string, same: boolean, context: FollowUpContext): PlainReading | null {
  const said = rest.replace(/^from (?=[\da-f:.]+(?:\/\d+)?$)/i, 'ip ');
  const read = (text: string) => readAsked(text, { ...context, shapes: [anything, ofSession] });
  for (const text of [`changes ${said}`, `changes during ${said}`]) {
    const found = read(text);
    if (found.ok) return meant(merge(previous, found.value), context);
  }
  const typed = typedForm(said, same, { ...context, question: previous.question });
  if (typed === null) return null;
  if (!typed.ok) return { kind: 'fault', fault: typed.fault };
  const found = read(typed.value);
  if (found.ok) return meant(merge(previous, found.value), context);
  return sentenceFaults.has(found.fault.fault.id) ? null : unread(found.fault.fault);
}

/** Faults by which a text shows that it is a sentence rather than modifiers. */
const sentenceFaults = new Set(['subject-unexpected', 'word-unexpected', 'unclosed-quote']);

/** A question that takes every modifier and no subject. */
const anything: QuestionShape = {
  name: 'changes',
  answers: '',
  usage: '',
  examples: ['changes', 'changes', 'changes'],
  subject: null,
};

/** The same with sessions, which no modifier takes. */
const ofSession: QuestionShape = {
  ...anything,
  name: 'session',
  subject: { kind: 'session', required: true, says: 'a session' },
};

function merge(previous: Query, said: Query): Query {
  const split = splitTokens(said.asked);
  const limited = split.ok && split.value.some((token) => modifierOf(token) === 'limit');
  const before = said.regions === null ? previous.filter : withoutKinds(previous.filter, 'in');
  const leftOut = regionsLeftOut(said.filter);
  const regions = (previous.regions ?? []).filter((region) => !leftOut.includes(region));
  return {
    ...previous,
    filter: said.filter.reduce(withCondition, before),
    window: said.window ?? previous.window,
    regions: said.regions ?? (regions.length > 0 ? regions : null),
    accounts: said.accounts ?? previous.accounts,
    limit: limited ? said.limit : previous.limit,
    public: said.public || previous.public,
  };
}

/**
 * What was asked, and this: what is left out is left out besides, what is wanted takes the place of what was wanted of its
 * kind and is left out no longer. Kinds of calls add up but for those that take the place of each other.
 */
function withCondition(before: Filter, now: Condition): Filter {
  if (now.not) return ordered(joined([...before, now]));
  const kept = before.flatMap((condition): Condition[] => {
    if (condition.kind !== now.kind) return [condition];
    if (condition.not) return stillLeftOut(condition, now);
    return isOfKind(condition, 'is') && isOfKind(now, 'is') && !isReplaced(condition, now) ? [condition] : [];
  });
  return ordered([...kept, now]);
}

/** What was left out, without what is wanted now. */
function stillLeftOut(leftOut: Condition, now: Condition): Condition[] {
  const wanted = now.anyOf.map((value): Condition => ({ ...now, anyOf: [value] }));
  const anyOf = leftOut.anyOf.filter((value) =>
    wanted.every((one) => findClash([one, { ...leftOut, anyOf: [value] }]) === null),
  );
  return anyOf.length === 0 ? [] : [{ ...leftOut, anyOf }];
}

/** Whether a kind of call takes the place of what was asked; a list of them is only added. */
function isReplaced(before: Condition<'is'>, now: Condition<'is'>): boolean {
  const [only, ...others] = now.anyOf;
  if (only === undefined || others.length > 0) return false;
  const rivals: readonly string[] = rivalsOf(only);
  return before.anyOf.every((value) => rivals.includes(value));
}
