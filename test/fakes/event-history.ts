import { randomUUID } from 'node:crypto';
import { AwsError } from './aws-error.ts';
import { type FiledEvent, fileEvent, type LookupKey, lookupKeys } from './filed-event.ts';
import { at, type Fields } from './json.ts';

const retention = 90 * 24 * 60 * 60 * 1000;

/** A LookupEvents request, checked. Times in epoch milliseconds. */
export interface Lookup {
  attribute: { key: LookupKey; value: string } | null;
  start: number | null;
  end: number | null;
  size: number;
  token: string | null;
  category: string | null;
}

interface Paging {
  belongsTo: string;
  matches: FiledEvent[];
  from: number;
}

/** Event history of every account and Region: 90 days, newest first, a page at a time. */
export class EventHistory {
  readonly #now: () => number;
  readonly #places = new Map<string, FiledEvent[]>();
  readonly #pagings = new Map<string, Paging>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Files records by recipientAccountId and awsRegion; where a record lacks either, as `otherwise` says. */
  add(records: Iterable<Fields>, otherwise: { account: string; region: string }): void {
    const touched = new Set<FiledEvent[]>();
    for (const record of records) {
      const event = fileEvent(record, otherwise);
      if (event === undefined) continue;
      const place = `${event.account} ${event.region}`;
      const events = this.#places.get(place) ?? [];
      this.#places.set(place, events);
      events.push(event);
      touched.add(events);
    }
    for (const events of touched) events.sort((one, other) => other.time - one.time);
  }

  /** The body of a LookupEvents answer, and how many events it holds. Throws AwsError as the service does. */
  page(account: string, region: string, lookup: Lookup): { body: string; count: number } {
    const belongsTo = JSON.stringify([account, region, { ...lookup, token: null }]);
    const { matches, from } = this.#resume(lookup.token, belongsTo) ?? {
      matches: this.#find(`${account} ${region}`, lookup),
      from: 0,
    };
    const page = matches.slice(from, from + lookup.size);
    const next = from + page.length;
    const events = `"Events":[${page.map((event) => event.wire).join(',')}]`;
    if (next >= matches.length) return { body: `{${events}}`, count: page.length };
    const token = Buffer.from(randomUUID()).toString('base64');
    this.#pagings.set(token, { belongsTo, matches, from: next });
    return { body: `{${events},"NextToken":${JSON.stringify(token)}}`, count: page.length };
  }

  #resume(token: string | null, belongsTo: string): Paging | undefined {
    if (token === null) return undefined;
    const paging = this.#pagings.get(token);
    if (paging?.belongsTo === belongsTo) return paging;
    throw new AwsError('InvalidNextTokenException', 'A token is not valid, or was used with other parameters.');
  }

  #find(place: string, lookup: Lookup): FiledEvent[] {
    const now = this.#now();
    const start = Math.max(lookup.start ?? 0, now - retention);
    const end = Math.min(lookup.end ?? now, now);
    const { attribute } = lookup;
    if (lookup.category === 'insight') return [];
    return (this.#places.get(place) ?? []).filter(
      (event) =>
        event.time >= start &&
        event.time <= end &&
        (attribute === null || event.values[attribute.key].includes(attribute.value)),
    );
  }
}

/** Reads a LookupEvents request as the service does; throws AwsError for what it refuses. */
export function readLookup(body: unknown): Lookup {
  const start = secondsAt(body, 'StartTime');
  const end = secondsAt(body, 'EndTime');
  if (start !== null && end !== null && end < start) {
    throw new AwsError('InvalidTimeRangeException', 'The start time must be before the end time.');
  }
  const size = at(body, 'MaxResults') ?? 50;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > 50) {
    throw new AwsError('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
  }
  const category = at(body, 'EventCategory') ?? null;
  if (category !== null && category !== 'insight') {
    throw new AwsError('InvalidEventCategoryException', 'The only event category is insight.');
  }
  const token = at(body, 'NextToken') ?? null;
  if (token !== null && typeof token !== 'string') throw new AwsError('InvalidNextTokenException', 'Not a token.');
  return { attribute: attributeOf(at(body, 'LookupAttributes') ?? []), start, end, size, token, category };
}

function attributeOf(attributes: unknown): Lookup['attribute'] {
  const refusal = (why: string) => new AwsError('InvalidLookupAttributesException', why);
  if (!Array.isArray(attributes)) throw refusal('Lookup attributes must be a list.');
  if (attributes.length > 1) throw refusal('Only one lookup attribute may be given.');
  if (attributes.length === 0) return null;
  const name = at(attributes, 0, 'AttributeKey');
  const value = at(attributes, 0, 'AttributeValue');
  const key = lookupKeys.find((known) => known === name);
  if (key === undefined) throw refusal(`There is no lookup attribute ${String(name)}.`);
  if (typeof value !== 'string' || value === '' || value.length > 2000) {
    throw refusal('An attribute value must be 1 to 2000 characters long.');
  }
  return { key, value };
}

function secondsAt(body: unknown, name: string): number | null {
  const seconds = at(body, name) ?? null;
  if (seconds === null) return null;
  if (typeof seconds !== 'number') throw new AwsError('InvalidTimeRangeException', `${name} is not a time.`);
  return seconds * 1000;
}
