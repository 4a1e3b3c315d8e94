import ipaddr from 'ipaddr.js';
import type { Principal, TrailEvent } from '../trail/event.ts';
import { displayRole, isHuman, isRoot, isService } from '../trail/principal-kind.ts';
import { assumedRole, lastPart, parseArn } from '../trail/resources.ts';
import { type Condition, type ConditionKind, type ConditionValues, type Filter, type Is, kinds } from './condition.ts';
import { resourceFinder } from './match-resource.ts';

type Matcher = (event: TrailEvent) => boolean;

/**
 * Reads a filter once, for use on many events: true for those of which every condition holds. Questions are about calls;
 * records of other kinds are for those who ask for them by ID.
 */
export function matcher(filter: Filter): Matcher {
  const isWanted = kindMatcher(filter);
  // Kinds are listed cheapest first: most events fail the first.
  const cheapestFirst = [...filter].sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
  const holding = cheapestFirst.map(conditionMatcher);
  return (event) => isWanted(event) && holding.every((holds) => holds(event));
}

/** Whether a question is about records of an event's kind. */
export function kindMatcher(filter: Filter): (event: Pick<TrailEvent, 'kind'>) => boolean {
  const ofAnyKind = filter.some(({ kind, not }) => kind === 'id' && !not);
  return ({ kind }) => ofAnyKind || kind === 'call';
}

/** Whether one event satisfies a filter. */
export function matches(filter: Filter, event: TrailEvent): boolean {
  return matcher(filter)(event);
}

function conditionMatcher<K extends ConditionKind>({ kind, anyOf, not }: Condition<K>): Matcher {
  const any = anyOf.map((value) => valueMatchers[kind](value));
  return (event) => any.some((holds) => holds(event)) !== not;
}

/** How an event is held against one value of each kind. */
const valueMatchers: { [K in ConditionKind]: (value: ConditionValues[K]) => Matcher } = {
  id: (id) => (event) => event.id === id,
  event:
    ({ name, source }) =>
    (event) =>
      event.name === name && (source === null || event.source === source),
  service: (service) => (event) => event.source === service,
  in: (region) => (event) => event.region === region,
  account: (id) => (event) => event.account === id,
  key:
    (key) =>
    ({ principal }) =>
      principal.accessKey === key,
  is: (value) => isMatchers[value],
  by: principalMatcher,
  session: sessionMatcher,
  on: resourceMatcher,
  ip: addressMatcher,
  chatbot: () => isChatbot,
  issued: issueMatcher,
};

const isMatchers: Record<Is, Matcher> = {
  error: ({ outcome }) => outcome !== 'ok',
  denied: ({ outcome }) => outcome === 'denied',
  ok: ({ outcome }) => outcome === 'ok',
  read: ({ readOnly }) => readOnly,
  write: ({ readOnly }) => !readOnly,
  root: ({ principal }) => isRoot(principal),
  human: ({ principal }) => isHuman(principal),
  service: ({ principal }) => isService(principal),
};

/** Chatbot's own calls, the roles assumed for channels, and the calls under sessions whose name tells of it. */
function isChatbot({ name, source, principal, issued }: TrailEvent): boolean {
  if (source === 'chatbot.amazonaws.com') return true;
  if (principal.role !== null) return isChatbotSession(principal.name);
  return name === 'AssumeRole' && isChatbotSession(issued?.session ?? '');
}

/** Whether a session's name tells that it was assumed for AWS Chatbot. */
export const isChatbotSession = (name: string): boolean => name.toLowerCase().includes('chatbot');

