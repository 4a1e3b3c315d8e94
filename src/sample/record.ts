import type { Millis } from '../trail/event.ts';
import { isReadVerb } from '../trail/read-record.ts';
import type { SampleCall } from './call.ts';
import { type SampleIdentity, wholeSeconds } from './identity.ts';
import { type Random, uuidOf } from './random.ts';

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

/** Services that log in us-east-1 from wherever they are called. */
const globalServices = new Set(['iam', 'organizations', 'cloudfront', 'route53']);

const minute = 60_000;

/**
 * A call, and when event history comes to hold it. Its record is written when it is looked at: of the twenty thousand of
 * a month most questions look at few.
 */
export class SampleDelivery {
  /** When the call was made, in whole seconds. */
  readonly time: Millis;
  readonly arrives: Millis;
  readonly call: SampleCall;
  readonly eventName: string;
  /** The account whose trail records it. */
  readonly account: string;
  /** The Region whose trail records it. */
  readonly region: string;
  /** What its IDs will be made of. */
  readonly #drawn: readonly number[];
  #record: SampleRecord | null = null;

  constructor(call: SampleCall, random: Random) {
    const { at, event, by, account, region, id, delay } = call;
    const { eventName, everywhere } = namesOf(event);
    this.time = Math.floor(at / 1000) * 1000;
    this.call = call;
    this.eventName = eventName;
    this.account = account ?? by.accountId ?? '';
    this.region = everywhere ? 'us-east-1' : (region ?? 'us-east-1');
    this.#drawn = random.draw(id === undefined ? 8 : 4);
    this.arrives = this.time + (delay ?? random.between(2 * minute, 7 * minute));
  }

  get record(): SampleRecord {
    this.#record ??= this.#write();
    return this.#record;
  }

  /** The call as CloudTrail writes it down. */
  #write(): SampleRecord {
    const { event, by, from, agent, request, response, resources, error, readOnly, id, extra } = this.call;
    const { eventSource, eventName, reads } = namesOf(event);
    const caller = by.invokedBy ?? 'AWS Internal';
    return {
      eventVersion: '1.11',
      userIdentity: by,
      eventTime: wholeSeconds(this.time),
      eventSource,
      eventName,
      awsRegion: this.region,
      sourceIPAddress: from ?? caller,
      userAgent: agent ?? caller,
      errorCode: error?.code,
      errorMessage: error?.message,
      requestParameters: request ?? null,
      responseElements: response ?? null,
      additionalEventData: extra?.additionalEventData,
      requestID: uuidOf(this.#drawn.slice(0, 4)),
      eventID: id ?? uuidOf(this.#drawn.slice(4)),
      readOnly: readOnly ?? reads,
      resources,
      eventType: eventName === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: this.account,
      sharedEventID: extra?.sharedEventID,
      eventCategory: 'Management',
    };
  }

  toJSON(): { record: SampleRecord; time: Millis; arrives: Millis } {
    return { record: this.record, time: this.time, arrives: this.arrives };
  }
}

interface Names {
  eventSource: string;
  eventName: string;
  /** Whether it is logged in us-east-1 from wherever it is called. */
  everywhere: boolean;
  reads: boolean;
}

const known = new Map<string, Names>();

/** What `s3:DeleteBucket` says of a record, told once: the company makes the same hundred calls over and over. */
function namesOf(event: string): Names {
  const told = known.get(event);
  if (told !== undefined) return told;
  const [service = '', eventName = ''] = event.split(':');
  const eventSource = `${service}.amazonaws.com`;
  const names = { eventSource, eventName, everywhere: globalServices.has(service), reads: isReadVerb(eventName) };
  known.set(event, names);
  return names;
}
