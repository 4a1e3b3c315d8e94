import { type Condition, findClash, type Is, isValues, ordered, where } from '../../condition/condition.ts';
import { failed, fault, ok, type Result } from '../../errors.ts';
import { nameCondition } from '../command-form.ts';
import { unusedModifier } from '../misunderstood.ts';
import type { ModifierName } from '../modifiers.ts';
import { defaultLimit, type Query, type QuestionShape, type Window } from '../query.ts';
import { type QueryPart, readModifier, readSubject } from '../read-modifier.ts';
import { badValue, type ValueReading } from '../read-values.ts';
import type { Piece } from '../tokens.ts';
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
  const parts = joinParts(said(facts, choice), [...places.map(({ part }) => part), ...facts.parts]);
  if (!parts.ok) return parts;
  const { filter = [], regions = null, accounts = null, limit = facts.limit ?? defaultLimit } = parts.value;
  const wanted = new Set<Is>([...facts.is, ...(choice.is ?? [])]);
  for (const [topic, value] of told) if (facts.topics.has(topic)) wanted.add(value);
  const shape = shapes.find(({ name }) => name === choice.question);
  const implies = shape?.implies ?? [];
  const searched = regions === null ? [] : [where('in', ...regions)];
  const clash = findClash([...implies, ...searched, ...filter, ...allOf(wanted)]);
  if (clash !== null) {
    const say = (condition: Condition) => (implies.includes(condition) ? choice.question : nameCondition(condition));
    return failed(fault('contradiction', [say(clash[0]), say(clash[1])]));
  }
  for (const value of implied[choice.question] ?? []) wanted.delete(value);
  const heeded: readonly string[] | undefined = shape?.takes;
  const unused = [
    ...filter.map(({ kind }) => kind),
    ...(wanted.size > 0 ? ['is'] : []),
    ...(window === null ? [] : ['since']),
    ...(limit === defaultLimit ? [] : ['limit']),
  ].find((name) => heeded?.includes(name) === false);
  if (shape !== undefined && unused !== undefined) return failed(unusedModifier(shape, unused));
  return ok({
    question: choice.question,
    asked,
    filter: ordered([...filter, ...allOf(wanted)]),
    about: null,
    window,
    regions,
    accounts,
    limit,
    public: parts.value.public ?? false,
  });
}

const allOf = (wanted: ReadonlySet<Is>) =>
  isValues.filter((value) => wanted.has(value)).map((value) => where('is', value));

/** What the names and the other parts of a sentence say together; `is` adds up, anything else is said once. */
function joinParts(names: readonly ValueReading<QueryPart>[], others: readonly QueryPart[]): Result<QueryPart> {
  const parts: QueryPart[] = [];
  for (const name of names) {
    if (!name.ok) return failed(name.fault.fault);
    parts.push(name.value);
  }
  const filter: Condition[] = [];
  const whole: QueryPart = { filter };
  for (const part of [...parts, ...others]) {
    const twice =
      part.filter?.find(({ kind }) => kind !== 'is' && filter.some((other) => other.kind === kind))?.kind ??
      fields.find((field) => part[field] !== undefined && whole[field] !== undefined);
    if (twice !== undefined) return failed(fault('repeated-modifier', [twice]));
    filter.push(...(part.filter ?? []));
    Object.assign(whole, part, { filter });
  }
  return ok(whole);
}

const fields = ['about', 'regions', 'accounts', 'limit', 'public'] as const satisfies (keyof QueryPart)[];

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
  const nothing = () => badValue(fault('empty-question', []));
  if (session.length > 0) read.push(readSubject('session', listPiece(session), nothing));
  if (facts.id.length > 0) read.push(readSubject('event-id', listPiece(facts.id), nothing));
  return read;
}

/** Names, and those that are left out, as the list that a modifier takes. */
function listPiece(names: readonly string[], without: readonly string[] = []): Piece {
  const items = [...names.map((text) => ({ text, not: false })), ...without.map((text) => ({ text, not: true }))];
  const text = names.concat(without).join(',');
  return { text, items, start: 0, end: text.length };
}
