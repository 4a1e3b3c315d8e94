import { assumedRole, lastPart, parseArn } from '../trail/arn.ts';
import type { Principal, TrailEvent } from '../trail/event.ts';
import { displayRole, isRoot } from '../trail/principal-kind.ts';

/**
 * Whether an event's caller is the one meant, however it is written and in whatever case: user name, session name, role,
 * permission set, role/session, `role/…`, `user/…`, ARN, e-mail address, access key, principal ID with or without its session, `root`,
 * a service's name, or the ID of another account.
 */
export function principalMatcher(who: string): (event: TrailEvent) => boolean {
  const asked = who.toLowerCase();
  if (asked === 'root') return ({ principal }) => isRoot(principal);
  if (/^\d{12}$/.test(asked)) return (event) => isOtherAccount(event, asked);
  const byArn = arnMatcher(asked);
  return byArn === null
    ? ({ principal }) => spellings(principal).some((written) => written?.toLowerCase() === asked)
    : ({ principal }) => byArn(principal);
}

/** Whether the caller holds the session meant: a session name, role/session, ARN or temporary access key. */
export function sessionMatcher(session: string): (event: TrailEvent) => boolean {
  const isCaller = principalMatcher(session);
  return (event) => isSession(event.principal) && isCaller(event) && !namesRoleOnly(event.principal, session);
}

/** Everything by which people and records call a principal. */
function spellings(principal: Principal): (string | null)[] {
  const { type, name, role, arn, id, accessKey, invokedBy } = principal;
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
