import { createHash } from 'node:crypto';
import { at, type Fields, textAt } from './json.ts';
import { recordedResources } from './recorded-resources.ts';

/** What LookupEvents finds an event by. An attribute without a value never matches. */
export const lookupKeys = [
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'ResourceType',
  'ResourceName',
  'EventSource',
  'AccessKeyId',
] as const;
export type LookupKey = (typeof lookupKeys)[number];

/** A record as event history files it. */
export interface FiledEvent {
  account: string;
  region: string;
  /** Epoch milliseconds. */
  time: number;
  values: Record<LookupKey, readonly string[]>;
  /** The event as LookupEvents sends it, already JSON. */
  wire: string;
}

/** Files a management event; undefined for data, network-activity and Insights events, which history leaves out. */
export function fileEvent(record: Fields, otherwise: { account: string; region: string }): FiledEvent | undefined {
  if (!isManagement(record)) return undefined;
  const time = Date.parse(textAt(record, 'eventTime') ?? '');
  if (Number.isNaN(time))
    throw new Error(`A record without a readable eventTime: ${JSON.stringify(record).slice(0, 200)}`);
  const json = JSON.stringify(record);
  const resources = recordedResources(record);
  const one = {
    EventId: textAt(record, 'eventID') ?? createHash('sha256').update(json).digest('hex').slice(0, 36),
    EventName: textAt(record, 'eventName'),
    ReadOnly: readOnlyOf(record),
    Username: usernameOf(record),
    EventSource: textAt(record, 'eventSource'),
    AccessKeyId: textAt(record, 'userIdentity', 'accessKeyId'),
  };
  return {
    account: textAt(record, 'recipientAccountId') ?? textAt(record, 'userIdentity', 'accountId') ?? otherwise.account,
    region: textAt(record, 'awsRegion') ?? otherwise.region,
    time,
    values: {
      EventId: given(one.EventId),
      EventName: given(one.EventName),
      ReadOnly: given(one.ReadOnly),
      Username: given(one.Username),
      EventSource: given(one.EventSource),
      AccessKeyId: given(one.AccessKeyId),
      ResourceName: resources.map((resource) => resource.ResourceName),
      ResourceType: resources.flatMap((resource) => given(resource.ResourceType)),
    },
    wire: JSON.stringify({ ...one, EventTime: time / 1000, Resources: resources, CloudTrailEvent: json }),
  };
}

function isManagement(record: Fields): boolean {
  if (record.managementEvent === false) return false;
  return record.eventCategory === undefined || record.eventCategory === 'Management';
}

function readOnlyOf(record: Fields): string | undefined {
  if (typeof record.readOnly === 'boolean') return String(record.readOnly);
  return textAt(record, 'readOnly');
}

/** IAM user name, `root`, or the session name of an assumed role; nothing for an AWS service. */
function usernameOf(record: Fields): string | undefined {
  const identity = at(record, 'userIdentity');
  const type = textAt(identity, 'type');
  if (type === 'Root') return 'root';
  if (type === 'AWSService') return undefined;
  if (type === 'AssumedRole' || type === 'FederatedUser') {
    return textAt(identity, 'principalId')?.split(':')[1] ?? textAt(identity, 'arn')?.split('/').at(-1);
  }
  return textAt(identity, 'userName');
}

function given(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}
