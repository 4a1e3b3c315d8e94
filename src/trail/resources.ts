import type { Resource } from './event.ts';
import { asObject, asText, cleanText, type JsonObject, unpacked } from './fields.ts';
import { isSecretKey } from './secret-shapes.ts';

/** An ARN taken apart; real ones lack any of these, so each may be empty. */
interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  /** Everything behind the account: `role/path/name`, `function:pay:3`, `bucket/key`. */
  resource: string;
}

/** Takes an ARN apart; null for any other text. */
export function parseArn(text: string): Arn | null {
  if (!/^arn:/i.test(text)) return null;
  const [, partition = '', service = '', region = '', account = '', ...resource] = text.split(':');
  return { partition, service, region, account, resource: resource.join(':') };
}

/** What stands behind the last `/` or `:`, or the whole text where it has neither. */
export function lastPart(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
}

/** Role and session of `arn:aws:sts::<account>:assumed-role/<role>/<session>`; null where the ARN is none. */
export function assumedRole(arn: string): { role: string; session: string | null } | null {
  const at = arn.indexOf(marker);
  if (at < 0) return null;
  const [role = '', session = ''] = arn.slice(at + marker.length).split('/');
  return role === '' ? null : { role, session: session === '' ? null : session };
}

const marker = ':assumed-role/';

/** What stands behind the first `:` of a principal ID such as AROA…:jdoe; null where there is none. */
export function sessionOfId(id: string): string | null {
  const colon = id.indexOf(':');
  return colon < 0 || colon === id.length - 1 ? null : id.slice(colon + 1);
}

/** More than any call names; the bounds are against calls that name a thousand, and against hostile records. */
const maxResources = 50;
const longestName = 2048;
const deepest = 6;

/** Keys that end so hold the name of something: bucketName, instanceIds, roleArn, dBInstanceIdentifier. */
const naming = /(?:name|id|arn|identifier)s?$/i;

/** Keys that end so but name no resource: of the request itself, of places, of people, of filters. */
const unrelated = new Set([
  'requestid',
  'eventid',
  'eventname',
  'correlationid',
  'messageid',
  'clientrequestid',
  'invocationid',
  'sid',
  'regionname',
  'availabilityzonename',
  'availabilityzoneid',
  'attributename',
  'attributenames',
  'typename',
  'policytypename',
  'metricname',
  'fieldname',
  'platformname',
  'devicename',
  'rootdevicename',
  'virtualname',
  'ownerid',
  'instanceownerid',
  'groupownerid',
  'vpcownerid',
  'requesterid',
  'displayname',
  'hostname',
  'x-amz-id',
  'valid',
]);

/** Where these stand, everything below is a filter, a tag or a header. */
const aside = new Set(['filterset', 'filters', 'filter', 'tagset', 'tags', 'tagspecificationset', 'tagspecifications']);

type KeyKind = 'name' | 'secret' | 'aside' | 'other';

/** What a key says about what stands under it; keys recur by the million and there are few of them. */
const kinds = new Map<string, KeyKind>();
const maxKinds = 5000;

/** The resources a call is about: those the record lists, then those its parameters and response name, each once. */
export function readResources(listed: unknown, request: unknown, response: unknown): Resource[] {
  const found = new Map<string, Resource>();
  const items = unpacked(listed);
  if (Array.isArray(items)) for (const item of items) addListed(found, asObject(item));
  collect(found, request, 0, false);
  collect(found, response, 0, false);
  return found.size === 0 ? [] : [...found.values()];
}

/** Adds what a source lists beside the record, such as the Resources of LookupEvents; types fill gaps. */
export function mergeResources(known: readonly Resource[], more: readonly Resource[]): Resource[] {
  const found = new Map<string, Resource>();
  for (const { name, type } of [...known, ...more]) add(found, name, type);
  return [...found.values()];
}

function addListed(found: Map<string, Resource>, item: JsonObject | null): void {
  if (item === null) return;
  const name = item.ARN ?? item.arn ?? item.ARNPrefix ?? item.arnPrefix ?? item.resourceName;
  add(found, name, asText(item.type ?? item.resourceType));
}

function collect(found: Map<string, Resource>, value: unknown, depth: number, secret: boolean): void {
  if (typeof value !== 'object' || value === null || depth > deepest) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(found, item, depth + 1, secret);
    return;
  }
  const fields = asObject(value);
  for (const key in fields) {
    if (found.size >= maxResources) return;
    collectField(found, key, fields[key], depth, secret);
  }
}

/** Below a secret only the access key ID is taken: `credentials.accessKeyId` is what a call handed out. */
function collectField(found: Map<string, Resource>, key: string, value: unknown, depth: number, secret: boolean): void {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return;
  const kind = kindOf(key);
  if (kind === 'aside') return;
  if (typeof value === 'string') {
    if (secret ? key === 'accessKeyId' : kind === 'name') add(found, value, null);
    return;
  }
  if (kind === 'name' && !secret && Array.isArray(value)) for (const item of value) add(found, item, null);
  collect(found, value, depth + 1, secret || kind === 'secret');
}

function add(found: Map<string, Resource>, value: unknown, type: string | null): void {
  if (typeof value !== 'string' || value === '' || value === hiddenByAws || value.length > longestName) return;
  const name = cleanText(decoded(value), longestName);
  const known = found.get(name);
  if (known === undefined) {
    if (found.size < maxResources) found.set(name, { type: type === null ? null : cleanText(type), name });
  } else if (known.type === null && type !== null) known.type = cleanText(type);
}

/** Some services record ARNs as they stood in a URL: arn%3Aaws%3A… */
function decoded(name: string): string {
  if (!/^arn%3a/i.test(name)) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function kindOf(key: string): KeyKind {
  const known = kinds.get(key);
  if (known !== undefined) return known;
  const lower = key.toLowerCase();
  const kind = aside.has(lower) ? 'aside' : isSecretKey(key) ? 'secret' : isNaming(lower) ? 'name' : 'other';
  if (kinds.size >= maxKinds) kinds.clear();
  if (key.length <= 128) kinds.set(key, kind);
  return kind;
}

function isNaming(key: string): boolean {
  return naming.test(key) && !unrelated.has(key);
}

/** What AWS writes in the place of what it does not show. */
export const hiddenByAws = 'HIDDEN_DUE_TO_SECURITY_REASONS';
