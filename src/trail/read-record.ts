import { createHash } from 'node:crypto';
import { digestAsCall, insightAsCall } from './as-call.ts';
import { readChangeFacts } from './change-facts.ts';
import {
  dimensions,
  type Issued,
  type Millis,
  type Principal,
  type RecordKind,
  type Resource,
  type TrailEvent,
} from './event.ts';
import { asFlag, asObject, asText, cleanText, fieldCleaner, type JsonObject, mask, unpacked } from './fields.ts';
import { readOutcome, worked } from './outcome.ts';
import { readPrincipal, type SignInFacts } from './principal.ts';
import { consoleNames } from './principal-type.ts';
import { hiddenByAws, mergeResources, readResources } from './resources.ts';
import { signInOf, signInSources } from './sign-ins.ts';
import { onlyValue, readSummary, recordOfCalls } from './summary.ts';
import { unknownTime } from './tallies.ts';
import { readTime } from './time.ts';

interface ReadOptions {
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
  const found = asObject(given) ?? {};
  const kind = recordKind(found);
  if (kind === 'summary') return summaryEvent(given, found, whole);
  const record = kind === 'call' ? found : kind === 'insight' ? insightAsCall(found) : digestAsCall(found);
  const request = unpacked(record.requestParameters);
  const response = unpacked(record.responseElements);
  const name = asText(record.eventName);
  const source = asText(record.eventSource);
  const time = timeOf(record);
  const identity = unpacked(record.userIdentity);
  const principal = readPrincipal(identity, callOf(record, source));
  const session = asObject(asObject(identity)?.sessionContext);
  const { outcome, error, reason } = tellsEnding(record) ? readOutcome(record, request, response) : worked;
  const readOnly = asFlag(record.readOnly) ?? isReadVerb(name ?? '');
  const changes = kind === 'call' && name !== null && outcome === 'ok' && !readOnly;
  return {
    kind,
    summary: null,
    id: readId(record.eventID) ?? recordDigest(given),
    time: time ?? unknownTime,
    name: name === null ? 'unknown' : cleaners.name(name),
    source: source === null ? '' : cleaners.source(source),
    region: clean(record.awsRegion, cleaners.region) ?? '',
    account: clean(record.recipientAccountId, cleaners.account) ?? principal.account ?? '',
    principal,
    address: clean(record.sourceIPAddress, cleaners.address) ?? '',
    userAgent: clean(record.userAgent, cleaners.userAgent) ?? '',
    ...(record.vpcEndpointId === undefined ? {} : { vpcEndpoint: clean(record.vpcEndpointId) }),
    outcome,
    error,
    reason,
    readOnly,
    resources: readResources(record.resources, request, response, record.errorMessage),
    eventType: clean(record.eventType, cleaners.eventType) ?? '',
    sharedId: readId(record.sharedEventID),
    sessionStart: readTime(asObject(session?.attributes)?.creationDate),
    issued: name === null ? null : readIssued(name, request, response, principal),
    ...(changes ? { changed: readChangeFacts(name, request, response) } : {}),
    understood: kind === 'digest' || (name !== null && time !== null && isReadable(identity)),
    record: whole ? mask(given) : null,
  };
}

/** When a call was made; null where the record does not say. Zero is what is written where nothing is known. */
function timeOf({ eventTime }: JsonObject): Millis | null {
  const time = readTime(eventTime);
  return time === unknownTime ? null : time;
}

/** The event of an aggregated event: what is true of all the calls it sums up stands where a call would have it. */
function summaryEvent(given: unknown, record: JsonObject, whole: boolean): TrailEvent {
  const read = readSummary(record);
  const summary = read?.summary ?? null;
  const shared = {
    id: readId(record.eventId) ?? readId(record.eventID) ?? recordDigest(given),
    time: read?.start ?? unknownTime,
    source: clean(record.eventSource, cleaners.source) ?? '',
    region: clean(record.awsRegion, cleaners.region) ?? '',
    account: clean(record.accountId, cleaners.account) ?? clean(record.recipientAccountId, cleaners.account) ?? '',
  };
  const known = summary === null ? [] : dimensions.map((dimension) => [dimension, onlyValue(summary, dimension)]);
  return {
    ...readRecord(recordOfCalls(shared, Object.fromEntries(known))),
    ...shared,
    kind: 'summary',
    summary,
    eventType: clean(record.eventType, cleaners.eventType) ?? '',
    understood: summary !== null,
    record: whole ? mask(given) : null,
  };
}

/** The categories of records that tell of calls; old records have none. */
const callCategories: readonly unknown[] = ['Management', 'Data', 'NetworkActivity'];

/**
 * What a record tells of, by what it holds, wherever it lies. What is not known to be something else is a call.
 * Source: CloudTrail user guide, "CloudTrail record contents" (for Insights events, for aggregated events) and
 * "CloudTrail digest file structure".
 */
export function recordKind(record: JsonObject): RecordKind {
  const { eventCategory, eventType } = record;
  if (callCategories.includes(eventCategory)) return 'call';
  if (eventCategory === 'Aggregated' || eventType === 'AwsAggregatedEvent') return 'summary';
  if (eventCategory === 'Insight' || eventType === 'AwsCloudTrailInsight' || asObject(record.insightDetails) !== null)
    return 'insight';
  return asText(record.digestStartTime) !== null && Array.isArray(record.logFiles) ? 'digest' : 'call';
}

