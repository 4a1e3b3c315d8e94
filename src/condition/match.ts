import type { Filter, Is } from '../query/query.ts';
import type { TrailEvent } from '../trail/event.ts';
import { isHuman, isRoot, isService } from '../trail/principal-kind.ts';
import { addressMatcher } from './address-matcher.ts';
import { principalMatcher, sessionMatcher } from './principal-matcher.ts';
import { resourceMatcher } from './resource-matcher.ts';

type Matcher = (event: TrailEvent) => boolean;

/** Reads a filter once, for use on many events: true for those that satisfy every field that is present. */
export function matcher(filter: Filter): Matcher {
  const conditions = conditionsOf(filter);
  return (event) => conditions.every((holds) => holds(event));
}

/** Whether one event satisfies a filter. */
export function matches(filter: Filter, event: TrailEvent): boolean {
  return matcher(filter)(event);
}

/** Cheapest first: most events fail the first. */
function conditionsOf({ event, by, on, ip, key, service, id, session, chatbot, issued, is = [] }: Filter): Matcher[] {
  const conditions: Matcher[] = [];
  if (id !== undefined) conditions.push((given) => given.id === id);
  if (event !== undefined) conditions.push(eventMatcher(event));
  if (service !== undefined) conditions.push((given) => given.source === service);
  if (key !== undefined) conditions.push(({ principal }) => principal.accessKey === key);
  const sessions = asksForSessions(event, service);
  conditions.push(...is.map((value) => (value === 'write' && sessions ? isChangeOrSession : isMatchers[value])));
  if (by !== undefined) conditions.push(principalMatcher(by));
  if (session !== undefined) conditions.push(sessionMatcher(session));
  if (on !== undefined) conditions.push(resourceMatcher(on));
  if (ip !== undefined) conditions.push(addressMatcher(ip));
  if (chatbot === true) conditions.push(isChatbot);
  if (issued !== undefined) conditions.push(issueMatcher(issued));
  return conditions;
}

/** Calls that hand out sessions are logged as reads; asked about by name, they are changes all the same. */
const isChangeOrSession: Matcher = ({ readOnly, issued }) => !readOnly || issued !== null;

function asksForSessions(event: Filter['event'], service: Filter['service']): boolean {
  return service === 'sts.amazonaws.com' || event?.names.every((name) => name.startsWith('AssumeRole')) === true;
}

function eventMatcher({ names, sources }: NonNullable<Filter['event']>): Matcher {
  return ({ name, source }) => names.includes(name) && (sources.length === 0 || sources.includes(source));
}

/** Chatbot's own calls, the roles assumed for channels, and the calls under sessions whose name tells of it. */
function isChatbot({ source, principal, issued }: TrailEvent): boolean {
  if (source === 'chatbot.amazonaws.com') return true;
  const session = principal.role === null ? issued?.session : principal.name;
  return session?.toLowerCase().includes('chatbot') === true;
}

/** The call that handed out this key, this session, or a session of the same role and name elsewhere. */
function issueMatcher({ accessKey, arn }: NonNullable<Filter['issued']>): Matcher {
  const [role, session] = arn?.split(':assumed-role/')[1]?.split('/') ?? [];
  return ({ issued }) =>
    issued !== null &&
    ((accessKey !== null && issued.accessKey === accessKey) ||
      (arn !== null && issued.arn === arn) ||
      (session !== undefined && issued.session === session && issued.role?.endsWith(`/${role}`) === true) ||
      (session !== undefined && issued.arn?.endsWith(`:assumed-role/${role}/${session}`) === true));
}

const isMatchers = {
  error: ({ outcome }) => outcome !== 'ok',
  denied: ({ outcome }) => outcome === 'denied',
  ok: ({ outcome }) => outcome === 'ok',
  read: ({ readOnly }) => readOnly,
  write: ({ readOnly }) => !readOnly,
  root: ({ principal }) => isRoot(principal),
  human: ({ principal }) => isHuman(principal),
  service: ({ principal }) => isService(principal),
} satisfies Record<Is, Matcher>;
