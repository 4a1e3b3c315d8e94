import {
  type Condition,
  type ConditionKind,
  type ConditionValues,
  conditionsOf,
  type EventName,
  type Filter,
  type Is,
  isEqual,
  isOfKind,
} from '../../condition/condition.ts';
import { partitionOf } from '../../query/regions.ts';
import { type Reference, readReference } from '../../trail/resource-reference.ts';
import { assumedRole } from '../../trail/resources.ts';
import { namingEvents } from '../../trail/sign-ins.ts';

/** The attributes LookupEvents indexes; at most one a call, values exact and case-sensitive. */
export type Attribute =
  | 'EventId'
  | 'EventName'
  | 'ReadOnly'
  | 'Username'
  | 'ResourceType'
  | 'ResourceName'
  | 'EventSource'
  | 'AccessKeyId';

/** One LookupEvents condition; null looks up everything. */
export type Lookup = { attribute: Attribute; value: string } | null;

/** Where a fetch goes, and what is known of the principals there. */
interface Surroundings {
  /** 12 digits; null where it is not known. */
  account: string | null;
  region: string;
  /** Other spellings under which a principal's name was seen before. */
  seenAs: (name: string) => readonly string[];
  /** Sessions that were looked for; null where none were. */
  sessions: Sessions | null;
}

/** A condition that holds for all calls of some sessions: those of a role, or of AWS Chatbot. */
export type SessionCondition = Condition<'by'> | Condition<'chatbot'>;

/** Under which names the sessions that such a condition is about were used. They tell nothing of any other condition. */
export interface Sessions {
  of: SessionCondition;
  names: readonly string[];
}

/** One way to find what a filter describes: its look-ups together return every event that matches. */
interface Way {
  lookups: Lookup[];
  /** Pages that all of them are expected to return from a week of a busy account. */
  pages: number;
  /** Whether sessions are among them, so that they return no more than what was done in those that were found. */
  bySessions?: boolean;
}

/** Expected pages by attribute: an ID is one event, a resource has few, most of a trail are reads. */
const pages = {
  EventId: 1,
  Root: 2,
  AccessKeyId: 4,
  RareEvent: 5,
  SignIns: 10,
  ResourceName: 6,
  Username: 10,
  ChatbotSession: 1,
  CommonEvent: 40,
  EventSource: 200,
  Writes: 400,
  Reads: 3600,
  Everything: 4000,
} as const;

/**
 * The look-ups that return every match of the filter for the fewest pages; the rest of the filter is applied to what
 * they return. `[null]` reads everything; none at all means that nothing can match.
 *
 * @param isKnown whether a look-up has brought in all it can: such cost nothing
 */
export function chooseLookups(
  filter: Filter,
  around: Surroundings,
  isKnown: (lookup: Lookup) => boolean = () => false,
): Way {
  const everything: Way = { lookups: [null], pages: pages.Everything };
  const ways = [...waysTo(filter, around), everything];
  const free = ways.find(({ lookups }) => lookups.length > 0 && lookups.every(isKnown));
  return free ?? ways.reduce((best, way) => (way.pages < best.pages ? way : best), everything);
}

/** What an answer must say of how it was looked up. */
export function notesOn(lookups: readonly Lookup[], filter: Filter): string[] {
  return [...notesOnFlags(lookups), ...notesOnUsers(lookups, filter), ...notesOnResources(lookups, filter)];
}

/** Resources are known by exact names; of what is in a bucket, event history knows nothing. */
function notesOnResources(lookups: readonly Lookup[], filter: Filter): string[] {
  if (!lookups.some((lookup) => lookup?.attribute === 'ResourceName')) return [];
  const asked = conditionsOf(filter, 'on').flatMap(({ anyOf, not }) => (not ? [] : anyOf));
  const objects = asked.filter((on) => readReference(on).kind === 'object');
  if (objects.length > 0)
    return [
      `Event history holds no calls on what is in a bucket: ask the log files of a trail that records data events (--logs) about ${objects.join(', ')}.`,
    ];
  return [
    `Event history is asked for exact names: calls that name ${asked.join(', ')} otherwise, such as with a version, are not among them.`,
  ];
}

function notesOnUsers(lookups: readonly Lookup[], filter: Filter): string[] {
  const users = conditionsOf(filter, 'by').flatMap(({ anyOf, not }) => (not ? [] : anyOf.filter(isUserId)));
  const bySource = lookups.some(
    (lookup) => lookup?.attribute === 'EventSource' && lookup.value === 'sso.amazonaws.com',
  );
  if (users.length === 0 || !bySource) return [];
  return [
    'Event history can’t be asked for the ID of a user of Identity Center: sign-ins and the access portal were looked up, other services’ calls on the user’s behalf were not.',
  ];
}

