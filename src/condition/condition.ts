/** Everything that can be asked of an event. What must know every kind is a table `satisfies Record<Kind, …>`. */
export const kinds = [
  'id',
  'event',
  'service',
  'in',
  'account',
  'key',
  'is',
  'by',
  'session',
  'on',
  'ip',
  'chatbot',
  'issued',
] as const satisfies readonly (keyof ConditionValues)[];
export type ConditionKind = (typeof kinds)[number];

export const isValues = ['error', 'denied', 'ok', 'read', 'write', 'root', 'human', 'service'] as const;
export type Is = (typeof isValues)[number];

/** An event as CloudTrail names it, and the eventSource it is limited to; null: whichever logs it. */
export interface EventName {
  name: string;
  source: string | null;
}

/** What one value of each kind is. */
export interface ConditionValues {
  /** An event ID. */
  id: string;
  event: EventName;
  /** eventSource, such as chatbot.amazonaws.com. */
  service: string;
  /** The Region a call was made in. Questions say so only of those left out: Regions to search in are no condition. */
  in: string;
  /**
   * An account, by its configured name or its ID; what is authorised holds IDs alone. Questions say so only of those left
   * out: accounts to search are no condition.
   */
  account: string;
  /** An access key ID, in capitals. */
  key: string;
  /**
   * A call is either `read` or `write`, by its record’s readOnly flag, and where it has none by its name, whatever else
   * is asked. CloudTrail logs AssumeRole as a read, so that it is one.
   */
  is: Is;
  /** A principal however written: user, session or role name, role/session, ARN, e-mail, key, principal ID. */
  by: string;
  /** A session: name, role/session, ARN or temporary access key. */
  session: string;
  /** A resource by name or ARN. */
  on: string;
  /** An address or CIDR range. */
  ip: string;
  /** Calls of AWS Chatbot / Amazon Q Developer in chat applications, and calls under its sessions. */
  chatbot: true;
  /** Calls that handed out this key or this session. */
  issued: { accessKey: string | null; arn: string | null };
}

/** One thing that must hold of an event: it is one of these values, or (not) none of them. */
export interface Condition<K extends ConditionKind = ConditionKind> {
  kind: K;
  anyOf: readonly ConditionValues[K][];
  not: boolean;
}

/** Which events a question is about: all of these hold. Plain data, so that it can travel to a worker or in a message. */
export type Filter = readonly Condition[];

/** The condition that an event is one of these. */
export function where<K extends ConditionKind>(kind: K, ...anyOf: ConditionValues[K][]): Condition<K> {
  return { kind, anyOf, not: false };
}

/** The condition that an event is none of these. */
export function except<K extends ConditionKind>(kind: K, ...anyOf: ConditionValues[K][]): Condition<K> {
  return { kind, anyOf, not: true };
}

export function isOfKind<K extends ConditionKind>(condition: Condition, kind: K): condition is Condition<K> {
  return condition.kind === kind;
}

/** The conditions of one kind, in their order. */
export function conditionsOf<K extends ConditionKind>(filter: Filter, kind: K): Condition<K>[] {
  return filter.flatMap((condition) => (isOfKind(condition, kind) ? [condition] : []));
}

/** The values an event may have of a kind, by the first condition that says so; none where nothing is said. */
export function valuesOf<K extends ConditionKind>(filter: Filter, kind: K): readonly ConditionValues[K][] {
  return conditionsOf(filter, kind).find(({ not }) => !not)?.anyOf ?? [];
}

/** The Regions that are left out. */
export function regionsLeftOut(filter: Filter): readonly string[] {
  return conditionsOf(filter, 'in').flatMap(({ anyOf, not }) => (not ? anyOf : []));
}

/** The accounts that are left out. */
export function accountsLeftOut(filter: Filter): readonly string[] {
  return conditionsOf(filter, 'account').flatMap(({ anyOf, not }) => (not ? anyOf : []));
}

/** What must hold besides conditions of these kinds. */
export function withoutKinds(filter: Filter, ...left: ConditionKind[]): Filter {
  return filter.filter(({ kind }) => !left.includes(kind));
}

/**
 * The same conditions in the one order in which they are kept, so that equal filters are equal data: by kind, what must
 * be before what must not, each value and each condition once.
 */
export function ordered(filter: Filter): Filter {
  const sorted = filter
    .map((condition) => ({ ...condition, anyOf: distinct(condition.anyOf) }))
    .sort((one, other) => rank(one) - rank(other) || firstIs(one) - firstIs(other));
  return sorted.filter((one, at) => !sorted.slice(0, at).some((other) => isEqual(one, other)));
}

export function isEqual(one: Condition, other: Condition): boolean {
  return one.kind === other.kind && one.not === other.not && JSON.stringify(one.anyOf) === JSON.stringify(other.anyOf);
}

const rank = ({ kind, not }: Condition) => 2 * kinds.indexOf(kind) + Number(not);

/** Several conditions of `is` stand in the order of its values. */
function firstIs(condition: Condition): number {
  return isOfKind(condition, 'is') ? isValues.findIndex((value) => condition.anyOf.includes(value)) : 0;
}

function distinct<T>(values: readonly T[]): readonly T[] {
  if (values.length < 2) return values;
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

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
  if (one.kind !== other.kind) return false;
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
const relations: { [K in ConditionKind]: Relation<ConditionValues[K]> } = {
  id: single,
  event: {
    mayBoth: (one, other) => one.name === other.name && (one.source ?? other.source) === (other.source ?? one.source),
    implies: impliesEvent,
  },
  service: single,
  in: single,
  account: single,
  key: single,
  is: { mayBoth: (one, other) => !exclusive.some((pair) => isPair(pair, one, other)), implies: impliesIs },
  by: many,
  session: many,
  on: many,
  ip: many,
  chatbot: many,
  issued: many,
};

/** Values of `is` that no event can have both of. A denial is an error, and services call on behalf of root, too. */
const exclusive: readonly (readonly [Is, Is])[] = [
  ['ok', 'error'],
  ['ok', 'denied'],
  ['read', 'write'],
  ['human', 'service'],
];

function isPair([a, b]: readonly [Is, Is], one: Is, other: Is): boolean {
  return (a === one && b === other) || (a === other && b === one);
}

function impliesIs(one: Is, other: Is): boolean {
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

/** Whether every event that satisfies a filter satisfies the wider one too, as far as can be told from the values. */
export function isNarrower(filter: Filter, wider: Filter): boolean {
  return wider.every((condition) => filter.some((own) => meansAtLeast(own, condition)));
}

function meansAtLeast(own: Condition, wider: Condition): boolean {
  return kinds.some((kind) => isOfKind(own, kind) && isOfKind(wider, kind) && coversOfKind(kind, own, wider));
}

function coversOfKind<K extends ConditionKind>(kind: K, own: Condition<K>, wider: Condition<K>): boolean {
  if (own.not !== wider.not) return false;
  const [stronger, weaker] = own.not ? [wider, own] : [own, wider];
  return stronger.anyOf.every((value) => weaker.anyOf.some((other) => relations[kind].implies(value, other)));
}
