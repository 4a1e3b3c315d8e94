import { addressMatcher } from '../../condition/address-matcher.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { Filter, Is, Window } from '../../query/query.ts';
import { lastPart } from '../../trail/arn.ts';
import { masked } from '../../trail/secret-shapes.ts';
import { fieldIsOneOf, fieldText, isPlain } from './field-text.ts';
import { timeOf } from './record-time.ts';
import type { RecordSpan } from './scan-records.ts';
import type { ScannedField } from './scanned-fields.ts';

/** False only where a record certainly does not match. */
type Prefilter = (record: RecordSpan) => boolean;

/**
 * Tells from a record's bytes whether it is worth parsing: false only where it cannot satisfy the fetch.
 * Where a condition can't be told from bytes, there is none: matching afterwards decides.
 */
export function createPrefilter({ filter, window }: Pick<Fetch, 'filter' | 'window'>): Prefilter {
  const conditions = [...fieldConditions(filter), timeCondition(window), textCondition(filter)];
  return (record) => conditions.every((holds) => holds(record));
}

function fieldConditions({ id, event, service, ip }: Filter): Prefilter[] {
  const conditions: Prefilter[] = [];
  if (id !== undefined) conditions.push(oneOf('eventID', [id]));
  if (event !== undefined) conditions.push(oneOf('eventName', event.names));
  if (event !== undefined && event.sources.length > 0) conditions.push(oneOf('eventSource', event.sources));
  if (service !== undefined) conditions.push(oneOf('eventSource', [service]));
  if (ip !== undefined) conditions.push(addressCondition(ip));
  return conditions;
}

const always: Prefilter = () => true;

function oneOf(field: ScannedField, values: readonly string[]): Prefilter {
  if (!values.every(isPlain)) return always;
  const isOneOf = fieldIsOneOf(field, values);
  return (record) => isOneOf(record) !== false;
}

function addressCondition(ip: string): Prefilter {
  const isFrom = addressMatcher(ip);
  const textOf = fieldText('sourceIPAddress');
  return (record) => {
    const address = textOf(record);
    return address === null || isFrom({ address });
  };
}

function timeCondition({ start, end }: Window): Prefilter {
  return (record) => {
    const time = timeOf(record);
    return time === null || (time >= start && time <= end);
  };
}

/** Texts that a matching record must hold somewhere; an escape could hide any of them. */
function textCondition({ by, session, key, on, is = [] }: Filter): Prefilter {
  const needed = [
    ...(key === undefined ? [] : [textOfKey(key)]),
    ...[by, session].map((who) => (who === undefined ? null : textOfPrincipal(who))),
    ...(on === undefined ? [] : [textOfResource(on)]),
    ...is.map((value) => textsOfIs[value] ?? null),
  ].filter((pattern) => pattern !== null);
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
  if (who.toLowerCase() === 'unknown') return null;
  const name = who.toLowerCase().endsWith(':root') ? 'root' : longestRun(lastPart(who));
  return name === null ? null : new RegExp(`${name}|\u00e2\u0084\u00aa|\u00c4\u00b0`, 'i');
}

function textOfKey(key: string): RegExp | null {
  const run = longestRun(key);
  return run === null ? null : new RegExp(run);
}

/** Of an ARN a record may hold the end alone, and of any name an ARN; some ARNs stand as they did in a URL. */
function textOfResource(on: string): RegExp | null {
  const run = longestRun(lastPart(on));
  return run === null ? null : new RegExp(`${run}|[aA][rR][nN]%3[aA]`);
}

/** Only these leave a text behind. A failed sign-in has neither code nor message at times. */
const textsOfIs: Partial<Record<Is, RegExp>> = {
  root: /root/i,
  denied: /accessdenied|unauthorized|notauthorized|authorizationerror/i,
  error: /"error(?:Code|Message)"|Failure/,
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