function notesOnFlags(lookups: readonly Lookup[]): string[] {
  if (!lookups.some((lookup) => lookup?.attribute === 'ReadOnly')) return [];
  return [
    'Looked up by CloudTrail’s readOnly flag: records without one, and AssumeRole calls (logged as reads), are not among them.',
  ];
}

/**
 * The condition of a filter that the names of sessions would find: of several, a principal's, and that which names the
 * fewest. Null where there is none.
 */
export function sessionCondition(filter: Filter): SessionCondition | null {
  const principals = conditionsOf(filter, 'by').filter((by) => isOfSessions(by) && by.anyOf.every(isNamed));
  const [fewest] = principals.sort((one, other) => one.anyOf.length - other.anyOf.length);
  return fewest ?? conditionsOf(filter, 'chatbot').find(({ not }) => !not) ?? null;
}

/** Whether sessions are worth looking for: nothing else finds what a filter describes as cheaply as their names do. */
export function needsSessions(filter: Filter): boolean {
  const around = { account: null, region: '', seenAs: () => [], sessions: null };
  return waysTo(filter, around).every(({ lookups, pages: all }) => all > lookups.length * pages.Username);
}

/** A condition of what must hold is one way to find all matches: each of its values is looked up. */
function waysTo(filter: Filter, around: Surroundings): Way[] {
  const asksForSignIns = conditionsOf(filter, 'event').some(({ anyOf, not }) => !not && anyOf.some(isNaming));
  return filter.flatMap((condition) => {
    if (condition.not || (asksForSignIns && isNamedAlone(condition))) return [];
    return wayTo(condition, around) ?? [];
  });
}

const isNaming = ({ name }: EventName) => namingEvents.includes(name);

/**
 * Whether a condition is about callers by name. Event history files the sign-ins of Identity Center under no user name,
 * so where these are asked for, a name does not find them all.
 */
function isNamedAlone({ kind }: Condition): boolean {
  return kind === 'by' || kind === 'session';
}

function wayTo<K extends ConditionKind>(condition: Condition<K>, around: Surroundings): Way | null {
  const { kind, anyOf } = condition;
  if (isOfKind(condition, 'event')) return wayToEvents(condition.anyOf);
  const found = anyOf.map((value) => waysToValue[kind](value, around));
  const ways = found.filter((way) => way !== null);
  if (ways.length < found.length) return null;
  const named = { lookups: ways.flatMap(({ lookups }) => lookups), pages: sum(ways.map((way) => way.pages)) };
  if (!isOfSessions(condition)) return { ...named, lookups: distinct(named.lookups) };
  if (around.sessions === null || !isEqual(around.sessions.of, condition)) return null;
  const { names } = around.sessions;
  const used = way('Username', names, kind === 'chatbot' ? pages.ChatbotSession : pages.Username);
  const lookups = distinct([...named.lookups, ...used.lookups]);
  return { lookups, pages: named.pages + used.pages, bySessions: true };
}

