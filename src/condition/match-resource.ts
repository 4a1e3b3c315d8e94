import type { Resource, TrailEvent } from '../trail/event.ts';
import { uniqueId } from '../trail/resource-keys.ts';
import {
  callingsOf,
  isAnyCaseService,
  plainReference,
  type Reference,
  readQueuePath,
  readReference,
} from '../trail/resource-reference.ts';
import { masked } from '../trail/secret-shapes.ts';
import { kindTold, mayBeOfKey } from './resource-kinds.ts';

/** As much of an event as tells what it was about. */
export type AboutResources = Pick<TrailEvent, 'resources' | 'source' | 'region' | 'account'>;

/**
 * Finds the resource meant among those of an event, however either is written: by name, ARN, part of an ARN or address,
 * with or without version, alias or the end that AWS adds. A version asked for must be named; what is in a bucket, table
 * or topic is found with it. Account, Region and partition agree where both are known; case counts, as it does in AWS
 * (but for databases). Gives the resource as recorded, that of the very name asked first and what is in it last, or null.
 */
export function resourceFinder(on: string): (event: AboutResources) => Resource | null {
  const asked = readReference(on);
  const core = textOfAll(asked);
  return (event) => {
    const { resources } = event;
    const same = resources.find(({ name }) => name === on);
    if (same !== undefined) return same;
    const alike = resources.filter(({ name }) => mayHold(name, core));
    const read = alike.map((resource) => ({ resource, recorded: readRecorded(resource, event) }));
    const itself = read.find(({ resource, recorded }) =>
      isMeant(asked, { ...recorded, around: null }, resource, event),
    );
    const found = itself ?? read.find(({ resource, recorded }) => isMeant(asked, recorded, resource, event));
    return found?.resource ?? null;
  };
}

/**
 * A text that stands in every record about the resource, letter by letter, unless it was escaped as in a URL (`%2F`)
 * or, with `isAnyCase`, is in another case; null where there is none.
 */
export function textOfAll(asked: Reference): { text: string; isAnyCase: boolean } | null {
  const runs = asked.text.includes(masked) ? [] : (asked.name.match(/[A-Za-z0-9]+/g) ?? []);
  const text = runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
  return text === '' ? null : { text, isAnyCase: asked.isAnyCase || asked.service === null };
}

/** Whether a name is worth taking apart. */
function mayHold(name: string, core: ReturnType<typeof textOfAll>): boolean {
  if (core === null || name.includes(core.text) || name.includes('%')) return true;
  return core.isAnyCase && lower(name).includes(lower(core.text));
}

/** Small letters of ASCII only: no others are in such names. */
const lower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function isMeant(asked: Reference, recorded: Reference, resource: Resource, event: AboutResources): boolean {
  if (asked.form === 'name') return isCalled(recorded, asked);
  return isSame(asked, recorded, resource, event) || (asked.form === 'partial ARN' && isCalled(recorded, asked));
}

/** Whether what was recorded goes by the name asked, wherever it is; a part of an ARN may still tell the account. */
function isCalled(recorded: Reference, asked: Reference): boolean {
  if (!agree(asked, recorded)) return false;
  const callings = callingsOf(recorded);
  if (callings.has(asked.text)) return true;
  return recorded.isAnyCase && [...callings].some((calling) => lower(calling) === lower(asked.text));
}

/** A recorded name says more where its key tells what it is of: `functionName` may hold a version, `queueUrl` a path. */
function readRecorded(resource: Resource, { source }: AboutResources): Reference {
  const { name } = resource;
  const read = readReference(name);
  if (read.form === 'ARN' || read.form === 'URL' || read.account !== null || read.kind === 'alias') return read;
  const kind = kindTold(resource) ?? '';
  if (kind === 'function' ? read.kind === kind : /^resourceid$/i.test(resource.key ?? '')) return read;
  const [service = ''] = source.split('.', 1);
  const plain = { ...plainReference(name), isAnyCase: isAnyCaseService(service) };
  const [, bare, version] = versionIn(kind, name) ?? [];
  if (bare !== undefined && version !== undefined) return { ...plain, name: bare, path: bare, version };
  return (kind === 'queue' ? readQueuePath(name) : null) ?? plain;
}

function versionIn(kind: string, name: string): RegExpExecArray | null {
  if (kind === 'repository') return /^([^:@]+)[:@](.+)$/.exec(name);
  return versioned.has(kind) ? /^([^:]+):([^:]+)$/.exec(name) : null;
}

/** Kinds whose names may have a version behind them. */
const versioned: ReadonlySet<string> = new Set([
  'function',
  'layer',
  'taskdefinition',
  'jobdefinition',
  'statemachine',
]);

/** Whether two references are of one thing, or what is recorded is in what is asked for. */
function isSame(asked: Reference, recorded: Reference, resource: Resource, event: AboutResources): boolean {
  const isName = recorded.form === 'name';
  const told = recorded.form === 'ARN' || recorded.form === 'URL' ? recorded : placed(recorded, asked, event);
  if (!(isName && uniqueId.test(recorded.text)) && !agree(asked, told)) return false;
  if (isName && !mayBeOfKey(asked, resource, event.source)) return false;
  if (asked.isFolder && recorded.kind === 'object') return recorded.path.startsWith(asked.path);
  if (isNamedAlike(asked, recorded)) return asked.version === null || asked.version === recorded.version;
  const { around } = recorded;
  return around !== null && agreeOn(asked.kind, around.kind) && asked.version === null && asked.name === around.name;
}

/** What a name does not tell is the account and Region in which it was recorded; not of what is AWS's own. */
function placed(recorded: Reference, asked: Reference, { region, account }: AboutResources): Reference {
  return {
    ...recorded,
    partition: recorded.partition ?? (region === '' ? null : partitionOf(region)),
    region: recorded.region ?? (region === '' ? null : region),
    account: recorded.account ?? (isAccount(account) && isAccount(asked.account ?? '') ? account : null),
  };
}

const isAccount = (text: string) => /^\d{12}$/.test(text);

function partitionOf(region: string): string {
  const [, partition = 'aws'] = partitions.find(([start]) => region.startsWith(start)) ?? [];
  return partition;
}

const partitions = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
] as const;

function agree(asked: Reference, recorded: Reference): boolean {
  const fields = ['partition', 'service', 'region', 'account'] as const;
  return fields.every((field) => agreeOn(asked[field], recorded[field]));
}

const agreeOn = (asked: string | null, recorded: string | null) =>
  asked === null || recorded === null || asked === recorded;

function isNamedAlike(asked: Reference, recorded: Reference): boolean {
  if (!agreeOn(asked.kind, recorded.kind)) return false;
  const isAnyCase = asked.isAnyCase || recorded.isAnyCase;
  const alike = (one: string, other: string) => one === other || (isAnyCase && lower(one) === lower(other));
  if (recorded.form === 'name') {
    const { prefix, name, path, suffixed } = asked;
    return [name, path, prefix + path, `/${path}`, suffixed ?? name].some((one) => alike(one, recorded.name));
  }
  if (asked.suffixed !== null && recorded.suffixed !== null)
    return [asked.suffixed, asked.name].includes(recorded.suffixed) || asked.suffixed === recorded.name;
  const [suffixed, other] = asked.suffixed === null ? [recorded.suffixed, asked] : [asked.suffixed, recorded];
  if (suffixed !== null && suffixed === other.name) return true;
  if (alike(asked.path, recorded.path)) return true;
  const lacksPath = asked.path === asked.name || recorded.path === recorded.name;
  return lacksPath && asked.isPathOptional && recorded.isPathOptional && asked.name === recorded.name;
}
