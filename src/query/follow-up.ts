import {
  accountsLeftOut,
  type Condition,
  type Filter,
  findClash,
  isNarrower,
  isOfKind,
  kinds,
  ordered,
  regionsLeftOut,
  where,
  withoutKinds,
} from '../condition/condition.ts';
import { explain, type Fault, fault } from '../errors.ts';
import { commandForm } from './command-form.ts';
import { isLoneName, typedForm } from './follow-up-form.ts';
import { isQuestionOfOwn, type Lead, splitLead, withoutOnly } from './follow-up-lead.ts';
import { takeWide, widen } from './follow-up-wide.ts';
import { takeOnly } from './follow-up-words.ts';
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
 * `who is behind that?`, `same for alice`, `or StopLogging`. Null where the text is none of these, and so a question of
 * its own.
 */
export function applyFollowUp(previous: Query, text: string, context: FollowUpContext): PlainReading | null {
  const { rest, lead } = splitLead(text);
  if (rest === '') return null;
  const is = takeOnly(rest);
  if (is !== null) return meant({ ...previous, filter: withCondition(previous.filter, where('is', is)) }, context);
  if (backWords.test(rest)) return before(previous, context);
  if (thenWords.test(rest)) return { kind: 'fault', fault: fault('follow-up-then', []) };
  if (behindWords.test(rest)) return behind(previous, context);
  const else_ = elseWords.exec(rest);
  if (else_ !== null) return whatElse(previous, else_[1] ?? '', context);
  const only = withoutOnly(rest);
  const said = only ?? rest;
  const read = changed(previous, said, only === null ? lead : 'same', context);
  const isOwn = (only === null && lead !== 'same') || isQuestionOfOwn(said);
  return read !== null || isOwn ? read : unread(fault('words-unknown', [`“${rest}”`]));
}

const backWords =
  /^(?:(?:go |look )?(?:further|farther) back|earlier|before that|older|what (?:happened|was) before(?: that)?)$/i;
const thenWords =
  /(?:^|\s)(?:around|at|about|near|since|after|before|until) (?:then|that|(?:that|this|the same) (?:time|moment|hour|day))$|^what (?:else )?happened then$/i;