/** Whether all that a condition is about can be found only with the names of sessions. */
function isOfSessions(condition: Condition): boolean {
  if (isOfKind(condition, 'by')) return !condition.not && condition.anyOf.some(mayBeRole);
  return condition.kind === 'chatbot' && !condition.not;
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** How the events that have one value of each kind are looked up; null where no attribute holds it. */
const waysToValue: { [K in ConditionKind]: (value: ConditionValues[K], around: Surroundings) => Way | null } = {
  id: (id) => way('EventId', [id], pages.EventId),
  event: ({ name }) => way('EventName', [name], pagesOfEvent(name)),
  service: (service) => way('EventSource', [service], pages.EventSource),
  in: () => null,
  account: () => null,
  key: (key) => way('AccessKeyId', [key], pages.AccessKeyId),
  is: (value) => waysToIs[value],
  by: (who, around) => (isSurelyRole(who) ? { lookups: [], pages: 0 } : wayToPrincipal(who, around)),
  session: wayToPrincipal,
  on: (on, around) => way('ResourceName', resourceLookups(on, around), pages.ResourceName),
  ip: () => null,
  chatbot: () => ({ lookups: chatbotLookups, pages: chatbotLookups.length }),
  issued: () => null,
};

const waysToIs: Record<Is, Way | null> = {
  root: way('Username', ['root'], pages.Root),
  write: way('ReadOnly', ['false'], pages.Writes),
  read: way('ReadOnly', ['true'], pages.Reads),
  error: null,
  denied: null,
  ok: null,
  human: null,
  service: null,
};

function wayToPrincipal(who: string, { seenAs }: Surroundings): Way | null {
  if (isUserId(who)) return way('EventSource', ofIdentityCenter, pages.SignIns);
  const found = principalLookups(who, seenAs);
  if (found === null) return null;
  const byName = way(found.attribute, found.values, pages[found.attribute]);
  if (!isEmail(who)) return byName;
  const signIns = way('EventName', namingEvents, pages.RareEvent);
  return { lookups: [...byName.lookups, ...signIns.lookups], pages: byName.pages + signIns.pages };
}

/** Where users of Identity Center are told by ID: at sign-ins, and in the portal. */
const ofIdentityCenter = ['signin.amazonaws.com', 'sso.amazonaws.com'];

/** The ID of a user of Identity Center, which no attribute holds. */
const isUserId = (who: string) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(who);
/** Users of Identity Center are mostly called so, and their sign-ins are filed under no user name. */
const isEmail = (who: string) => /^[^\s@:/]+@[^\s@:/]+$/.test(who);

/** Of a service that logs little else, one look-up finds many events at once. */
function wayToEvents(events: readonly EventName[]): Way {
  const ofSignIn = events.filter(({ source }) => source === smallSource);
  const atOnce = ofSignIn.length < fewest ? [] : ofSignIn;
  const names = [...new Set(events.filter((event) => !atOnce.includes(event)).map(({ name }) => name))];
  const ways = [
    ...(atOnce.length > 0 ? [way('EventSource', [smallSource], pages.SignIns)] : []),
    ...names.map((name) => way('EventName', [name], pagesOfEvent(name))),
  ];
  return { lookups: ways.flatMap(({ lookups }) => lookups), pages: sum(ways.map((one) => one.pages)) };
}

const smallSource = 'signin.amazonaws.com';
/** For fewer events than these, looking up each reads less. */
const fewest = 3;

/** Each value is a look-up of its own, expected to return so many pages. */
function way(attribute: Attribute, values: readonly string[], each: number): Way {
  return { lookups: values.map((value) => ({ attribute, value })), pages: each * values.length };
}

/** AWS Chatbot's own calls, and the sessions it was given; beside these stands what was done in them. */
const chatbotLookups: Lookup[] = [
  { attribute: 'EventSource', value: 'chatbot.amazonaws.com' },
  { attribute: 'EventName', value: 'AssumeRole' },
];

/** A call that changes something is rare; reads and assumed roles come by the thousand. */
function pagesOfEvent(name: string): number {
  const common = /^(Describe|List|Get|Head|Lookup|BatchGet|AssumeRole|Decrypt|Encrypt|GenerateDataKey)/;
  return common.test(name) ? pages.CommonEvent : pages.RareEvent;
}

/** Two values may be looked up alike. */
function distinct(lookups: readonly Lookup[]): Lookup[] {
  return [...new Map(lookups.map((lookup) => [JSON.stringify(lookup), lookup])).values()];
}

/**
 * The look-ups that find the calls under a principal's own name, however it is written; null where no attribute holds
 * it: an account, a principal ID, an AWS service (whose Username is missing), or a role (whose sessions' Username is
 * their own). Username is exact and case-sensitive, so a name is looked up as typed, in lower and in upper case, and as
 * it was seen before.
 */
function principalLookups(
  who: string,
  seenAs: Surroundings['seenAs'],
): { attribute: 'AccessKeyId' | 'Username'; values: string[] } | null {
  if (isAccessKey(who)) return { attribute: 'AccessKeyId', values: [who.toUpperCase()] };
  const name = userName(who);
  return name === null ? null : { attribute: 'Username', values: [...new Set(spellings(name, seenAs(name)))] };
}

/** Whether a principal's calls can be looked up, by its own name or by those of its sessions. */
const isNamed = (who: string) => isAccessKey(who) || mayBeRole(who) || userName(who) !== null;

/** Whether what was written can be a role: its ARN, `role/name`, or a bare name, which may as well be a user's. */
export function mayBeRole(who: string): boolean {
  if (isSurelyRole(who)) return true;
  if (isAccessKey(who) || isPrincipalId(who) || isUserId(who) || /^\d{12}$/.test(who)) return false;
  return /^[\w+=,.@-]{1,64}$/.test(who) && who.toLowerCase() !== 'root' && !isService(who);
}

/** Whether what was written can be nothing but a role: `role/name`, its ARN, or the ARN of its sessions without one. */
export function isSurelyRole(who: string): boolean {
  return who.startsWith('role/') || /^arn:[^/]*:role\//.test(who) || assumedRole(who)?.session === null;
}

/** The value CloudTrail would put in Username, or null where it can't be told from what was written. */
function userName(who: string): string | null {
  if (who.toLowerCase() === 'root' || /^arn:.*:root$/.test(who)) return 'root';
  if (isSurelyRole(who)) return null;
  if (who.startsWith('arn:')) return /:(user|assumed-role|federated-user)\//.test(who) ? after(who, '/') : null;
  if (isPrincipalId(who)) return who.includes(':') ? after(who, ':') : null;
  if (/^\d{12}$/.test(who) || isService(who)) return null;
  // Subjects of OpenID Connect, such as repo:acme/shop:ref:refs/heads/main, are names as they stand.
  return who.includes(':') ? who : after(who, '/');
}

const isAccessKey = (who: string) => /^A[KS]IA[A-Z0-9]{12,}$/i.test(who);
const isPrincipalId = (who: string) => /^A(IDA|ROA|GPA|NPA)[A-Z0-9]{12,}(:|$)/.test(who);
const isService = (who: string) => who.endsWith('.amazonaws.com') || who.toLowerCase() === 'aws internal';

function after(text: string, separator: string): string | null {
  return text.slice(text.lastIndexOf(separator) + 1) || null;
}

/** As typed first, then the cases that people and directories use, then those seen. */
function spellings(name: string, seen: readonly string[]): string[] {
  return name === 'root' ? [name] : [name, name.toLowerCase(), name.toUpperCase(), ...seen];
}

/**
 * The ResourceName values under which services record a resource: some write ARNs (KMS, SNS, STS), others short names
 * (S3, IAM, EC2, Lambda, RDS) or addresses (SQS), and the attribute is exact. All that can be told are looked up.
 */
function resourceLookups(on: string, place: Pick<Surroundings, 'account' | 'region'>): string[] {
  const asked = readReference(on);
  const forms = asked.form === 'name' ? formsOfName(on, place) : formsOf(asked, place);
  return [...new Set(forms.filter((form) => form !== ''))];
}

/** `arn:aws:s3:::audit-logs/key` is also the bucket `audit-logs`; `…:function:pay` is also `pay`; each queue has a URL. */
function formsOf(asked: Reference, around: Pick<Surroundings, 'account' | 'region'>): string[] {
  const { text, service, kind, prefix, name, path, version, suffixed } = asked;
  const region = asked.region ?? around.region;
  const account = asked.account ?? around.account;
  const resource = prefix + (suffixed ?? path);
  const versioned = version === null ? [] : [`${name}:${version}`];
  const partition = asked.partition ?? partitionOf(region);
  if (service === 's3' && (kind === 'bucket' || kind === 'object')) {
    const bucket = asked.around?.name ?? name;
    return [text, `arn:${partition}:s3:::${path}`, bucket, `arn:${partition}:s3:::${bucket}`];
  }
  const place = service === 'iam' ? `:${account}` : `${region}:${account}`;
  const isPlaced = asked.form !== 'ARN' && service !== null && account !== null;
  const arn = isPlaced ? [`arn:${partition}:${service}:${place}:${resource}`] : [];
  const url = service === 'sqs' && account !== null ? [queueUrl(name, region, account)] : [];
  return [text, ...arn, ...versioned, resource, name, ...url];
}

function queueUrl(name: string, region: string, account: string): string {
  return `https://sqs.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${account}/${name}`;
}

function formsOfName(name: string, { account, region }: Pick<Surroundings, 'account' | 'region'>): string[] {
  const forms = [name];
  const aws = `arn:${partitionOf(region)}`;
  if (/^[a-z0-9][a-z0-9.-]{2,62}$/.test(name)) forms.push(`${aws}:s3:::${name}`);
  if (account === null) return forms;
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$|^mrk-[0-9a-f]{32}$/.test(name))
    forms.push(`${aws}:kms:${region}:${account}:key/${name}`);
  else if (name.startsWith('alias/')) forms.push(`${aws}:kms:${region}:${account}:${name}`);
  else if (/^[\w-]{1,256}(\.fifo)?$/.test(name)) forms.push(`${aws}:sns:${region}:${account}:${name}`);
  if (/^[\w-]{1,80}(\.fifo)?$/.test(name)) forms.push(queueUrl(name, region, account));
  if (/^[\w+=,.@-]{1,64}$/.test(name)) forms.push(`${aws}:iam::${account}:role/${name}`);
  if (/^[\w-]{1,64}$/.test(name)) forms.push(`${aws}:lambda:${region}:${account}:function:${name}`);
  return forms;
}
