import type { TrailEvent } from '../trail/event.ts';
import { isHuman, isRoot, isService } from '../trail/principal-kind.ts';
import { addressMatcher } from './address-matcher.ts';
import { type Condition, type ConditionKind, type ConditionValues, type Filter, kinds } from './condition.ts';
import { principalMatcher, sessionMatcher } from './principal-matcher.ts';
import { resourceMatcher } from './resource-matcher.ts';

type Matcher = (event: TrailEvent) => boolean;

/** Reads a filter once, for use on many events: true for those of which every condition holds. */
export function matcher(filter: Filter): Matcher {
  // Kinds are listed cheapest first: most events fail the first.
  const cheapestFirst = [...filter].sort((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
  const holding = cheapestFirst.map(conditionMatcher);
  return (event) => holding.every((holds) => holds(event));
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

const isMatchers: Record<ConditionValues['is'], Matcher> = {
  error: ({ outcome }) => outcome !== 'ok',
  denied: ({ outcome }) => outcome === 'denied',
  ok: ({ outcome }) => outcome === 'ok',
  read: ({ readOnly }) => readOnly,
  write: ({ readOnly }) => !readOnly,
  root: ({ principal }) => isRoot(principal),
  human: ({ principal }) => isHuman(principal),
  service: ({ principal }) => isService(principal),
  issuing: ({ issued }) => issued !== null,
};

/** Chatbot's own calls, the roles assumed for channels, and the calls under sessions whose name tells of it. */
function isChatbot({ source, principal, issued }: TrailEvent): boolean {
  if (source === 'chatbot.amazonaws.com') return true;
  const session = principal.role === null ? issued?.session : principal.name;
  return session?.toLowerCase().includes('chatbot') === true;
}

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
