import {
  conditionsOf,
  type Filter,
  type Is,
  ordered,
  regionsLeftOut,
  replaced,
  where,
  withoutKinds,
} from '../condition/condition.ts';
import { explain, fault } from '../errors.ts';
import { commandForm } from './command-form.ts';
import { takeOnly, without } from './follow-up-words.ts';
import { findEvent, resolveEvent } from './names/resolve-event.ts';
import type { PlainReading } from './plain/read-plain.ts';
import { defaultLimit, type Query, type QuestionShape } from './query.ts';
import { type ReadContext, readQuery } from './read-query.ts';
import { readAddress, readKey, readPrincipal, readResource } from './read-values.ts';

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
  if (is !== null) return meant({ ...previous, filter: withIs(previous.filter, is) });
  if (backWords.test(rest)) return before(previous);
  if (behindWords.test(rest)) return behind(previous, context);
  const else_ = elseWords.exec(rest);
  if (else_ !== null) return whatElse(previous, else_[1] ?? '', context);
  return narrowed(previous, rest, context) ?? (same ? sameFor(previous, rest) : null);
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

/** A follow-up is a question of its own: what was typed is its command form. */
function meant(query: Query): PlainReading {
  return { kind: 'query', query: written(query) };
}

const written = (query: Query): Query => ({ ...query, asked: commandForm(query) });

/** A kind of call, in place of what it excludes. */
function withIs(before: Filter, now: Is): Filter {
  const against = without(now);
  const said = conditionsOf(before, 'is').filter(({ anyOf, not }) =>
    not ? !anyOf.includes(now) : !anyOf.every((value) => against.some((one) => one === value)),
  );
  return ordered([...withoutKinds(before, 'is'), ...said, where('is', now)]);
}

/** As long a time again, before the one that was asked about. */
function before(previous: Query): PlainReading | null {
  if (previous.window === null) return null;
  const { start, end } = previous.window;
  return meant({ ...previous, window: { start: start - Math.max(60_000, end - start), end: start - 1000 } });
}

function whatElse(previous: Query, who: string, context: FollowUpContext): PlainReading | null {
  const ask = (by: string): Query => written({ ...previous, question: 'what', filter: [where('by', by)], about: null });
  const name = who.trim();
  if (!pronouns.test(name)) return readPrincipal(name).ok && !/\s/.test(name) ? meant(ask(name)) : null;
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

/** Modifiers alone, or a time alone. */
function narrowed(previous: Query, rest: string, context: ReadContext): PlainReading | null {
  const said = rest.replace(/^from (?=[\da-f:.]+(?:\/\d+)?$)/i, 'ip ');
  const { takes } = context.shapes.find(({ name }) => name === previous.question) ?? anything;
  const shape = { ...anything, name: previous.question, ...(takes === undefined ? {} : { takes }) };
  const read = (words: string) => readQuery(`${shape.name} ${words}`, { ...context, shapes: [shape] });
  const first = read(said);
  if (first.ok) return meant(merge(previous, first.value));
  const time = read(`during ${said}`);
  if (time.ok) return meant(merge(previous, time.value));
  const begun = /^(?:not )?(?:since|until|during|in|by|on|ip|account|service|event|key|is|limit)\b/i.test(rest);
  if (!begun || sentenceFaults.has(first.fault.id)) return null;
  return { kind: 'fault', fault: fault('follow-up-unread', [explain(first.fault)]) };
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

function merge(previous: Query, said: Query): Query {
  const kinds = conditionsOf(said.filter, 'is');
  const wanted = kinds.flatMap(({ anyOf, not }) => (not || anyOf.length > 1 ? [] : anyOf));
  const others = said.filter.filter((condition) => condition.kind !== 'is');
  const before = said.regions === null ? previous.filter : withoutKinds(previous.filter, 'in');
  const filter = wanted.reduce((kept, one) => (one === 'issuing' ? kept : withIs(kept, one)), before);
  const leftOut = regionsLeftOut(said.filter);
  const regions = (previous.regions ?? []).filter((region) => !leftOut.includes(region));
  const listed = kinds.filter(({ anyOf, not }) => not || anyOf.length > 1);
  return {
    ...previous,
    filter: ordered([...replaced(filter, ...others), ...listed]),
    window: said.window ?? previous.window,
    regions: said.regions ?? (regions.length > 0 ? regions : null),
    accounts: said.accounts ?? previous.accounts,
    limit: said.limit === defaultLimit ? previous.limit : said.limit,
    public: said.public || previous.public,
  };
}

/** Another value in the place of the one of its kind. */
function sameFor(previous: Query, rest: string): PlainReading | null {
  const value = rest.replace(/^(?:for|with) /i, '').replace(/^"(.*)"$/, '$1');
  const filter = filterOf(previous, value);
  return filter === null ? null : meant({ ...previous, filter: replaced(previous.filter, ...filter) });
}

function filterOf({ question }: Query, value: string): Filter | null {
  if (readAddress(value).ok) return [where('ip', value)];
  const key = readKey(value);
  if (key.ok) return [where('key', key.value)];
  if (findEvent(value) !== null) return [where('event', ...resolveEvent(value))];
  if (question === 'touched') return readResource(value).ok && !/\s/.test(value) ? [where('on', value)] : null;
  if (!readPrincipal(value).ok || /\s/.test(value)) return null;
  return [question === 'session' ? where('session', value) : where('by', value)];
}
