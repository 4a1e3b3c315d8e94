import { asObject, type JsonObject } from '../fields.ts';
import { recordKind } from '../read-record.ts';
import { isGiven } from './at-path.ts';
import { fromEcs } from './ecs.ts';
import { asEventTime, timeBeside } from './event-time.ts';
import { fromOcsf } from './ocsf.ts';
import { textInBase64, valuesInText } from './read-text.ts';
import { folded, isOwnField } from './record-paths.ts';
import { areColumns, completed, listedResources, respelled } from './respell.ts';
import { rowOf, rowsOf } from './rows.ts';

/** What a value holds. */
export interface Found {
  /** Records as CloudTrail writes them; where the value itself is one, that very value. */
  records: JsonObject[];
  /** How many parts are nothing that CloudTrail writes. */
  foreign: number;
}

/**
 * What a value stands in for: a JSON value by itself, an item of a list called `Records`, which is a record whatever it
 * lacks, or a row of a table, which is one only where it says what was called.
 */
export type Place = 'alone' | 'in-records' | 'row';

/**
 * Finds the records in a parsed JSON value, whatever they were wrapped in on their way: lists of records, what
 * LookupEvents returns, events of EventBridge, messages of SNS, SQS, Kinesis and CloudWatch Logs, rows of Athena,
 * CloudTrail Lake and Logs Insights, documents of Elasticsearch, Wazuh and Splunk, events of Security Lake, and these in
 * each other. Never throws; nesting is followed so far and no further.
 */
export function recordsIn(value: unknown, place: Place = 'alone'): Found {
  return search(value, { depth: 0, above: null, place });
}

/** Whether a table of these columns can hold records. */
export function isTableOfRecords(columns: readonly string[]): boolean {
  const holders = new Set(['cloudtrailevent', 'eventjson', '_raw', '@message', 'raw_data', 'event.original']);
  return columns.some((name) => holders.has(name.toLowerCase()) || name === 'api') || areColumns(columns);
}

interface Surroundings {
  depth: number;
  /** What the value stands in, the nearest first. */
  above: { fields: JsonObject; above: Surroundings['above'] } | null;
  place: Place;
}

/** SNS in SQS in a Lambda event in a log message in a search result: real ones stay below this. */
const deepest = 40;

const nothing: Found = { records: [], foreign: 0 };
const foreign: Found = { records: [], foreign: 1 };

function search(value: unknown, around: Surroundings): Found {
  if (around.depth > deepest) return foreign;
  if (typeof value === 'string') return searchText(value, around);
  if (Array.isArray(value)) return searchList(value, around);
  const fields = asObject(value);
  return fields === null ? foreign : searchObject(fields, around);
}

function searchText(text: string, around: Surroundings): Found {
  const values = valuesInText(text);
  // Loki lists the time of a line beside the line.
  if (values.length === 0) return asEventTime(text) === null ? foreign : nothing;
  return all(values.map((value) => search(value, inside(around))));
}

function searchList(list: readonly unknown[], around: Surroundings): Found {
  const row = rowOf(list);
  if (row !== null) return search(row, { ...inside(around), place: 'row' });
  return all(list.map((item) => search(item, inside(around))));
}

function searchObject(fields: JsonObject, around: Surroundings): Found {
  if (isWhole(fields) || isOfOtherKind(fields)) return { records: [fields], foreign: 0 };
  if (isNoise(fields)) return nothing;
  const rows = rowsOf(fields);
  if (rows !== null) return all(rows.map((row) => search(row, { ...below(fields, around), place: 'row' })));
  const record = lookupRecord(fields, around);
  if (record !== null) return { records: [record], foreign: 0 };
  const payload = searchPayloads(fields, around);
  if (payload.records.length > 0) return payload;
  const mapped = isNotification(fields) ? null : mappedRecord(fields, around.place);
  if (mapped !== null)
    return mayWrap(mapped, fields, around) ?? { records: [timed(mapped, fields, around)], foreign: 0 };
  const children = searchChildren(fields, around);
  if (children.records.length > 0) return children;
  return isEmpty(payload) || isEmpty(children) ? nothing : lastResort(fields, around);
}

