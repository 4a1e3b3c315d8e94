import {
  type Condition,
  type ConditionKind,
  type ConditionValues,
  conditionsOf,
  type EventName,
  type Filter,
  type Is,
  isOfKind,
  kinds,
} from './condition.ts';

/** Two conditions of which no event can satisfy both. */
export type Clash = readonly [Condition, Condition];

/** The first two conditions that no event can satisfy both; null where all can hold, as far as can be told. */
export function findClash(filter: Filter): Clash | null {
  for (const [at, one] of filter.entries()) {
    for (const other of filter.slice(0, at)) if (exclude(other, one)) return [other, one];
  }
  return null;
}

/** Whether no event satisfies both conditions. What can't be told of values is not a clash. */
function exclude(one: Condition, other: Condition): boolean {
  if (isOfKind(one, 'service') && isOfKind(other, 'event')) return areOfOthers(one, other);
  if (isOfKind(one, 'event') && isOfKind(other, 'service')) return areOfOthers(other, one);
  return kinds.some((kind) => isOfKind(one, kind) && isOfKind(other, kind) && excludeOfKind(kind, one, other));
}

function excludeOfKind<K extends ConditionKind>(kind: K, one: Condition<K>, other: Condition<K>): boolean {
  if (one.not && other.not) return false;
  const { mayBoth, implies } = relations[kind];
  if (!one.not && !other.not) return one.anyOf.every((a) => other.anyOf.every((b) => !mayBoth(a, b)));
  const [wanted, unwanted] = one.not ? [other, one] : [one, other];
  return wanted.anyOf.every((a) => unwanted.anyOf.some((b) => implies(a, b)));
}

/** Whether events are all of other services than those asked for. */
function areOfOthers(service: Condition<'service'>, event: Condition<'event'>): boolean {
  if (event.not) return false;
  return event.anyOf.every(({ source }) => source !== null && service.anyOf.includes(source) === service.not);
}

/** How two values of a kind stand to each other: whether one event may have both, and whether one means the other. */
interface Relation<Value> {
  mayBoth: (one: Value, other: Value) => boolean;
  implies: (one: Value, other: Value) => boolean;
}

/** An event has one value of such a kind. */
const single: Relation<string> = { mayBoth: isSame, implies: isSame };
/** An event may be called by many names of such a kind. */
const many: Relation<unknown> = { mayBoth: () => true, implies: isSame };

/** How the values of each kind stand to each other. */
export const relations: { [K in ConditionKind]: Relation<ConditionValues[K]> } = {
  id: single,
  event: {
    mayBoth: (one, other) => one.name === other.name && (one.source ?? other.source) === (other.source ?? one.source),
    implies: impliesEvent,
  },
  service: single,
  key: single,
  is: { mayBoth: (one, other) => !exclusive.some((pair) => isPair(pair, one, other)), implies: impliesIs },
  by: many,
  session: many,
  on: many,
  ip: many,
  chatbot: many,
  issued: many,
};

/** Values of `is` that no event can have both of. A denial is an error, so these two go together. */
const exclusive: readonly (readonly [Is, Is])[] = [
  ['ok', 'error'],
  ['ok', 'denied'],
  ['read', 'write'],
  ['human', 'service'],
  ['root', 'service'],
];

function isPair([a, b]: readonly [Is, Is], one: ConditionValues['is'], other: ConditionValues['is']): boolean {
  return (a === one && b === other) || (a === other && b === one);
}

function impliesIs(one: ConditionValues['is'], other: ConditionValues['is']): boolean {
  return one === other || (one === 'denied' && other === 'error');
}

function impliesEvent(one: EventName, other: EventName): boolean {
  return one.name === other.name && (other.source === null || other.source === one.source);
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** As many values of `is` as can hold together with what a filter says and with each other; earlier ones come first. */
export function compatible(values: readonly Is[], before: Filter): Is[] {
  const kept: Is[] = [];
  const said = conditionsOf(before, 'is');
  for (const value of values) {
    const together = [...said, ...[...kept, value].map((one) => ({ kind: 'is' as const, anyOf: [one], not: false }))];
    if (findClash(together) === null) kept.push(value);
  }
  return kept;
}
