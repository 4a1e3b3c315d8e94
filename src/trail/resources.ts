import type { Resource } from './event.ts';
import { asObject, asText, cleanText, type JsonObject, unpacked } from './fields.ts';
import {
  asideKeys,
  copySource,
  filterKeys,
  generatedId,
  labelledValues,
  labels,
  namingKey,
  objectKeys,
  ordinal,
  pairedKey,
  plainName,
  resourceUrl,
  tagLabel,
  unnamed,
  unrelatedKeys,
  wordKeys,
  wrapperKeys,
} from './resource-keys.ts';
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

/**
 * The bounds against hostile records: EC2 takes a thousand IDs a call, names are at most so many letters long, and
 * real records nest less than 20 deep.
 */
const maxResources = 1000;
const longestName = 2048;
const deepest = 100;
/** Longer documents inside a record are not looked through. */
const longestDocument = 100_000;

/** What a key says about what stands under it. */
type KeyKind = 'name' | 'word' | 'secret' | 'aside' | 'filter' | 'wrapper' | 'pair' | 'arn' | 'other';

/** Keys recur by the million and there are few of them. */
const kinds = new Map<string, KeyKind>();
const maxKinds = 5000;

/**
 * What is taken for a resource: names by their keys and by their looks, by their looks alone, or, below a secret, ARNs
 * and the access key ID that a call handed out.
 */
type Taking = 'names' | 'looks' | 'no-secrets';

/**
 * The resources a call is about, each once: those the record lists, then what its parameters and response name, by the
 * key it stands under or by its looks, then what the error's message says the call was refused on. ARNs and IDs count at any depth (to 100 levels) and under any key; at most 1,000.
 */
export function readResources(listed: unknown, request: unknown, response: unknown, message?: unknown): Resource[] {
  const found = new Map<string, Resource>();
  const items = unpacked(listed);
  if (Array.isArray(items)) for (const item of items) addListed(found, asObject(item));
  collect(found, request, null, 0, 'names');
  collect(found, response, null, 0, 'names');
  // A refused call often has no parameters: what it was refused on stands in the message alone.
  if (typeof message === 'string') add(found, refusedOn.exec(message)?.[1], null, null);
  return found.size === 0 ? [] : [...found.values()];
}

const refusedOn = /\bon resource: (arn:\S+?)[.,;"')]*(?:\s|$)/;

/** Adds what a source lists beside the record, such as the Resources of LookupEvents; types fill gaps. */
export function mergeResources(known: readonly Resource[], more: readonly Resource[]): Resource[] {
  const found = new Map<string, Resource>();
  for (const { name, type, key } of [...known, ...more]) add(found, name, type, key ?? null);
  return [...found.values()];
}

function addListed(found: Map<string, Resource>, item: JsonObject | null): void {
  if (item === null) return;
  const name = item.ARN ?? item.arn ?? item.ARNPrefix ?? item.arnPrefix ?? item.resourceName;
  add(found, name, asText(item.type ?? item.resourceType), null);
}

/** `under`: the key that a list or a wrapper stands under, which tells what is in it; null where it tells nothing. */
function collect(
  found: Map<string, Resource>,
  value: unknown,
  under: string | null,
  depth: number,
  taking: Taking,
): void {
  if (typeof value === 'string') addText(found, under, value, depth, taking);
  if (typeof value !== 'object' || value === null || depth > deepest || found.size >= maxResources) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(found, item, under, depth + 1, taking);
    return;
  }
  const fields = asObject(value);
  let isLabelled = false;
  let isPaired = false;
  for (const key in fields) {
    const kind = kindOf(key);
    if (kind === 'arn') add(found, key, null, null);
    if (kind === 'wrapper') isLabelled = true;
    if (kind === 'pair') isPaired = true;
    if (kind !== 'aside') collectField(found, key, kind, fields[key], under, depth, taking);
  }
  if (fields === null) return;
  if (isPaired && taking === 'names') addPairs(found, fields);
  if (taking === 'names' && typeof fields.repositoryName === 'string') addImages(found, fields.repositoryName, fields);
  if (isLabelled && taking !== 'no-secrets') collectLabelled(found, fields, depth);
}

