import type { CallSummary, Dimension, Millis, SummaryValue, TrailEvent } from './event.ts';
import { asObject, asText, cleanText, type JsonObject, unpacked } from './fields.ts';
import { lastPart, parseArn } from './resources.ts';
import { readTime } from './time.ts';

const second = 1000;
/** How long a summary is where it does not say its end. */
const usualLength = 5 * 60 * second;
/** More values of one dimension than these are not told apart. */
const maxValues = 1000;

/** The dimensions as summaries name them, in small letters. */
const dimensionNames: ReadonlyMap<string, Dimension> = new Map([
  ['eventname', 'event'],
  ['useridentity', 'principal'],
  ['useridentityarn', 'principal'],
  ['resourcearn', 'resource'],
  ['sourceipaddress', 'address'],
  ['useragent', 'agent'],
  ['errorcode', 'error'],
  ['errorcodes', 'error'],
]);

/**
 * What an aggregated event says: `timeWindow`, a count by its primary dimension, and counts of the same calls by others.
 * Null where its time or its count can't be read. Never throws.
 */
export function readSummary({ timeWindow, summary }: JsonObject): { start: Millis; summary: CallSummary } | null {
  const { windowStart, windowEnd } = asObject(unpacked(timeWindow)) ?? {};
  const { primaryDimension, details } = asObject(unpacked(summary)) ?? {};
  const start = readTime(windowStart);
  const primary = readCounts(primaryDimension);
  if (start === null || primary === null || primary.values.length === 0) return null;
  const end = Math.max(start, (readTime(windowEnd) ?? start + usualLength) - second);
  const calls = sum(primary.values);
  const others = unpacked(details);
  const told: CallSummary['told'] = {};
  for (const counts of [primary, ...(Array.isArray(others) ? others.map(readCounts) : [])]) {
    const dimension = dimensionNames.get(counts?.dimension.toLowerCase() ?? '');
    if (counts !== null && dimension !== undefined) told[dimension] ??= counts.values;
  }
  const by = dimensionNames.get(primary.dimension.toLowerCase()) ?? 'event';
  return { start, summary: { end, calls, by, told } };
}

function readCounts(given: unknown): { dimension: string; values: SummaryValue[] } | null {
  const { dimension, statistics, aggregationType } = asObject(unpacked(given)) ?? {};
  const listed = unpacked(statistics);
  const counts = aggregationType === undefined || aggregationType === null || aggregationType === 'Count';
  if (!Array.isArray(listed) || !counts) return null;
  const values = listed.slice(0, maxValues).flatMap((one): SummaryValue[] => {
    const { name, value } = asObject(one) ?? {};
    const calls = Number(value);
    return Number.isSafeInteger(calls) && calls > 0 ? [{ name: cleanText(asText(name) ?? ''), calls }] : [];
  });
  return { dimension: asText(dimension) ?? '', values };
}

/** How many calls some values are of. */
export function sum(values: readonly SummaryValue[]): number {
  return values.reduce((calls, value) => calls + value.calls, 0);
}

/** The one value that all calls of a summary have in a dimension; null where they differ, or not all are told. */
export function onlyValue({ calls, told }: CallSummary, dimension: Dimension): string | null {
  const [only, ...others] = told[dimension] ?? [];
  return only !== undefined && others.length === 0 && only.calls >= calls ? only.name : null;
}

/** What calls are told under whose event or caller a summary does not say. */
export const unnamed = { event: 'unnamed events', principal: 'unnamed callers' };

/** The fields of a summary that all its calls share. */
type Shared = Pick<TrailEvent, 'id' | 'time' | 'source' | 'region' | 'account'>;

/** A record of calls of which so much is known, as CloudTrail would write each of them. */
export function recordOfCalls(shared: Shared, known: Partial<Record<Dimension, string | null>>): JsonObject {
  const { event, principal, resource, address, agent, error } = known;
  return {
    eventID: shared.id,
    eventTime: new Date(shared.time),
    eventSource: shared.source,
    awsRegion: shared.region,
    recipientAccountId: shared.account,
    eventName: event ?? unnamed.event,
    userIdentity: principal == null ? { userName: unnamed.principal } : identityOf(principal),
    sourceIPAddress: address,
    userAgent: agent,
    errorCode: error,
    resources: resource == null ? [] : [{ ARN: resource }],
  };
}

/** A userIdentity that says what a summary's name of a caller does: an ARN, an ID, a service, or a bare name. */
function identityOf(name: string): JsonObject {
  const whole = asObject(unpacked(name));
  if (whole !== null) return whole;
  const arn = parseArn(name);
  if (arn !== null) return { type: typeOf(arn.resource), arn: name, accountId: arn.account, ...userOf(arn.resource) };
  if (/^[\w.-]+\.amazonaws\.com(?:\.cn)?$/.test(name)) return { type: 'AWSService', invokedBy: name };
  if (/^\d{12}$/.test(name)) return { type: 'AWSAccount', accountId: name };
  return /^A[A-Z]{2}A[A-Z0-9]{8,}(?::|$)/.test(name) ? { principalId: name } : { userName: name };
}

const types: readonly (readonly [RegExp, string])[] = [
  [/^root$/, 'Root'],
  [/^user\//, 'IAMUser'],
  [/^assumed-role\//, 'AssumedRole'],
  [/^federated-user\//, 'FederatedUser'],
];

function typeOf(resource: string): string | undefined {
  return types.find(([pattern]) => pattern.test(resource))?.[1];
}

function userOf(resource: string): JsonObject {
  return resource.startsWith('user/') ? { userName: lastPart(resource) } : {};
}
