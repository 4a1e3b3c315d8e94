/** Everything that can be asked of an event. What must know every kind is a table `satisfies Record<Kind, …>`. */
export const kinds = [
  'id',
  'event',
  'service',
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
  /** An access key ID, in capitals. */
  key: string;
  /** `issuing` is never typed: calls that hand out sessions, which CloudTrail logs as reads. */
  is: Is | 'issuing';
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

/** What must hold besides conditions of these kinds. */
export function withoutKinds(filter: Filter, ...left: ConditionKind[]): Filter {
  return filter.filter(({ kind }) => !left.includes(kind));
}

/** The same with this condition in place of all of its kind. */
export function replaced(filter: Filter, ...conditions: Condition[]): Filter {
  return ordered([...withoutKinds(filter, ...conditions.map(({ kind }) => kind)), ...conditions]);
}

/**
 * The same conditions in the one order in which they are kept, so that equal filters are equal data: by kind, what must
 * be before what must not, each value and each condition once.
 */
export function ordered(filter: Filter): Filter {
  const sorted = filter
    .map((condition) => ({ ...condition, anyOf: distinct(condition.anyOf) }))
    .sort((one, other) => rank(one) - rank(other) || firstIs(one) - firstIs(other));
  return distinct(sorted);
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
