import type { Millis } from '../trail/event.ts';
import { isReadVerb } from '../trail/read-verb.ts';
import type { SampleCall } from './call.ts';
import { type SampleIdentity, wholeSeconds } from './identity.ts';
import type { Random } from './random.ts';

/** A CloudTrail record as the sample writes it. What is undefined is not in its JSON. */
export interface SampleRecord {
  eventVersion: '1.11';
  userIdentity: SampleIdentity;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: string;
  errorCode: string | undefined;
  errorMessage: string | undefined;
  requestParameters: object | null;
  responseElements: object | null;
  additionalEventData: object | undefined;
  requestID: string;
  eventID: string;
  readOnly: boolean;
  resources: SampleCall['resources'] | undefined;
  eventType: 'AwsApiCall' | 'AwsConsoleSignIn';
  managementEvent: true;
  recipientAccountId: string;
  sharedEventID: string | undefined;
  eventCategory: 'Management';
}

/** A record, and when event history comes to hold it. */
export interface SampleDelivery {
  record: SampleRecord;
  /** When the call was made, in whole seconds. */
  time: Millis;
  arrives: Millis;
}

/** Services that log in us-east-1 from wherever they are called. */
const globalServices = new Set(['iam', 'organizations', 'cloudfront', 'route53']);

const minute = 60_000;

/** Writes down a call as CloudTrail does. */
export function deliver(call: SampleCall, random: Random): SampleDelivery {
  const { at, event, by, account, from, agent, request, response, resources, error, readOnly, id, delay, extra } = call;
  const [service = '', eventName = ''] = event.split(':');
  const caller = by.invokedBy ?? 'AWS Internal';
  const time = Math.floor(at / 1000) * 1000;
  const record: SampleRecord = {
    eventVersion: '1.11',
    userIdentity: by,
    eventTime: wholeSeconds(time),
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: globalServices.has(service) ? 'us-east-1' : (call.region ?? 'us-east-1'),
    sourceIPAddress: from ?? caller,
    userAgent: agent ?? caller,
    errorCode: error?.code,
    errorMessage: error?.message,
    requestParameters: request ?? null,
    responseElements: response ?? null,
    additionalEventData: extra?.additionalEventData,
    requestID: random.uuid(),
    eventID: id ?? random.uuid(),
    readOnly: readOnly ?? isReadVerb(eventName),
    resources,
    eventType: eventName === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account ?? by.accountId ?? '',
    sharedEventID: extra?.sharedEventID,
    eventCategory: 'Management',
  };
  return { record, time, arrives: time + (delay ?? random.between(2 * minute, 7 * minute)) };
}
