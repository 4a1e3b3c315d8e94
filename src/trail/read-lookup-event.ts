import { cleanText } from './clean-text.ts';
import type { Resource, TrailEvent } from './event.ts';
import { asObject, asText, type JsonObject, unpacked } from './json-object.ts';
import { type ReadOptions, readRecord } from './read-record.ts';
import { mergeResources } from './read-resources.ts';
import { readTime } from './read-time.ts';

/** One event as LookupEvents returns it: the record as text, and some of its fields beside it. Any may be missing. */
interface LookupRecord {
  readonly EventId?: unknown;
  readonly EventName?: unknown;
  /** Seconds since 1970, or a Date. */
  readonly EventTime?: unknown;
  readonly EventSource?: unknown;
  readonly Username?: unknown;
  readonly ReadOnly?: unknown;
  readonly AccessKeyId?: unknown;
  /** A list of `{ResourceType, ResourceName}`. */
  readonly Resources?: unknown;
  /** The record, as JSON. */
  readonly CloudTrailEvent?: unknown;
}

/**
 * Reads an event of event history. Its record is what counts; the fields beside it fill gaps and add resources.
 * Without a readable record they are all there is, and the event says so (`understood`). Never throws.
 */
export function readLookupEvent(given: LookupRecord, options: ReadOptions = {}): TrailEvent {
  const record = asObject(unpacked(given.CloudTrailEvent));
  const event = readRecord(record !== null && isComplete(record) ? record : completed(record, given), options);
  if (record === null) event.understood = false;
  const { Resources: listed } = given;
  if (Array.isArray(listed) && listed.length > 0)
    event.resources = mergeResources(event.resources, listed.flatMap(resourceOf));
  return event;
}

function completed(record: JsonObject | null, given: LookupRecord): JsonObject {
  return record === null ? outline(given) : { ...outline(given), ...withoutNulls(record) };
}

/** The fields beside the record, under the names a record gives them. */
function outline(given: LookupRecord): JsonObject {
  const { EventId, EventName, EventTime, EventSource, Username, ReadOnly, AccessKeyId } = given;
  const time = readTime(EventTime);
  return {
    eventID: EventId,
    eventName: EventName,
    eventTime: time === null ? EventTime : new Date(time),
    eventSource: EventSource,
    readOnly: ReadOnly,
    userIdentity: { userName: Username, accessKeyId: AccessKeyId },
  };
}

function isComplete({ eventID, eventName, eventTime, eventSource, userIdentity }: JsonObject): boolean {
  return has(eventID) && has(eventName) && has(eventTime) && has(eventSource) && has(userIdentity);
}

const has = (field: unknown) => field !== undefined && field !== null;

function withoutNulls(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, field]) => has(field)));
}

function resourceOf(listed: unknown): Resource[] {
  const { ResourceType: type, ResourceName } = asObject(listed) ?? {};
  const name = asText(ResourceName);
  return name === null ? [] : [{ type: typeof type === 'string' ? cleanText(type) : null, name }];
}
