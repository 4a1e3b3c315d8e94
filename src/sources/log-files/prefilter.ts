import type { Condition, ConditionKind, ConditionValues, EventName, Is } from '../../condition/condition.ts';
import { addressMatcher } from '../../condition/match.ts';
import { textOfAll } from '../../condition/match-resource.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { Window } from '../../query/query.ts';
import { nameless } from '../../trail/principal.ts';
import { readReference } from '../../trail/resource-reference.ts';
import { lastPart } from '../../trail/resources.ts';
import { masked } from '../../trail/secret-shapes.ts';
import { fieldIsOneOf, fieldText, isPlain } from './field-text.ts';
import { timeOf } from './record-time.ts';
import type { RecordSpan } from './scan-records.ts';
import type { ScannedField } from './scanned-fields.ts';
import { mayHoldError, mayHoldFailedSignIn } from './told-failure.ts';

/** False only where a record certainly does not match. */
type Prefilter = (record: RecordSpan) => boolean;

/**
 * How a record’s bytes tell whether an event is any of some values: by a field of its own (null: only parsing can
 * tell), or by a text that must stand somewhere in it. Null: bytes can’t tell.
 */
type Telling = { field: (record: RecordSpan) => boolean | null } | { text: RegExp } | null;

/**
 * Tells from a record's bytes whether it is worth parsing: false only where it cannot satisfy the fetch.
 * Where a condition can't be told from bytes, there is none: matching afterwards decides.
 */
export function createPrefilter({ filter, window }: Pick<Fetch, 'filter' | 'window'>): Prefilter {
  const told = filter.map((condition) => ({ not: condition.not, by: tellingOf(condition) }));
  const fields = told.flatMap(({ not, by }) => (by !== null && 'field' in by ? [fieldCondition(by.field, not)] : []));
  const texts = told.flatMap(({ not, by }) => (by !== null && 'text' in by && !not ? [by.text] : []));
  const conditions = [...fields, timeCondition(window), textCondition(texts)];
  return (record) => conditions.every((holds) => holds(record));
}

/** A record is passed over only where its field surely has none of the values, or (not) surely has one. */
function fieldCondition(isOneOf: (record: RecordSpan) => boolean | null, not: boolean): Prefilter {
  return (record) => isOneOf(record) !== not;
}

function tellingOf<K extends ConditionKind>({ kind, anyOf }: Condition<K>): Telling {
  return tellings[kind](anyOf);
}

/** What tells of the values of each kind. */
const tellings: { [K in ConditionKind]: (anyOf: readonly ConditionValues[K][]) => Telling } = {
  id: (ids) => oneOf('eventID', ids),
  event: eventTelling,
  service: (services) => oneOf('eventSource', services),
  in: (regions) => oneOf('awsRegion', regions),
  account: (ids) => oneOf('recipientAccountId', ids),
  key: (keys) => anyText(keys, textOfKey),
  is: isTelling,
  by: (principals) => anyText(principals, textOfPrincipal),
  session: (sessions) => anyText(sessions, textOfPrincipal),
  on: (resources) => anyText(resources, textOfResource),
  ip: addressTelling,
  chatbot: () => null,
  issued: () => null,
};

function oneOf(field: ScannedField, values: readonly string[]): Telling {
  return values.every(isPlain) ? { field: fieldIsOneOf(field, values) } : null;
}

function eventTelling(events: readonly EventName[]): Telling {
  const names = oneOf(
    'eventName',
    events.map(({ name }) => name),
  );
  const limited = events.filter(({ source }) => source !== null);
  if (limited.length === 0 || names === null || !('field' in names)) return names;
  const each = events.map(({ name, source }) => ({
    name: oneOf('eventName', [name]),
    source: source === null ? { field: () => true } : oneOf('eventSource', [source]),
  }));
  return {
    field: (record) => {
      if (names.field(record) === false) return false;
      return any(each.map((event) => both(ask(event.name, record), ask(event.source, record))));
    },
  };
}