function collectField(
  found: Map<string, Resource>,
  key: string,
  kind: KeyKind,
  value: unknown,
  under: string | null,
  depth: number,
  taking: Taking,
): void {
  if (typeof value === 'string') {
    addText(found, kind === 'wrapper' ? under : key, value, depth, kind === 'secret' ? 'no-secrets' : taking);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const within = kind === 'secret' ? 'no-secrets' : kind === 'filter' && taking === 'names' ? 'looks' : taking;
  const of = kind === 'wrapper' ? under : kind === 'name' || kind === 'word' ? key : null;
  collect(found, value, of, depth + 1, within);
}

function addText(found: Map<string, Resource>, key: string | null, value: string, depth: number, taking: Taking): void {
  if (value.length > longestDocument || value === '') return;
  if (taking === 'no-secrets') {
    if (key === 'accessKeyId' || isNameOfOne(value)) add(found, value, null, key);
    return;
  }
  const kind = key === null ? 'other' : kindOf(key);
  if ((taking === 'names' && isNamed(kind, value)) || looksNamed(value)) {
    add(found, withoutQuery(value), null, (kind === 'name' || kind === 'word') && isShort(key) ? key : null);
  } else if (isDocument(value)) {
    collect(found, unpacked(value), null, depth + 1, 'looks');
  }
}

/** Keys that services make up are; longer ones come from elsewhere. */
const isShort = (key: string | null) => key !== null && key.length <= 64;

function isNamed(kind: KeyKind, value: string): boolean {
  if (kind === 'name') return !ordinal.test(value);
  return kind === 'word' && plainName.test(value) && !unnamed.test(value);
}

/** An ARN, an ID that AWS made up, or the address of a queue, an image or an object. */
function looksNamed(value: string): boolean {
  const { length } = value;
  if (length < 6 || length > longestName) return false;
  const first = value[0] ?? '';
  if (length <= 45 && first >= 'a') {
    // Most texts are no IDs, and this tells so sooner than the expression.
    const digits = length - value.lastIndexOf('-') - 1;
    if ((digits === 17 || digits === 8) && generatedId.test(value)) return true;
  }
  return first === 'a'
    ? isNameOfOne(value)
    : (first === 'h' || first === 's' || first <= '9') && resourceUrl.test(value);
}

function isNameOfOne(value: string): boolean {
  return value.startsWith('arn:') ? fullArn.test(value) : encodedArn.test(value);
}

/** Only the keys of objects hold spaces. */
const fullArn = /^arn:[\w-]+:(?:s3:::[^\s/]+(?:\/.*)?|[\w-]+:[\w-]*:[\w-]*:\S+)$/s;
const encodedArn = /^arn%3a/i;

/** JSON in a string that may name something, such as a policy. */
function isDocument(value: string): boolean {
  return (value.startsWith('{') || value.startsWith('[')) && value.includes('arn:');
}

/** A signed address opens what it names. */
function withoutQuery(value: string): string {
  return value.startsWith('http') ? value.replace(/^(https?:[^?#]*).*$/s, '$1') : value;
}

/** Names in two parts: an object by its bucket and key, a version of a function. */
function addPairs(found: Map<string, Resource>, fields: JsonObject): void {
  for (const [bucketKey, key] of objectKeys) addObject(found, fields[bucketKey], fields[key]);
  const source = fields[copySource];
  if (typeof source === 'string') addObject(found, ...splitOnce(decoded(source.replace(/^\/|\?.*$/gs, '')), '/'));
  const { functionName, qualifier } = fields;
  if (typeof functionName === 'string' && typeof qualifier === 'string' && qualifier !== '')
    add(found, `${functionName}:${qualifier}`, null, 'functionName');
}

/** Images by their repository and tag or digest, as Docker writes them: `team/web:1.2`, `team/web@sha256:…`. */
function addImages(found: Map<string, Resource>, repository: string, fields: JsonObject): void {
  const ids = Array.isArray(fields.imageIds) ? fields.imageIds : [];
  for (const one of [fields, fields.imageId, ...ids]) {
    const { imageTag, imageDigest } = asObject(one) ?? {};
    if (typeof imageTag === 'string' && imageTag !== '')
      add(found, `${repository}:${imageTag}`, null, 'repositoryName');
    if (typeof imageDigest === 'string' && imageDigest !== '')
      add(found, `${repository}@${imageDigest}`, null, 'repositoryName');
  }
}

/** The address of an object, unless the record lists its ARN. */
function addObject(found: Map<string, Resource>, bucket: unknown, key: unknown): void {
  if (typeof bucket !== 'string' || typeof key !== 'string' || bucket === '' || key === '') return;
  const isListed = ['aws', 'aws-cn', 'aws-us-gov'].some((partition) =>
    found.has(`arn:${partition}:s3:::${bucket}/${key}`),
  );
  if (!isListed && /^[a-z0-9][\w.-]*$/i.test(bucket)) add(found, `s3://${bucket}/${key}`, null, null);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `{key: "InstanceIds", values: ["i-…"]}`: the label tells what the values are. */
function collectLabelled(found: Map<string, Resource>, fields: JsonObject, depth: number): void {
  const valuesKey = labelledValues.find((key) => typeof fields[key] === 'object' && fields[key] !== null);
  if (valuesKey === undefined) return;
  const label = labels.map((key) => fields[key]).find((one) => typeof one === 'string');
  if (typeof label !== 'string' || tagLabel.test(label)) return;
  const kind = kindOf(label);
  if (kind === 'name' || kind === 'word') collect(found, fields[valuesKey], label, depth + 1, 'names');
}

function add(found: Map<string, Resource>, value: unknown, type: string | null, key: string | null): void {
  if (typeof value !== 'string' || value === '' || value === hiddenByAws || value.length > longestName) return;
  const name = cleanText(value[3] === '%' && encodedArn.test(value) ? decoded(value) : value, longestName);
  const known = found.get(name);
  if (known === undefined) {
    if (found.size >= maxResources) return;
    found.set(name, { type: type === null ? null : cleanText(type), name, key: key ?? undefined });
    return;
  }
  if (known.type === null && type !== null) known.type = cleanText(type);
  if (key !== null && known.key !== undefined && known.key !== key) known.key = null;
}

/** Some services record names as they stood in a URL: arn%3Aaws%3A… */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function kindOf(key: string): KeyKind {
  const known = kinds.get(key);
  if (known !== undefined) return known;
  const kind = readKind(key);
  if (kinds.size >= maxKinds) kinds.clear();
  if (key.length <= 128) kinds.set(key, kind);
  return kind;
}

function readKind(key: string): KeyKind {
  if (key.startsWith('arn:')) return 'arn';
  if (pairedKey.test(key)) return 'pair';
  const lower = key.toLowerCase();
  if (asideKeys.has(lower)) return 'aside';
  if (filterKeys.has(lower)) return 'filter';
  if (isSecretKey(key)) return 'secret';
  if (wrapperKeys.has(lower)) return 'wrapper';
  const bare = lower.replace(/[-_]/g, '');
  if (namingKey.test(bare)) return unrelatedKeys.has(bare) ? 'other' : 'name';
  const one = bare.replace(/ies$/, 'y').replace(/s$/, '');
  return wordKeys.has(bare) || wordKeys.has(one) ? 'word' : 'other';
}

/** What AWS writes in the place of what it does not show. */
export const hiddenByAws = 'HIDDEN_DUE_TO_SECURITY_REASONS';
