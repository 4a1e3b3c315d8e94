import {
  type Clash,
  type Condition,
  type Filter,
  findClash,
  type Is,
  isValues,
  ordered,
  where,
} from '../../condition/condition.ts';
import { type Fault, failed, fault, ok, type Result } from '../../errors.ts';
import { nameCondition } from '../command-form.ts';
import { unusedModifier } from '../misunderstood.ts';
import type { ModifierName } from '../modifiers.ts';
import { defaultLimit, type Query, type QuestionName, type QuestionShape, type Window } from '../query.ts';
import { placesOf, type QueryPart, readModifier, readSubject } from '../read-modifier.ts';
import { badValue, type ValueReading } from '../read-values.ts';
import type { Item, Piece } from '../tokens.ts';
import type { Choice } from './choose-question.ts';
import type { Facts } from './facts.ts';
import type { PlaceMeaning } from './read-place.ts';

/** What topics add to a question that is about something else. */
const told = [
  ['root', 'root'],
  ['errors', 'error'],
  ['denied', 'denied'],
] as const;

/** What a question is about by itself, and so need not be said. */
const implied: Partial<Record<Query['question'], readonly Is[]>> = {
  denied: ['denied', 'error'],
  errors: ['error'],
  root: ['root'],
  changes: ['write'],
};

/**
 * Puts together the query of one way to understand a sentence; `places` are those of this way. What commands
 * refuse (a name with odd characters, the same said twice, a contradiction) is refused here too.
 */
export function buildQuery(
  asked: string,
  facts: Facts,
  choice: Choice,
  places: readonly PlaceMeaning[],
  window: Window | null,
  shapes: readonly QuestionShape[],
): Result<Query> {
  const joined = joinParts(said(facts, choice), places, facts.parts);
  if (!joined.ok) return joined;
  const { filter, regions, accounts } = joined.value;
  const limit = joined.value.limit ?? facts.limit ?? defaultLimit;
  const wanted = new Set<Is>([...facts.is, ...(choice.is ?? [])]);
  for (const [topic, value] of told) if (facts.topics.has(topic)) wanted.add(value);
  const shape = shapes.find(({ name }) => name === choice.question);
  const implies = shape?.implies ?? [];
  const clash = findClash([...implies, ...placesOf({ regions, accounts }), ...filter, ...allOf(wanted)]);
  if (clash !== null) return failed(contradiction(clash, choice.question, implies));
  for (const value of implied[choice.question] ?? []) wanted.delete(value);
  const query: Query = {
    question: choice.question,
    asked,
    filter: ordered([...filter, ...allOf(wanted)]),
    about: null,
    window,
    regions,
    accounts,
    limit,
    public: joined.value.public,
  };
  const unused = shape?.takes === undefined ? undefined : unheeded(query, shape.takes);
  return shape === undefined || unused === undefined ? ok(query) : failed(unusedModifier(shape, unused));
}

function contradiction([one, other]: Clash, question: QuestionName, implies: Filter): Fault {
  const say = (condition: Condition) => (implies.includes(condition) ? question : nameCondition(condition));
  return fault('contradiction', [say(one), say(other)]);
}

/** What is said that the question does not heed. */
function unheeded({ filter, window, limit, regions, accounts }: Query, takes: readonly string[]): string | undefined {
  const names = filter.map(({ kind }): string => kind);
  if (regions !== null) names.push('in');
  if (accounts !== null) names.push('account');
  if (window !== null) names.push('since');
  if (limit !== defaultLimit) names.push('limit');
  return names.find((name) => !takes.includes(name));
}

const allOf = (wanted: ReadonlySet<Is>) =>
  isValues.filter((value) => wanted.has(value)).map((value) => where('is', value));

/** What all parts of a sentence say together. */
interface Joined {
  filter: Filter;
  regions: string[] | null;
  accounts: string[] | null;
  limit: number | null;
  public: boolean;
}

/** What the names, the places and the other parts of a sentence say together; `is` adds up, anything else is said once. */
function joinParts(
  names: readonly ValueReading<QueryPart>[],
  places: readonly PlaceMeaning[],
  others: readonly QueryPart[],
): Result<Joined> {
  const joined: Joined = { filter: [], regions: null, accounts: null, limit: null, public: false };
  let twice: string | null = null;
  for (const name of names) {
    if (!name.ok) return failed(name.fault.fault);
    twice ??= addPart(name.value, joined);
  }
  for (const { part } of places) twice ??= addPart(part, joined);
  for (const part of others) twice ??= addPart(part, joined);
  return twice === null ? ok(joined) : failed(fault('repeated-modifier', [twice]));
}

/** Adds what a part says; where it says again what was said, the name of that. */
function addPart(
  { filter = [], regions, accounts, limit, public: isPublic }: QueryPart,
  joined: Joined,
): string | null {
  const before = joined.filter;
  const again = filter.find(({ kind }) => kind !== 'is' && before.some((other) => other.kind === kind));
  if (again !== undefined) return again.kind;
  if (regions !== undefined && joined.regions !== null) return 'regions';
  if (accounts !== undefined && joined.accounts !== null) return 'accounts';
  if (limit !== undefined && joined.limit !== null) return 'limit';
  if (isPublic === true && joined.public) return 'public';
  joined.filter = before.length === 0 ? filter : [...before, ...filter];
  joined.regions = regions ?? joined.regions;
  joined.accounts = accounts ?? joined.accounts;
  joined.limit = limit ?? joined.limit;
  joined.public = isPublic ?? joined.public;
  return null;
}

/** The names a sentence holds, those of each role read as the modifier that takes them. */
function said(facts: Facts, choice: Choice): ValueReading<QueryPart>[] {
  const { without } = facts;
  const { events = [], by = [], on = [], session = [], bareWithout } = choice;
  const read: ValueReading<QueryPart>[] = [];
  const add = (modifier: ModifierName, names: readonly string[], others: readonly string[] = []) => {
    const wanted = names === session ? [] : names;
    if (wanted.length + others.length > 0) read.push(readModifier(modifier, listPiece(wanted, others), []));
  };
  add('event', events, without.event);
  add('by', by);
  add('by', facts.by, bareWithout === 'by' ? [...without.by, ...without.bare] : without.by);
  add('by', facts.session);
  add('on', on);
  add('on', facts.on, bareWithout === 'on' ? [...without.on, ...without.bare] : without.on);
  add('ip', facts.ip, without.ip);
  add('key', facts.key, without.key);
  add('service', [], without.service);
  add('in', [], without.in);
  add('is', [], without.is);
  const nothing = () => badValue(fault('empty-question', []));
  if (session.length > 0) read.push(readSubject('session', listPiece(session), nothing));
  if (facts.id.length > 0) read.push(readSubject('event-id', listPiece(facts.id), nothing));
  return read;
}

/** Names, and those that are left out, as the list that a modifier takes. */
function listPiece(names: readonly string[], without: readonly string[] = []): Piece {
  const items: Item[] = [];
  for (const text of names) items.push({ text, not: false });
  for (const text of without) items.push({ text, not: true });
  const text = items.map((item) => item.text).join(',');
  return { text, items, start: 0, end: text.length };
}