function callOf(record: JsonObject, source: string | null): SignInFacts {
  const extra = record.additionalEventData === undefined ? null : asObject(unpacked(record.additionalEventData));
  const ofSignIns = source !== null && signInSources.includes(source);
  const eventType = asText(record.eventType);
  return {
    source,
    eventType,
    console: isInConsole(record, eventType),
    signsIn: ofSignIns && signInOf(asText(record.eventName) ?? '', source) !== null,
    mfa: mfaUsed(extra, ofSignIns),
    typedName: ofSignIns ? shown(extra?.UserName) : null,
    workflow: ofSignIns ? asText(extra?.AuthWorkflowID) : null,
  };
}

function isInConsole({ eventName, sessionCredentialFromConsole, userAgent }: JsonObject, type: string | null): boolean {
  if (eventName === 'ConsoleLogin' || (type !== null && /^AwsConsole(?:Action|SignIn)$/i.test(type))) return true;
  if (asFlag(sessionCredentialFromConsole) === true) return true;
  return typeof userAgent === 'string' && consoleNames.includes(userAgent);
}

/** Identity Center names what a sign-in took, such as `PASSWORD,TOTP`; one without may be from a device it remembers. */
function mfaUsed(extra: JsonObject | null, ofSignIns: boolean): boolean | null {
  const used = asText(extra?.MFAUsed)?.toLowerCase();
  if (used === 'yes' || used === 'no') return used === 'yes';
  const credential = ofSignIns ? asText(extra?.CredentialType) : null;
  return credential !== null && /TOTP|WEBAUTHN|SMARTCARD|FIDO|EMAIL_OTP/i.test(credential) ? true : null;
}

/** A text that AWS has not hidden. */
function shown(value: unknown): string | null {
  const text = asText(value);
  return text === hiddenByAws ? null : text;
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

/** Calls that hand out a session. */
const issuing = /^(?:AssumeRole|AssumeRoot|GetFederationToken|GetSessionToken|CreateSession$)/;

/** The session a call asked for and, where it worked, was handed; null for calls that hand out none. */
function readIssued(eventName: string, request: unknown, response: unknown, caller: Principal): Issued | null {
  if (!issuing.test(eventName)) return null;
  const asked = asObject(request);
  const given = handedOut(response);
  const user = asObject(given?.assumedRoleUser) ?? asObject(given?.federatedUser);
  const issued = {
    accessKey: clean(asObject(given?.credentials)?.accessKeyId),
    arn: clean(user?.arn) ?? clean(user?.assumedRoleUserArn),
    role: clean(asked?.roleArn),
    session: clean(asked?.roleSessionName),
    workload: workloadOf(eventName, asked, given, caller),
  };
  return Object.values(issued).every((part) => part === null) ? null : issued;
}

/** What a call gave; IAM Roles Anywhere gives a list with one session. */
function handedOut(response: unknown): JsonObject | null {
  const given = asObject(response);
  return Array.isArray(given?.credentialSet) ? asObject(given.credentialSet[0]) : given;
}

/**
 * Whom a session was asked for: EKS says so of a pod, Roles Anywhere of a certificate. Tags are believed of EKS alone, for
 * whoever assumes a role may set some.
 */
function workloadOf(
  eventName: string,
  asked: JsonObject | null,
  given: JsonObject | null,
  { type, invokedBy }: Principal,
): string | null {
  if (eventName === 'CreateSession') return clean(given?.sourceIdentity);
  const subject = eventName === 'AssumeRoleForPodIdentity' ? asObject(given?.subject) : null;
  const ofEks = type === 'AWSService' && invokedBy === 'pods.eks.amazonaws.com';
  const tags = ofEks ? asObject(asked?.principalTags) : null;
  const namespace = asText(subject?.namespace) ?? asText(tags?.['kubernetes-namespace']);
  const account = asText(subject?.serviceAccount) ?? asText(tags?.['kubernetes-service-account']);
  if (namespace === null || account === null) return null;
  return cleanText(`system:serviceaccount:${namespace}:${account}`);
}

/** Most records say nothing of how their call ended: it worked. */
function tellsEnding({ errorCode, errorMessage, responseElements, serviceEventDetails }: JsonObject): boolean {
  return has(errorCode) || has(errorMessage) || has(responseElements) || has(serviceEventDetails);
}

/**
 * Verbs of calls that only read. AssumeRole and its relatives are among them because CloudTrail marks them so
 * where it marks anything.
 */
const reading =
  /^(?:Describe|Get|List|Head|Lookup|Search|Query|Scan|BatchGet|BatchDescribe|BatchCheck|Check|Preview|Verify|Validate|View|Select|Discover|Estimate|Simulate|Count|Test|AssumeRole)(?![a-z])/;

/** Whether a call of this name only reads, told from its verb alone: for records that don't say. */
export function isReadVerb(eventName: string): boolean {
  return reading.test(eventName);
}

const deepest = 50;

/**
 * An ID for a record that has none: the same for the same record, whatever the order of its keys.
 * It is shaped like the UUIDs of CloudTrail (version 8, RFC 9562: made by a rule of one's own), so that it can be
 * asked for and kept as they are.
 */
function recordDigest(record: unknown): string {
  const hex = createHash('sha256').update(spell(record, 0)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function spell(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth >= deepest) return '…';
  if (value instanceof Date) return String(value.getTime());
  if (Array.isArray(value)) return `[${value.map((item) => spell(item, depth + 1)).join()}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${spell(field, depth + 1)}`).join()}}`;
}

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
