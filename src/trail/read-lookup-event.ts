import { cleanText } from './clean-text.ts';
import type { Resource, TrailEvent } from './event.ts';
import { asObject, type JsonObject, unpacked } from './json-object.ts';
import { type ReadOptions, readRecord } from './read-record.ts';
import { mergeResources } from './read-resources.ts';

/** One event as LookupEvents returns it: the record as text, and some of its fields beside it. */
export interface LookupRecord {
  EventId?: string | undefined;
  EventName?: string | undefined;
  EventTime?: Date | undefined;
  EventSource?: string | undefined;
  Username?: string | undefined;
  ReadOnly?: string | undefined;
  AccessKeyId?: string | undefined;
  Resources?: { ResourceType?: string | undefined; ResourceName?: string | undefined }[] | undefined;
  /** The record, as JSON. */
  CloudTrailEvent?: string | undefined;
}

/**
 * Reads an event of event history. Its record is what counts; the fields beside it fill gaps and add resources.
 * Without a readable record they are all there is, and the event says so (`understood`). Never throws.
 */
export function readLookupEvent(given: LookupRecord, options: ReadOptions = {}): TrailEvent {
  const record = asObject(unpacked(given.CloudTrailEvent));
  const event = readRecord(record !== null && isComplete(record) ? record : completed(record, given), options);
  if (record === null) event.understood = false;
  const listed = given.Resources ?? [];
  if (listed.length > 0) event.resources = mergeResources(event.resources, listed.flatMap(resourceOf));
  return event;
}

function completed(record: JsonObject | null, given: LookupRecord): JsonObject {
  return record === null ? outline(given) : { ...outline(given), ...withoutNulls(record) };
}

/** The fields beside the record, under the names a record gives them. */
function outline(given: LookupRecord): JsonObject {
  const { EventId, EventName, EventTime, EventSource, Username, ReadOnly, AccessKeyId } = given;
  return {
    eventID: EventId,
    eventName: EventName,
    eventTime: EventTime,
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

function resourceOf({
  ResourceType,
  ResourceName,
}: {
  ResourceType?: string | undefined;
  ResourceName?: string | undefined;
}): Resource[] {
  if (ResourceName === undefined || ResourceName === '') return [];
  return [{ type: ResourceType === undefined ? null : cleanText(ResourceType), name: ResourceName }];
}
