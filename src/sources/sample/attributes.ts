import type { SampleRecord } from '../../sample/record.ts';
import type { Resource } from '../../trail/event.ts';
import { readResources } from '../../trail/read-resources.ts';
import type { Attribute, Lookup } from '../event-history/lookups.ts';

/** What event history files a record under; an attribute without a value is never found. Told without reading it all. */
const attributes = {
  EventId: ({ eventID }) => [eventID],
  EventName: ({ eventName }) => [eventName],
  EventSource: ({ eventSource }) => [eventSource],
  ReadOnly: ({ readOnly }) => [String(readOnly)],
  Username: ({ userIdentity }) => [userName(userIdentity)],
  AccessKeyId: ({ userIdentity }) => [userIdentity.accessKeyId],
  ResourceName: (record) => resourcesOf(record).map(({ name }) => name),
  ResourceType: (record) => resourcesOf(record).map(({ type }) => type),
} satisfies Record<Attribute, (record: SampleRecord) => unknown[]>;

/** Whether a look-up finds a record: exactly, in the very same letters. */
export function hasAttribute(record: SampleRecord, { attribute, value }: NonNullable<Lookup>): boolean {
  const values: unknown[] = attributes[attribute](record);
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