const ask = (telling: Telling, record: RecordSpan) =>
  telling !== null && 'field' in telling ? telling.field(record) : null;

function both(one: boolean | null, other: boolean | null): boolean | null {
  if (one === false || other === false) return false;
  return one === null || other === null ? null : true;
}

function any(told: readonly (boolean | null)[]): boolean | null {
  if (told.includes(true)) return true;
  return told.includes(null) ? null : false;
}

function addressTelling(ranges: readonly string[]): Telling {
  const matchers = ranges.map(addressMatcher);
  const textOf = fieldText('sourceIPAddress');
  return {
    field: (record) => {
      const address = textOf(record);
      return address === null ? null : matchers.some((isFrom) => isFrom({ address }));
    },
  };
}

/** How a call ended is told by its fields; what else it is may leave a text behind. */
function isTelling(values: readonly Is[]): Telling {
  if (!values.every((value) => value === 'denied' || value === 'error'))
    return anyText(values, (value) => textsOfIs[value]);
  const failing = values.includes('error');
  return { field: (record) => (mayHoldError(record) || (failing && mayHoldFailedSignIn(record)) ? null : false) };
}

/** One text for all the values; null where one of them leaves none behind. */
function anyText<T>(values: readonly T[], textOf: (value: T) => RegExp | null): Telling {
  const texts = values.map(textOf);
  const found = texts.filter((text) => text !== null);
  if (found.length < texts.length || found.length === 0) return null;
  const flags = found.some(({ flags }) => flags.includes('i')) ? 'i' : '';
  return { text: new RegExp(found.map(({ source }) => `(?:${source})`).join('|'), flags) };
}

const always: Prefilter = () => true;

function timeCondition({ start, end }: Window): Prefilter {
  return (record) => {
    const time = timeOf(record);
    return time === null || (time >= start && time <= end);
  };
}

/** Texts that a matching record must hold somewhere; an escape could hide any of them. */
function textCondition(needed: readonly RegExp[]): Prefilter {
  if (needed.length === 0) return always;
  return ({ bytes, start, end, escaped }) => {
    if (escaped) return true;
    const text = bytes.toString('latin1', start, end);
    return needed.every((pattern) => pattern.test(text));
  };
}

/**
 * What stands in a record for a caller, whichever way it is written: role and session apart or together, in an ARN,
 * an ID, or behind a key. Case does not count, and two letters beyond ASCII have a lower case within it: K and İ.
 */
function textOfPrincipal(who: string): RegExp | null {
  // A caller whom a record does not name is called so, and root by its type.
  if (who.toLowerCase() === nameless) return null;
  const name = who.toLowerCase().endsWith(':root') ? 'root' : longestRun(lastPart(who));
  return name === null ? null : new RegExp(`${name}|\u00e2\u0084\u00aa|\u00c4\u00b0`, 'i');
}

function textOfKey(key: string): RegExp | null {
  const run = longestRun(key);
  return run === null ? null : new RegExp(run);
}

/** What names the resource in whichever form; some names stand as they did in a URL. */
function textOfResource(on: string): RegExp | null {
  const core = textOfAll(readReference(on));
  return core === null ? null : new RegExp(`${core.text}|%[\\da-fA-F]{2}`, core.isAnyCase ? 'i' : '');
}

/** Only this leaves a text behind. */
const textsOfIs: Record<Is, RegExp | null> = {
  root: /root/i,
  denied: null,
  error: null,
  ok: null,
  read: null,
  write: null,
  human: null,
  service: null,
};

/** The longest run of letters and digits, which JSON writes as they are; null where there is none, or part was masked. */
function longestRun(text: string): string | null {
  if (text.includes(masked)) return null;
  const runs = text.match(/[A-Za-z0-9]+/g) ?? [];
  return runs.reduce<string | null>(
    (longest, run) => (longest !== null && longest.length >= run.length ? longest : run),
    null,
  );
}
