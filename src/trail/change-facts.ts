import { asObject, asText, cleanText, type JsonObject, unpacked } from './fields.ts';
import { isSecretKey } from './secret-shapes.ts';

/** Texts by the keys they stand under, as keys are compared: small letters, one in number. */
export type Named = ReadonlyMap<string, readonly string[]>;

/** What a call that changed something names, by which another may be about the same thing. */
export interface ChangeFacts {
  /** What its request names. */
  asked: Named;
  /** What its response names, such as the ID that was given. */
  given: Named;
  /**
   * Rules of a security group, each in all the ways it may be named: by protocol, ports and peer, by its ID. Null for
   * any other call.
   */
  rules: readonly (readonly string[])[] | null;
  /** False where it names more than is kept. */
  complete: boolean;
}

/** The bounds are against hostile records: few calls name as much of what tells, under a key and in all. */
const maxTexts = 100;
const maxInAll = 1000;
const longestText = 2048;
const deepest = 8;

/** Keys that end so name something: bucketName, instanceId, roleArn, dBInstanceIdentifier, queueUrl. */
const naming = /(?:name|id|arn|identifier|url)$/;

/** Keys that tell one thing from another and end otherwise. */
const telling = new Set(
  `serialnumber rulenumber egress destinationcidrblock destinationipv6cidrblock cidrip cidrblock publicip qualifier key
  tagkey cluster service rule bucket queue topic table function stream domain repository alias user group label resource
  principal status enable added removed`.split(/\s+/),
);

/** Keys that end as those do and say nothing of a thing: of the request itself, of places, of who owns it. */
const unrelated = new Set(
  `requestid clientrequestid eventid correlationid messageid invocationid ownerid groupownerid instanceownerid
  requesterid displayname hostname availabilityzonename availabilityzoneid devicename rootdevicename attributename
  metricname typename`.split(/\s+/),
);

/** Where these stand, the key above says what is below. */
const wrappers = new Set('item items member members content value values entry entries'.split(' '));

/** What stands under these is said of the thing, and names no other. */
const aside = new Set(
  'filterset filters filter ippermissions referencedgroupinfo groups tagspecificationset'.split(' '),
);
const tags = new Set('tags tagset tagslist taglist tagkeys'.split(' '));

/** Whose rights are given and taken by one and the same call. */
const turns = new Map([
  ['add', 'added'],
  ['valuestoadd', 'added'],
  ['remove', 'removed'],
  ['valuestoremove', 'removed'],
]);

/** Reads what a call names. `request` and `response` are the record's, unpacked, whatever they are. Never throws. */
export function readChangeFacts(name: string, request: unknown, response: unknown): ChangeFacts {
  const withTags = name.includes('Tag');
  const ofRules = /SecurityGroup(?:In|E)gress$/.test(name);
  const [asked, given] = [namedIn(request, withTags), namedIn(response, withTags)];
  const rules = ofRules ? readRules(asObject(request), asObject(response)) : null;
  return {
    asked: asked.found,
    given: given.found,
    rules: rules?.slice(0, maxTexts) ?? null,
    complete: asked.room > 0 && given.room > 0 && (rules === null || rules.length <= maxTexts),
  };
}

function namedIn(value: unknown, withTags: boolean): Gatherer {
  const gatherer = { found: new Map<string, string[]>(), withTags, room: maxInAll };
  gather(value, { key: '', above: '', depth: 0, secret: false }, gatherer);
  return gatherer;
}

interface Gatherer {
  found: Map<string, string[]>;
  withTags: boolean;
  room: number;
}

interface Place {
  key: string;
  /** The key of the object that it stands in; empty at the root. */
  above: string;
  depth: number;
  secret: boolean;
}

function gather(value: unknown, place: Place, gatherer: Gatherer): void {
  if (value === null || value === undefined || place.depth > deepest || gatherer.room <= 0) return;
  if (typeof value !== 'object') {
    note(place, String(value), gatherer);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) gather(item, { ...place, depth: place.depth + 1 }, gatherer);
    return;
  }
  const fields = asObject(value) ?? {};
  // A policy's statements name what they please.
  if (fields.Statement !== undefined) return;
  for (const written in fields) {
    if (gatherer.room <= 0) return;
    const given = written.toLowerCase();
    const depth = place.depth + 1;
    if (aside.has(given)) continue;
    if (tags.has(given)) gatherTags(fields[written], gatherer, depth);
    else if (wrappers.has(given)) gather(fields[written], { ...place, depth }, gatherer);
    else {
      const turn = turns.get(given) ?? turnAt(place);
      const secret = place.secret || isSecretKey(written);
      const key = turn ?? one(given);
      gather(fields[written], { key, above: turn ?? place.key, depth, secret }, gatherer);
    }
  }
}

/** All that stands below what is added or removed is so. */
function turnAt({ key }: Place): string | null {
  return key === 'added' || key === 'removed' ? key : null;
}

function note({ key, above, secret }: Place, text: string, gatherer: Gatherer): void {
  if (text === '' || text.length > longestText) return;
  if (secret && key !== 'accesskeyid') return;
  if (unrelated.has(key) || !(naming.test(key) || telling.has(key))) return;
  // A name, an ID or an ARN is that of what it stands in: `user.arn` is the ARN of a user.
  const full = /^(?:name|id|arn|identifier|url)$/.test(key) ? `${above}${key}` : key;
  const known = gatherer.found.get(full) ?? [];
  const safe = cleanText(text, longestText);
  if (known.includes(safe)) return;
  gatherer.room = known.length < maxTexts ? gatherer.room - 1 : 0;
  gatherer.found.set(full, [...known, safe]);
}

