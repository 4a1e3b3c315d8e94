import {
  type Condition,
  type ConditionKind,
  type ConditionValues,
  type Filter,
  valuesOf,
  withoutKinds,
} from '../../condition/condition.ts';

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
  /** Names of the sessions that used the role in question; null where none were looked for. */
  sessions: readonly string[] | null;
}

/** One way to find what a filter describes: its look-ups together return every event that matches. */
interface Way {
  lookups: Lookup[];
  /** Pages that all of them are expected to return from a week of a busy account. */
  pages: number;
}

/** Expected pages by attribute: an ID is one event, a resource has few, most of a trail are reads. */
const pages = {
  EventId: 1,
  Root: 2,
  AccessKeyId: 4,
  RareEvent: 5,
  ResourceName: 6,
  Username: 10,
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
): Lookup[] {
  const everything: Way = { lookups: [null], pages: pages.Everything };
  const ways = [...waysTo(filter, around), everything];
  const free = ways.find(({ lookups }) => lookups.length > 0 && lookups.every(isKnown));
  return (free ?? ways.reduce((best, way) => (way.pages < best.pages ? way : best), everything)).lookups;
}

/** What an answer must say of how it was looked up. */
export function notesOn(lookups: readonly Lookup[]): string[] {
  if (!lookups.some((lookup) => lookup?.attribute === 'ReadOnly')) return [];
  return [
    'Looked up by CloudTrail’s readOnly flag: records without one, and AssumeRole calls (logged as reads), are not among them.',
  ];
}

/** Whether what a filter is about can be looked up only by the names of its sessions: a role's use, or AWS Chatbot's. */
export function needsSessions(filter: Filter): boolean {
  const principals = valuesOf(filter, 'by');
  const ofRoles = principals.some(mayBeRole) && principals.every(isNamed);
  if (!ofRoles && valuesOf(filter, 'chatbot').length === 0) return false;
  const around = { account: null, region: '', seenAs: () => [], sessions: null };
  return waysTo(withoutKinds(filter, 'by', 'chatbot'), around).every(
    ({ lookups, pages: all }) => all >= lookups.length * pages.Username,
  );
}

/** A condition of what must hold is one way to find all matches: each of its values is looked up. */
function waysTo(filter: Filter, around: Surroundings): Way[] {
  return filter.flatMap((condition) => (condition.not ? [] : (wayTo(condition, around) ?? [])));
}

function wayTo<K extends ConditionKind>({ kind, anyOf }: Condition<K>, around: Surroundings): Way | null {
  const found = anyOf.map((value) => waysToValue[kind](value, around));
  const ways = found.filter((way) => way !== null);
  if (ways.length < found.length) return null;
  return {
    lookups: distinct(ways.flatMap(({ lookups }) => lookups)),
    pages: ways.reduce((sum, way) => sum + way.pages, 0),
  };
}

/** How the events that have one value of each kind are looked up; null where no attribute holds it. */
const waysToValue: { [K in ConditionKind]: (value: ConditionValues[K], around: Surroundings) => Way | null } = {
  id: (id) => way('EventId', [id], pages.EventId),
  event: ({ name }) => way('EventName', [name], pagesOfEvent(name)),
  service: (service) => way('EventSource', [service], pages.EventSource),
  in: () => null,
  key: (key) => way('AccessKeyId', [key], pages.AccessKeyId),
  is: (value) => waysToIs[value],
  by: waysToPrincipal,
  session: waysToPrincipal,
  on: (on, around) => way('ResourceName', resourceLookups(on, around), pages.ResourceName),
  ip: () => null,
  chatbot: (_, { sessions }) => {
    const lookups = chatbotLookups(sessions ?? []);
    return { lookups, pages: lookups.length };
  },
  issued: () => null,
};

const waysToIs: Record<ConditionValues['is'], Way | null> = {
  root: way('Username', ['root'], pages.Root),
  write: way('ReadOnly', ['false'], pages.Writes),
  read: way('ReadOnly', ['true'], pages.Reads),
  issuing: null,
  error: null,
  denied: null,
  ok: null,
  human: null,
  service: null,
};

function waysToPrincipal(who: string, around: Surroundings): Way | null {
  const found = principalLookups(who, around);
  return found === null ? null : way(found.attribute, found.values, pages[found.attribute]);
}

/** Each value is a look-up of its own, expected to return so many pages. */
function way(attribute: Attribute, values: readonly string[], each: number): Way {
  return { lookups: values.map((value) => ({ attribute, value })), pages: each * values.length };
}