const behindWords =
  /^who(?:['’]s| is| was| are)? (?:really )?(?:behind (?:that|it|this|them|him|her|the session|these|those|all (?:of )?(?:that|this))|(?:that|they|he|she)(?: really)?)$/i;
const elseWords =
  /^(?:what else|what(?= (?:did|has|have) (?:they|he|she|it|that|this)\b)|everything(?= (?:they|he|she)))(?: (?:did|has|have|was|were))?(?: (.+?))?(?: (?:do|done|did|doing|call|change))?$/i;
const pronouns =
  /^(?:they|he|she|it|that one|this one|that|this|these|those|them|that (?:person|user|role|principal|session|guy))?$/i;

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
  if (!pronouns.test(name)) return readPrincipal(name).ok && isLoneName(name) ? meant(ask(name), context) : null;
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

/** What changes, with everything that is asked of anybody or anywhere from now on asked no more. */
function changed(previous: Query, said: string, lead: Lead, context: FollowUpContext): PlainReading | null {
  const { rest, wide, leftOut } = takeWide(said);
  if (leftOut !== null) return { kind: 'fault', fault: fault('follow-up-left-out', [leftOut]) };
  if (wide.length === 0) return narrowed(previous, rest, lead, context);
  const widened = wide.reduce(widen, previous);
  return rest === '' ? meant(widened, context) : narrowed(widened, rest, lead, context);
}

/** Modifiers, a time, or names that are asked for instead, or besides, or left out. */
function narrowed(previous: Query, said: string, lead: Lead, context: FollowUpContext): PlainReading | null {
  const read = (text: string) => readAsked(text, { ...context, shapes: [anything, ofSession] });
  for (const text of [`changes ${said}`, `changes during ${said}`]) {
    const found = read(text);
    if (found.ok) return meant(merge(previous, found.value, lead === 'or' ? [...kinds, 'account'] : []), context);
  }
  const { question, filter } = previous;
  const typed = typedForm(said, lead, { ...context, question, asked: filter });
  if (typed === null) return null;
  if (!typed.ok) return { kind: 'fault', fault: typed.fault };
  const { command, named } = typed.value;
  const found = read(command);
  if (found.ok) return meant(merge(previous, found.value, lead === 'and' || lead === 'or' ? named : []), context);
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

/** `added`: the kinds of which what is said is wanted besides what was. */
function merge(previous: Query, said: Query, added: readonly string[]): Query {
  const split = splitTokens(said.asked);
  const limited = split.ok && split.value.some((token) => modifierOf(token) === 'limit');
  const placed = said.regions === null ? previous.filter : withoutKinds(previous.filter, 'in');
  const before = said.accounts === null ? placed : withoutKinds(placed, 'account');
  const regions = remaining(previous.regions, regionsLeftOut(said.filter));
  const accounts = remaining(previous.accounts, accountsLeftOut(said.filter));
  const besides = (kind: string, one: string[] | null, other: string[] | null) =>
    one !== null && other !== null && added.includes(kind) ? [...new Set([...one, ...other])] : (other ?? one);
  return {
    ...previous,
    filter: said.filter.reduce((filter, now) => withCondition(filter, now, added.includes(now.kind)), before),
    window: said.window ?? previous.window,
    regions: besides('in', regions, said.regions),
    accounts: besides('account', accounts, said.accounts),
    limit: limited ? said.limit : previous.limit,
    public: said.public || previous.public,
  };
}

/** The places asked for, without those now left out; null: all others. */
function remaining(asked: readonly string[] | null, leftOut: readonly string[]): string[] | null {
  const kept = (asked ?? []).filter((place) => !leftOut.includes(place));
  return kept.length > 0 ? kept : null;
}

/**
 * What was asked, and this: what is left out is left out besides, what is wanted takes the place of what was wanted of its
 * kind, or is added to it, and is left out no longer. Kinds of calls add up but for those that take the place of each other.
 */
function withCondition(before: Filter, now: Condition, isAdded = false): Filter {
  if (now.not) return ordered(joined([...before, now]));
  const wanted = isAdded && now.kind !== 'is' ? before.filter(({ kind, not }) => kind === now.kind && !not) : [];
  const anyOf = [...wanted.flatMap((condition) => condition.anyOf), ...now.anyOf];
  const kept = before.flatMap((condition): Condition[] => {
    if (condition.kind !== now.kind) return [condition];
    if (condition.not) return stillLeftOut(condition, now);
    return isOfKind(condition, 'is') && isOfKind(now, 'is') && !isReplaced(condition, now) ? [condition] : [];
  });
  return ordered([...kept, { ...now, anyOf }]);
}

/** What was left out, without what is wanted now. */
function stillLeftOut(leftOut: Condition, now: Condition): Condition[] {
  const wanted = now.anyOf.map((value): Condition => ({ ...now, anyOf: [value] }));
  const anyOf = leftOut.anyOf.filter((value) =>
    wanted.every((one) => findClash([one, { ...leftOut, anyOf: [value] }]) === null),
  );
  return anyOf.length === 0 ? [] : [{ ...leftOut, anyOf }];
}

/** Whether kinds of calls take the place of what was asked: each of those rules out one of them, or means the same or more. */
function isReplaced(before: Condition<'is'>, now: Condition<'is'>): boolean {
  return before.anyOf.every((one) => now.anyOf.some((other) => areRivals(where('is', one), where('is', other))));
}

function areRivals(one: Condition, other: Condition): boolean {
  return findClash([one, other]) !== null || isNarrower([one], [other]) || isNarrower([other], [one]);
}