/** Tags by their keys alone, however they are listed; only for calls that are about tags. */
function gatherTags(value: unknown, gatherer: Gatherer, depth: number): void {
  if (!gatherer.withTags || depth > deepest || gatherer.room <= 0) return;
  const place = { key: 'tagkey', above: '', depth, secret: false };
  if (typeof value === 'string') {
    note(place, value, gatherer);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) gatherTags(item, gatherer, depth + 1);
    return;
  }
  const fields = asObject(value) ?? {};
  const key = asText(fields.key) ?? asText(fields.Key) ?? asText(fields.tagKey) ?? asText(fields.TagKey);
  if (key !== null) {
    note(place, key, gatherer);
    return;
  }
  for (const field in fields) {
    if (wrappers.has(field)) gatherTags(fields[field], gatherer, depth + 1);
    else note(place, field, gatherer);
  }
}

/** `instanceIds` and `flowLogIdSet` are compared as `instanceid` and `flowlogid`. */
function one(key: string): string {
  const bare = key.replace(/[^a-z0-9]/g, '').replace(/(id|name|arn)(?:set|list)$/, '$1');
  return /(?:name|id|arn|identifier|url|key)s$/.test(bare) ? bare.slice(0, -1) : bare;
}

/** What the response says of rules is what was done; older records and some calls have it in the request alone. */
function readRules(request: JsonObject | null, response: JsonObject | null): (readonly string[])[] {
  const done = [...rulesIn(response, 'securitygroupruleset'), ...rulesIn(response, 'revokedsecuritygroupruleset')];
  if (done.length > 0) return done;
  const flat = request === null ? [] : rulesOf(request);
  const listed = rulesIn(request, 'ippermissions');
  return [...flat, ...listed, ...ruleIds(request).map((id) => [id])];
}

function rulesIn(fields: JsonObject | null, key: string): (readonly string[])[] {
  return itemsOf(fieldOf(fields, key)).flatMap((item) => rulesOf(item));
}

/** One protocol and its ports for each of the peers; with its ID, where there is one rule of it. */
function rulesOf(fields: JsonObject): (readonly string[])[] {
  const peers = [
    ...['cidrip', 'cidripv4', 'cidripv6', 'prefixlistid', 'sourcesecuritygroupname'].map((key) => textOf(fields, key)),
    ...peersIn(fields, 'ipranges', ['cidrip']),
    ...peersIn(fields, 'ipv6ranges', ['cidripv6']),
    ...peersIn(fields, 'prefixlistids', ['prefixlistid']),
    ...peersIn(fields, 'groups', ['groupid', 'groupname']),
    textOf(asObject(fieldOf(fields, 'referencedgroupinfo')), 'groupid'),
  ].filter((peer) => peer !== null);
  const given = (textOf(fields, 'ipprotocol') ?? '-1').toLowerCase();
  const protocol = protocols.get(given) ?? given;
  const port = (key: string) => (protocol === '-1' ? '-1' : (textOf(fields, key) ?? '-1'));
  const id = textOf(fields, 'securitygroupruleid');
  const ports = `${port('fromport')}-${port('toport')}`;
  return peers.map((peer) => {
    const rule = cleanText(`${protocol} ${ports} ${peer}`, longestText);
    return id !== null && peers.length === 1 ? [rule, cleanText(id)] : [rule];
  });
}

/** Protocols may be named by their numbers. */
const protocols = new Map([
  ['6', 'tcp'],
  ['17', 'udp'],
  ['1', 'icmp'],
  ['58', 'icmpv6'],
]);

function peersIn(fields: JsonObject, list: string, keys: readonly string[]): string[] {
  return itemsOf(fieldOf(fields, list)).flatMap((item) => {
    const texts = keys.flatMap((key) => textOf(item, key) ?? []);
    return texts.slice(0, 1);
  });
}

function ruleIds(request: JsonObject | null): string[] {
  const given = fieldOf(request, 'securitygroupruleids') ?? fieldOf(request, 'securitygroupruleid');
  const texts: string[] = [];
  const walk = (value: unknown, depth: number) => {
    if (typeof value === 'string' && /^sgr-\w+$/.test(value)) texts.push(value);
    if (typeof value !== 'object' || value === null || depth > deepest) return;
    for (const inside of Object.values(value)) walk(inside, depth + 1);
  };
  walk(given, 0);
  return texts;
}

/** The objects of a list, which EC2 writes as `{items: [ … ]}`. */
function itemsOf(list: unknown): JsonObject[] {
  const given = unpacked(list);
  const items: unknown = Array.isArray(given) ? given : fieldOf(asObject(given), 'items');
  return Array.isArray(items) ? items.map(asObject).filter((item) => item !== null) : [];
}

function textOf(fields: JsonObject | null, key: string): string | null {
  const value = fieldOf(fields, key);
  return typeof value === 'number' ? String(value) : asText(value);
}

/** A field by its key, in whichever case. */
function fieldOf(fields: JsonObject | null, key: string): unknown {
  for (const written in fields) if (written.toLowerCase() === key) return fields[written];
  return undefined;
}
