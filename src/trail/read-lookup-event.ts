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
  const event =
    record === null
      ? { ...readRecord(outline(given), options), understood: false }
      : readRecord(isComplete(record) ? record : { ...outline(given), ...withoutNulls(record) }, options);
  const listed = (given.Resources ?? []).flatMap(resourceOf);
  return listed.length === 0 ? event : { ...event, resources: mergeResources(event.resources, listed) };
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
  return [eventID, eventName, eventTime, eventSource, userIdentity].every(
    (field) => field !== undefined && field !== null,
  );
}

function withoutNulls(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([, field]) => field !== undefined && field !== null));
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