/** What says nothing of a call but uses some of CloudTrail's words may be what somebody wrapped records in. */
function mayWrap(mapped: JsonObject, fields: JsonObject, around: Surroundings): Found | null {
  if (isGiven(mapped.eventName) || isGiven(mapped.eventCategory) || isGiven(mapped.insightDetails)) return null;
  const children = searchChildren(fields, around);
  return children.records.length > 0 ? children : null;
}

/** What CloudTrail writes beside records of calls, as it writes it. */
function isOfOtherKind(fields: JsonObject): boolean {
  const tells = { call: null, summary: fields.timeWindow, insight: fields.insightDetails, digest: fields.logFiles };
  return isGiven(tells[recordKind(fields)]);
}

/** A record as CloudTrail writes them today, so that nothing has to be looked for. */
function isWhole({ eventName, eventTime, eventSource, eventID, userIdentity }: JsonObject): boolean {
  return [eventName, eventTime, eventSource, eventID].every(isGiven) && asObject(userIdentity) !== null;
}

/** What S3, SQS, DynamoDB and the like tell of themselves uses CloudTrail's words for other things. */
function isNotification(fields: JsonObject): boolean {
  const source = fields.eventSource ?? fields.EventSource;
  return typeof source === 'string' && source.startsWith('aws:');
}

function mappedRecord(fields: JsonObject, place: Place): JsonObject | null {
  const mapped = fromOcsf(fields) ?? fromEcs(fields);
  if (mapped !== null) return mapped;
  const hasOwn = place === 'in-records' || Object.keys(fields).filter(isTelling).length > 1;
  const isOwn = hasOwn && place !== 'row' && !Array.isArray(fields.eventName);
  return isOwn ? completed(fields) : respelled(fields);
}

/** A record's own fields that are not common words. */
function isTelling(key: string): boolean {
  return isOwnField(key) && key !== 'resources' && key !== 'addendum';
}

/** An object that has no more than one field of a record is one where nothing else can be made of it. */
function lastResort(fields: JsonObject, around: Surroundings): Found {
  const isOwn = around.place !== 'row' && !isNotification(fields) && Object.keys(fields).some(isTelling);
  return isOwn ? { records: [timed(fields, fields, around)], foreign: 0 } : foreign;
}

/** The record with its time, which stands under another name or around it where eventTime is missing. */
function timed(record: JsonObject, fields: JsonObject, around: Surroundings): JsonObject {
  if (isGiven(record.eventTime)) return record;
  let eventTime = timeBeside(fields);
  for (let { above } = around; eventTime === null && above !== null; above = above.above)
    eventTime = timeBeside(above.fields);
  return eventTime === null ? record : { ...record, eventTime };
}

const lookupKey = 'cloudtrailevent';

/**
 * An event as LookupEvents returns it, in whichever case: its record with what stands beside it, or where there is no
 * record that can be read, what stands beside it alone.
 */
function lookupRecord(given: JsonObject, around: Surroundings): JsonObject | null {
  const key = Object.keys(given).find((name) => folded(name) === lookupKey);
  if (key === undefined) return null;
  const { [key]: content, ...beside } = given;
  const [record] = search(content, below(given, around)).records;
  if (record === undefined) return respelled(beside);
  const outline = respelled(beside);
  const missing = Object.entries(outline ?? {}).filter(([name]) => !isGiven(record[name]));
  const [, listed] = Object.entries(beside).find(([name]) => folded(name) === 'resources') ?? [];
  const resources = [...(Array.isArray(record.resources) ? record.resources : []), ...listedResources(listed)];
  return { ...record, ...Object.fromEntries(missing), ...(resources.length > 0 ? { resources } : {}) };
}