/** Its own calls, the sessions it was given, and what was done in them. */
function chatbotLookups(sessions: readonly string[]): Lookup[] {
  return [
    { attribute: 'EventSource', value: 'chatbot.amazonaws.com' },
    { attribute: 'EventName', value: 'AssumeRole' },
    ...sessions.map((value) => ({ attribute: 'Username' as const, value })),
  ];
}

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
 * The look-ups that find a principal's own calls, however it is written; null where no attribute can: an account,
 * a principal ID, an AWS service (whose Username is missing), or a role whose sessions are not known
 * (its Username is the session's name). Username is exact and case-sensitive, so a name is looked up as typed,
 * in lower and in upper case, and as it was seen before.
 */
function principalLookups(
  who: string,
  { seenAs, sessions }: Pick<Surroundings, 'seenAs' | 'sessions'>,
): { attribute: 'AccessKeyId' | 'Username'; values: string[] } | null {
  if (isAccessKey(who)) return { attribute: 'AccessKeyId', values: [who.toUpperCase()] };
  const name = userName(who);
  const ofRole = mayBeRole(who) ? sessions : null;
  if (name === null && ofRole === null) return null;
  const spelled = name === null ? [] : spellings(name, seenAs(name));
  return { attribute: 'Username', values: [...new Set([...spelled, ...(ofRole ?? [])])] };
}

/** Whether a principal's calls can be looked up, by its own name or by those of its sessions. */
const isNamed = (who: string) => isAccessKey(who) || mayBeRole(who) || userName(who) !== null;

/** Whether what was written can be a role: its ARN, `role/name`, or a bare name, which may as well be a user's. */
export function mayBeRole(who: string): boolean {
  if (who.startsWith('arn:')) return who.includes(':role/');
  if (isAccessKey(who) || isPrincipalId(who) || /^\d{12}$/.test(who)) return false;
  return who.startsWith('role/') || (/^[\w+=,.@-]{1,64}$/.test(who) && who.toLowerCase() !== 'root' && !isService(who));
}

/** The value CloudTrail would put in Username, or null where it can't be told from what was written. */
function userName(who: string): string | null {
  if (who.toLowerCase() === 'root' || /^arn:.*:root$/.test(who)) return 'root';
  if (who.startsWith('arn:')) return /:(user|assumed-role|federated-user)\//.test(who) ? after(who, '/') : null;
  if (isPrincipalId(who)) return who.includes(':') ? after(who, ':') : null;
  if (/^\d{12}$/.test(who) || isService(who) || who.startsWith('role/')) return null;
  return after(who, '/');
}

const isAccessKey = (who: string) => /^A[KS]IA[A-Z0-9]{12,}$/i.test(who);
const isPrincipalId = (who: string) => /^A(IDA|ROA|GPA|NPA)[A-Z0-9]{12,}(:|$)/.test(who);
const isService = (who: string) => who.endsWith('.amazonaws.com');

function after(text: string, separator: string): string | null {
  return text.slice(text.lastIndexOf(separator) + 1) || null;
}

/** As typed first, then the cases that people and directories use, then those seen. */
function spellings(name: string, seen: readonly string[]): string[] {
  return name === 'root' ? [name] : [name, name.toLowerCase(), name.toUpperCase(), ...seen];
}

/**
 * The ResourceName values under which services record a resource: some write ARNs (KMS, SNS, STS),
 * others short names (S3, IAM, EC2, Lambda, RDS), and the attribute is exact. Both are looked up.
 */
function resourceLookups(on: string, place: Pick<Surroundings, 'account' | 'region'>): string[] {
  const forms = on.startsWith('arn:') ? formsOfArn(on) : formsOfName(on, place);
  return [...new Set(forms.filter((form) => form !== ''))];
}

/** `arn:aws:s3:::audit-logs/key` is also the bucket `audit-logs`; `…:function:pay` is also `pay`. */
function formsOfArn(arn: string): string[] {
  const resource = arn.split(':').slice(5).join(':');
  const short = resource.slice(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
  const bucket = arn.startsWith('arn:aws:s3:::') ? [resource.split('/')[0] ?? ''] : [];
  return [arn, resource, short, ...bucket];
}

function formsOfName(name: string, { account, region }: Pick<Surroundings, 'account' | 'region'>): string[] {
  const forms = [name];
  if (/^[a-z0-9][a-z0-9.-]{2,62}$/.test(name)) forms.push(`arn:aws:s3:::${name}`);
  if (account === null) return forms;
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$|^mrk-[0-9a-f]{32}$/.test(name))
    forms.push(`arn:aws:kms:${region}:${account}:key/${name}`);
  else if (name.startsWith('alias/')) forms.push(`arn:aws:kms:${region}:${account}:${name}`);
  else if (/^[\w-]{1,256}(\.fifo)?$/.test(name)) forms.push(`arn:aws:sns:${region}:${account}:${name}`);
  if (/^[\w+=,.@-]{1,64}$/.test(name)) forms.push(`arn:aws:iam::${account}:role/${name}`);
  if (/^[\w-]{1,64}$/.test(name)) forms.push(`arn:aws:lambda:${region}:${account}:function:${name}`);
  return forms;
}
