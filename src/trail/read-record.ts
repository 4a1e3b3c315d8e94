import { cleanText, fieldCleaner } from './clean-text.ts';
import type { TrailEvent } from './event.ts';
import { asFlag, asObject, asText, type JsonObject, unpacked } from './json-object.ts';
import { readPrincipal, type SignInFacts } from './principal.ts';
import { readIssued } from './read-issued.ts';
import { readOutcome } from './read-outcome.ts';
import { readResources } from './read-resources.ts';
import { readTime } from './read-time.ts';
import { isReadVerb } from './read-verb.ts';
import { recordDigest } from './record-digest.ts';
import { mask } from './redact.ts';

export interface ReadOptions {
  /** Whether the event carries its whole masked record. */
  whole?: boolean;
}

/**
 * Reads a CloudTrail record of any version and shape; never throws. What can't be used is left out, and where that
 * leaves no event name, no time or no readable caller the event says so (`understood`).
 *
 * Tens of thousands of records a second pass through here, so guards are written by hand: a schema library
 * takes longer to check one record than all of this.
 */
export function readRecord(raw: unknown, { whole = false }: ReadOptions = {}): TrailEvent {
  const given = unpacked(raw);
  const record = asObject(given) ?? {};
  const request = unpacked(record.requestParameters);
  const response = unpacked(record.responseElements);
  const insight = asObject(record.insightDetails);
  const name = asText(record.eventName) ?? asText(insight?.eventName);
  const source = asText(record.eventSource) ?? asText(insight?.eventSource);
  const time = readTime(record.eventTime);
  const identity = unpacked(record.userIdentity);
  const principal = readPrincipal(identity, callOf(record, source));
  const session = asObject(asObject(identity)?.sessionContext);
  const { outcome, error } = readOutcome(record, response);
  return {
    id: readId(record.eventID) ?? recordDigest(given),
    time: time ?? 0,
    name: name === null ? 'unknown' : cleaners.name(name),
    source: source === null ? '' : cleaners.source(source),
    region: clean(record.awsRegion, cleaners.region) ?? '',
    account: clean(record.recipientAccountId, cleaners.account) ?? principal.account ?? '',
    principal,
    address: clean(record.sourceIPAddress, cleaners.address) ?? '',
    userAgent: clean(record.userAgent, cleaners.userAgent) ?? '',
    outcome,
    error,
    readOnly: asFlag(record.readOnly) ?? isReadVerb(name ?? ''),
    resources: readResources(record.resources, request, response),
    eventType: clean(record.eventType, cleaners.eventType) ?? '',
    sharedId: readId(record.sharedEventID),
    sessionStart: readTime(asObject(session?.attributes)?.creationDate),
    issued: name === null ? null : readIssued(name, request, response),
    understood: name !== null && time !== null && isReadable(identity),
    record: whole ? mask(given) : null,
  };
}

function callOf(record: JsonObject, source: string | null): SignInFacts {
  const extra = record.additionalEventData === undefined ? null : asObject(unpacked(record.additionalEventData));
  const used = extra?.MFAUsed;
  return {
    source,
    eventType: asText(record.eventType),
    console: record.eventName === 'ConsoleLogin' || asFlag(record.sessionCredentialFromConsole) === true,
    mfa: used === 'Yes' ? true : used === 'No' ? false : null,
  };
}

/** Records may lack an identity; one that is there but no object can't be read. */
function isReadable(identity: unknown): boolean {
  return identity === undefined || identity === null || asObject(identity) !== null;
}

/** What is made of these letters holds no secret, and IDs don't recur: cleaning them would only push out what does. */
const uuid = /^[0-9a-f-]{36}$/;

function readId(value: unknown): string | null {
  return typeof value === 'string' && uuid.test(value) ? value : clean(value);
}

function clean(value: unknown, by = cleanText): string | null {
  return typeof value === 'string' && value !== '' ? by(value) : null;
}

const cleaners = {
  name: fieldCleaner(),
  source: fieldCleaner(),
  region: fieldCleaner(),
  account: fieldCleaner(),
  address: fieldCleaner(),
  userAgent: fieldCleaner(),
  eventType: fieldCleaner(),
};
