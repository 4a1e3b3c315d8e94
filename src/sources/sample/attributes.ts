import type { SampleDelivery, SampleRecord } from '../../sample/record.ts';
import type { Resource } from '../../trail/event.ts';
import { readResources } from '../../trail/resources.ts';
import type { Attribute, Lookup } from '../event-history/lookups.ts';

/**
 * What event history files a record under; an attribute without a value is never found. Told without reading it all, and
 * without writing it where the call tells.
 */
const attributes = {
  EventId: ({ record }) => [record.eventID],
  EventName: ({ eventName }) => [eventName],
  EventSource: ({ record }) => [record.eventSource],
  ReadOnly: ({ record }) => [String(record.readOnly)],
  Username: ({ call }) => [userName(call.by)],
  AccessKeyId: ({ call }) => [call.by.accessKeyId],
  ResourceName: ({ record }) => resourcesOf(record).map(({ name }) => name),
  ResourceType: ({ record }) => resourcesOf(record).map(({ type }) => type),
} satisfies Record<Attribute, (delivery: SampleDelivery) => unknown[]>;

/** Whether a look-up finds a record: exactly, in the very same letters. */
export function hasAttribute(delivery: SampleDelivery, { attribute, value }: NonNullable<Lookup>): boolean {
  const values: unknown[] = attributes[attribute](delivery);
  return values.includes(value);
}

/** IAM user name, `root`, or the name of a session; services and other accounts have none. */
function userName({ type, userName: name, principalId }: SampleRecord['userIdentity']): string | undefined {
  if (type === 'Root') return 'root';
  return type === 'AssumedRole' ? principalId?.split(':')[1] : name;
}

function resourcesOf({ resources, requestParameters, responseElements }: SampleRecord): Resource[] {
  return readResources(resources, requestParameters, responseElements);
}
