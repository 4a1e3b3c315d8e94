import { asObject, type JsonObject } from '../fields.ts';
import { isGiven, opened } from './at-path.ts';
import { asEventTime } from './event-time.ts';
import { folded, isContainer, isOwnField, pathOf, type RecordPath } from './record-paths.ts';
import { readStructText } from './struct-text.ts';

/** A record's fields, put together one by one. Without a prototype, so that any key is one like any other. */
type Fields = Record<string, unknown>;

/** Deeper paths than this are made by nobody who means well. */
const deepest = 20;

/** Fields whose values keep a shape of their own: they may stand in an export as text. */
const packed = new Set([
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  'insightDetails',
  'edgeDeviceDetails',
  'addendum',
  'resources',
]);

/** `requestParameters.bucketName`: exports that know no objects write what they hold so. */
const below = /^(requestParameters|responseElements|additionalEventData|serviceEventDetails)\.(.+)$/i;

/**
 * A record made of fields under other spellings: in lower case, with underscores, with dots for what is nested, or as
 * the columns of a table. Null where they are not those of a call: a name, and something that only CloudTrail says
 * beside it.
 */
export function respelled(fields: JsonObject): JsonObject | null {
  const record = collect(fields);
  return isCall(record) ? record : null;
}

/** A record as it is, with what its fields under other spellings say where it says nothing; itself where that is nothing. */
export function completed(record: JsonObject): JsonObject {
  const hasCaller = asObject(record.userIdentity) !== null;
  const misspelled = Object.entries(record).filter(
    ([key, value]) => isGiven(value) && !isOwnField(key) && !(hasCaller && saysWhoInFewerWords(key)),
  );
  const more = Object.entries(collect(Object.fromEntries(misspelled))).filter(([key, value]) => {
    const own = record[key];
    return !isGiven(own) || (asObject(own) !== null && asObject(value) !== null);
  });
  if (more.length === 0) return record;
  return { ...record, ...Object.fromEntries(more.map(([key, value]) => [key, merged(record[key], value)])) };
}

const saysWhoInFewerWords = (key: string) => pathOf(key)?.isAlias === true;

/** Whether the columns of a table are those of calls, whatever its rows say. */
export function areColumns(names: readonly string[]): boolean {
  return isCall(collect(Object.fromEntries(names.map((name) => [name, name]))));
}

/** The resources that LookupEvents and the console list beside a record, in the words of a record. */
export function listedResources(given: unknown): JsonObject[] {
  const items = typeof given === 'string' ? textResources(given) : given;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item) => {
    const names = new Map(Object.entries(asObject(item) ?? {}).map(([key, value]) => [folded(key), value]));
    const name = names.get('resourcename') ?? names.get('arn') ?? names.get('name');
    if (!isGiven(name)) return [];
    return [{ type: names.get('resourcetype') ?? names.get('type') ?? null, resourceName: name }];
  });
}

function collect(fields: JsonObject): JsonObject {
  const record: Fields = Object.create(null);
  const named = Object.entries(fields).filter(([, value]) => isGiven(value) && value !== '-');
  const known = named.map(([key, given]) => {
    const path = pathOf(key);
    return { key, value: path?.parts[0] === 'resources' ? given : opened(given), path };
  });
  for (const { value, path } of known) if (path?.isAlias === false) put(record, path, value);
  for (const { key, value, path } of known) if (path === null) putBelow(record, key, value);
  for (const { value, path } of known) if (path?.isAlias === true) put(record, path, value);
  putResources(record, new Map(named.map(([key, value]) => [folded(key), value])));
  return record;
}

function put(record: Fields, { parts }: RecordPath, given: unknown): void {
  const value = plainValue(parts, given);
  const inner = isContainer(parts) ? asObject(value) : null;
  if (inner !== null) putInner(record, parts, inner);
  else if (isGiven(value)) putAt(record, parts, value);
}

/** The fields of a caller, a session or the like; what is not known of them stays as it is. */
function putInner(record: Fields, parts: readonly string[], inner: JsonObject): void {
  if (parts.length > deepest) return;
  for (const [key, value] of Object.entries(inner)) {
    const path = pathOf([...parts, key].join('.'));
    if (path !== null) put(record, path, value);
    else if (isGiven(value)) putAt(record, [...parts, key], value);
  }
}

function putBelow(record: Fields, key: string, value: unknown): void {
  const [, head = '', rest = ''] = below.exec(key) ?? [];
  const path = head === '' ? null : pathOf(head);
  const parts = rest.replaceAll('{}', '').split('.');
  if (path !== null && parts.length <= deepest) putAt(record, [...path.parts, ...parts], value);
}

/** The first value given for a field stays: what names it in full comes first. */
function putAt(record: Fields, parts: readonly string[], value: unknown): void {
  let fields = record;
  for (const part of parts.slice(0, -1)) {
    if (!Object.hasOwn(fields, part)) fields[part] = Object.create(null);
    const inner = fields[part];
    if (!isFields(inner)) return;
    fields = inner;
  }
  const last = parts.at(-1) ?? '';
  if (!Object.hasOwn(fields, last)) fields[last] = value;
}

/** Objects that were made here, and may be added to. */
function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
}

function plainValue(parts: readonly string[], given: unknown): unknown {
  const [name = ''] = parts;
  if (parts.length === 1 && name === 'eventTime') return asEventTime(given) ?? given;
  if (typeof given !== 'string') return given;
  if (given === 'null') return null;
  return packed.has(name) || isContainer(parts) ? unpackedText(given) : given;
}

/** What a text holds, where it is JSON or a struct. */
export function unpackedText(text: string): unknown {
  if (!/^[{[]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return readStructText(text) ?? text;
  }
}

function putResources(record: Fields, named: ReadonlyMap<string, unknown>): void {
  const { resources } = record;
  const name = named.get('resourcename');
  const beside = isGiven(name) ? [{ type: named.get('resourcetype') ?? null, resourceName: name }] : [];
  const listed = resources === undefined ? [] : Array.isArray(resources) ? resources : listedResources(resources);
  const all = [...listed.flatMap((item) => (hasRecordName(item) ? [item] : listedResources([item]))), ...beside];
  if (all.length > 0) record.resources = all;
  else if (!Array.isArray(resources)) delete record.resources;
}

const hasRecordName = (item: unknown) => {
  const { ARN, arn, ARNPrefix } = asObject(item) ?? {};
  return isGiven(ARN ?? arn ?? ARNPrefix);
};

/** `AWS::S3::Bucket: logs, …`, or names alone. */
function textResources(text: string): unknown[] {
  return text.split(/[,;\n]\s*/).flatMap((part) => {
    const [, type = null, name = ''] = /^(?:([A-Za-z0-9]+::[A-Za-z0-9:]+)[\s:=|]+)?(\S.*)$/.exec(part.trim()) ?? [];
    return name === '' ? [] : [{ type, name }];
  });
}

function isCall(record: JsonObject): boolean {
  if (typeof record.eventName !== 'string') return false;
  return ['eventSource', 'eventID', 'userIdentity', 'awsRegion', 'sourceIPAddress'].some((name) =>
    isGiven(record[name]),
  );
}

function merged(own: unknown, more: unknown): unknown {
  const [one, other] = [asObject(own), asObject(more)];
  if (one === null || other === null) return more;
  return { ...other, ...Object.fromEntries(Object.entries(one).filter(([, value]) => isGiven(value))) };
}