/** The call that handed out this key, this session, or a session of the same role and name elsewhere. */
function issueMatcher({ accessKey, arn }: ConditionValues['issued']): Matcher {
  const [role, session] = arn?.split(':assumed-role/')[1]?.split('/') ?? [];
  return ({ issued }) =>
    issued !== null &&
    ((accessKey !== null && issued.accessKey === accessKey) ||
      (arn !== null && issued.arn === arn) ||
      (session !== undefined && issued.session === session && issued.role?.endsWith(`/${role}`) === true) ||
      (session !== undefined && issued.arn?.endsWith(`:assumed-role/${role}/${session}`) === true));
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Whether an event came from an address or CIDR range, IPv4 or IPv6, however it is spelled (IPv4 inside IPv6 is IPv4).
 * Proxies record several, of which any will do, and some record ports. What is no address matches nothing:
 * sourceIPAddress is often a service's name.
 */
export function addressMatcher(ip: string): (event: Pick<TrailEvent, 'address'>) => boolean {
  const range = readRange(ip);
  if (range === null) return () => false;
  const [start, bits] = range;
  return ({ address }) =>
    address === ip || addressesIn(address).some((from) => from.kind() === start.kind() && from.match(start, bits));
}

/** Every address that is recorded: `203.0.113.5, 10.1.2.3`, `203.0.113.5:4711`, `[2001:db8::1]:443`, `fe80::1%eth0`. */
function addressesIn(recorded: string): Address[] {
  const whole = readAddress(recorded);
  if (whole !== null) return [whole];
  return recorded.split(/[\s,;]+/).flatMap((part) => {
    const [, bracketed, plain] = /^"?\[([^\]]+)\](?::\d+)?"?$|^(\d[\d.]+):\d{1,5}$/.exec(part) ?? [];
    const address = readAddress((bracketed ?? plain ?? part).replace(/%.*$/, ''));
    return address === null ? [] : [address];
  });
}

function readRange(text: string): [Address, number] | null {
  const slash = text.indexOf('/');
  if (slash < 0) {
    const address = readAddress(text);
    return address === null ? null : [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  const start = readAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (start === null || !/^\d{1,3}$/.test(length)) return null;
  const mapped = start.kind() === 'ipv4' && text.includes(':');
  const bits = Number(length) - (mapped ? 96 : 0);
  return bits < 0 || bits > (start.kind() === 'ipv4' ? 32 : 128) ? null : [start, bits];
}

/** Four decimal parts or IPv6; the library would also take `10` and `0x7f.1` for addresses. */
function readAddress(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text) || (text.includes(':') && ipaddr.IPv6.isValid(text))) {
    return ipaddr.process(text);
  }
  return null;
}

/**
 * Whether an event's caller is the one meant, however it is written and in whatever case: user name, session name, role,
 * permission set, role/session, `role/…`, `user/…`, ARN, e-mail address, access key, principal ID with or without its
 * session, the ID of a user of Identity Center, a service's name, the ID of another account, or `root`: the root user,
 * and nobody who is merely called so.
 */
function principalMatcher(who: string): (event: TrailEvent) => boolean {
  const asked = who.toLowerCase();
  if (asked === 'root') return ({ principal }) => isRoot(principal);
  if (/^\d{12}$/.test(asked)) return (event) => isOtherAccount(event, asked);
  const byArn = arnMatcher(asked);
  return byArn === null ? isWritten(asked) : ({ principal }) => byArn(principal);
}

/** Whether a caller is called so, in lower case, by people or records. */
function isWritten(asked: string): (event: TrailEvent) => boolean {
  return ({ principal }) => spellings(principal).some((written) => written?.toLowerCase() === asked);
}

/** Whether the caller holds the session meant: a session name, role/session, ARN or temporary access key. */
function sessionMatcher(session: string): (event: TrailEvent) => boolean {
  const isCaller = session.toLowerCase() === 'root' ? isWritten('root') : principalMatcher(session);
  return (event) => isSession(event.principal) && isCaller(event) && !namesRoleOnly(event.principal, session);
}

/** Everything by which people and records call a principal. */
function spellings(principal: Principal): (string | null)[] {
  const { type, name, role, arn, id, accessKey, invokedBy, person } = principal;
  const set = displayRole(principal);
  return [
    name,
    role,
    set,
    role === null ? null : `${role}/${name}`,
    role === null ? null : `role/${role}`,
    set === null ? null : `role/${set}`,
    type === 'IAMUser' ? `user/${name}` : null,
    set === null ? null : `${set}/${name}`,
    arn,
    id,
    id?.split(':', 1)[0] ?? null,
    accessKey,
    invokedBy,
    person,
  ];
}

/** `arn` in lower case; null where it is no ARN, or one that is only ever equal to itself. */
function arnMatcher(arn: string): ((principal: Principal) => boolean) | null {
  const parts = parseArn(arn);
  if (parts === null) return null;
  const isIn = ({ account }: Principal) => account === parts.account;
  if (parts.resource === 'root') return (principal) => isRoot(principal) && isIn(principal);
  const named = lastPart(parts.resource);
  // A role's ARN means all its sessions. Their own ARNs leave out its path.
  const role = parts.resource.startsWith('role/') ? named : roleAlone(arn);
  if (role !== null) return (principal) => principal.role?.toLowerCase() === role && isIn(principal);
  if (!parts.resource.startsWith('user/')) return null;
  return (principal) =>
    principal.arn === null
      ? principal.type === 'IAMUser' && principal.name.toLowerCase() === named && isIn(principal)
      : principal.arn.toLowerCase() === arn;
}

/** The role of an assumed role's ARN that names no session. */
function roleAlone(arn: string): string | null {
  const assumed = assumedRole(arn);
  return assumed !== null && assumed.session === null ? assumed.role : null;
}

function isOtherAccount({ principal, account }: TrailEvent, asked: string): boolean {
  return principal.account === asked && (principal.type === 'AWSAccount' || account !== asked);
}

/** Users with keys of their own, root and services hold no session. */
function isSession({ type, accessKey }: Principal): boolean {
  if (type === 'IAMUser' || type === 'Root') return accessKey?.startsWith('ASIA') === true;
  return type !== 'AWSService';
}

/** `session admin` asks for a session named so, not for every session of a role named so. */
function namesRoleOnly(principal: Principal, session: string): boolean {
  const asked = session.toLowerCase();
  if (principal.name.toLowerCase() === asked) return false;
  return [principal.role, displayRole(principal), principal.invokedBy].some((name) => name?.toLowerCase() === asked);
}

/** Whether an event is about the resource meant, however either is written. */
function resourceMatcher(on: string): Matcher {
  const find = resourceFinder(on);
  return (event) => find(event) !== null;
}
