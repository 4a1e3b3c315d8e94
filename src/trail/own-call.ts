import { assumedRole, lastPart, parseArn } from './arn.ts';
import type { TrailEvent } from './event.ts';

/** By what Trail recognises itself. */
export interface OwnIdentity {
  /** ARNs of the roles trail.yml configures. */
  roles: readonly string[];
  /** ARNs of the ambient credentials, as GetCallerIdentity gives them. */
  callers: readonly string[];
}

/** How Trail names every session it asks for (`trail-U012AB3CD`, `trail-cli`), and what its user agent holds. */
const sessionPrefix = 'trail-';
const agent = 'trail-audit/';

/**
 * Whether Trail itself made this call: a look-up by a session of its own under a configured role, the AssumeRole that
 * began such a session, or a look-up with the ambient credentials that carries its user agent. Never anything else,
 * so that nobody hides behind Trail's role or name.
 */
export function isOwnCall(event: TrailEvent, own: OwnIdentity): boolean {
  if (event.name === 'LookupEvents' && event.source === 'cloudtrail.amazonaws.com') return isOwnLookup(event, own);
  if (event.name === 'AssumeRole' && event.source === 'sts.amazonaws.com') return isOwnAssumeRole(event, own);
  return false;
}

function isOwnLookup({ principal: { arn }, userAgent }: TrailEvent, { roles, callers }: OwnIdentity): boolean {
  if (arn === null) return false;
  if (callers.includes(arn) && userAgent.includes(agent)) return true;
  return roles.some((role) => isOwnSession(arn, role));
}

function isOwnAssumeRole({ issued }: TrailEvent, { roles }: OwnIdentity): boolean {
  if (issued === null) return false;
  const { arn, role, session } = issued;
  if (arn !== null) return roles.some((own) => isOwnSession(arn, own));
  return role !== null && roles.includes(role) && (session ?? '').startsWith(sessionPrefix);
}

/** Whether an ARN is that of a session of this role, named as Trail names them. A role's path is not in it. */
function isOwnSession(sessionArn: string, roleArn: string): boolean {
  const assumed = assumedRole(sessionArn);
  if (assumed === null || !assumed.session?.startsWith(sessionPrefix)) return false;
  return assumed.role === lastPart(roleArn) && parseArn(sessionArn)?.account === parseArn(roleArn)?.account;
}