/** Keys under which tools keep a record as they got it, or what they wrapped, in lower case; the rawest first. */
const payloads = [
  'eventjson',
  'event_json',
  '_raw',
  'raw',
  'raw_data',
  'rawdata',
  'raw_event',
  'rawevent',
  'raw_log',
  'event.original',
  'original',
  '@message',
  'message',
  'msg',
  'body',
  'detail',
  'full_log',
  'log',
  'content',
  'payload',
  'record',
  'line',
  'text',
  'result',
  '_source',
  'data',
  'event',
];
const payloadKeys: ReadonlySet<string> = new Set(payloads);

function searchPayloads(fields: JsonObject, around: Surroundings): Found {
  const keys = new Map(Object.keys(fields).map((key) => [key.toLowerCase(), key]));
  let best = foreign;
  for (const name of payloads) {
    const key = keys.get(name);
    if (key === undefined) continue;
    const found = searchPayload(name, fields[key], below(fields, around));
    if (found.records.length > 0) return found;
    if (isEmpty(found) && !Array.isArray(fields[key])) best = nothing;
  }
  return best;
}

function searchPayload(name: string, value: unknown, around: Surroundings): Found {
  if (typeof value !== 'string') return isHolder(value) ? search(value, around) : foreign;
  const packed = name === 'data' ? textInBase64(value) : null;
  return searchText(packed ?? value, around);
}

/** Lists that are empty where nothing was found, as those who return them call them. */
const lists = new Set(['records', 'events', 'logevents', 'hits', 'results', 'queryresultrows', 'messages', 'value']);

/**
 * What stands in an object of no known kind: lists of events under any name, by Region, by page, and so on. Where a list
 * holds some, what else is in it counts as foreign; what stands beside it does not.
 */
function searchChildren(fields: JsonObject, around: Surroundings): Found {
  const records: JsonObject[] = [];
  let others = 0;
  let hasEmptyList = false;
  for (const [key, value] of Object.entries(fields)) {
    if (!mayHold(key, value, around.place)) continue;
    const found = search(value, below(fields, around));
    for (const record of found.records) records.push(record);
    if (found.records.length > 0) others += found.foreign;
    else if (isEmpty(found) && lists.has(key.toLowerCase())) hasEmptyList = true;
  }
  return records.length > 0 ? { records, foreign: others } : hasEmptyList ? nothing : foreign;
}

/** What was searched as a payload is not searched again: in each other, that would double the work at every step. */
function mayHold(key: string, value: unknown, place: Place): boolean {
  if (isOwnField(key) || payloadKeys.has(key.toLowerCase()) || folded(key) === lookupKey) return false;
  return isHolder(value) || (place === 'row' && typeof value === 'string' && /^\s*\{\s*"/.test(value));
}

/** Lines that only say what is done with the next, and messages that say that a service is there. */
function isNoise(fields: JsonObject): boolean {
  if (fields.messageType === 'CONTROL_MESSAGE') return true;
  if (typeof fields.preview === 'boolean' && !('result' in fields) && !('results' in fields)) return true;
  const [only, ...more] = Object.entries(fields);
  if (only === undefined || more.length > 0 || !/^(?:index|create|update)$/.test(only[0])) return false;
  const target = asObject(only[1]);
  return target !== null && Object.keys(target).every((key) => key.startsWith('_') || key === 'routing');
}

const isEmpty = (found: Found) => found.records.length === 0 && found.foreign === 0;

function isHolder(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function inside(around: Surroundings): Surroundings {
  return { ...around, depth: around.depth + 1, place: 'alone' };
}

function below(fields: JsonObject, { depth, above }: Surroundings): Surroundings {
  return { depth: depth + 1, above: { fields, above }, place: 'alone' };
}

function all(found: readonly Found[]): Found {
  return {
    records: found.flatMap(({ records }) => records),
    foreign: found.reduce((sum, one) => sum + one.foreign, 0),
  };
}
