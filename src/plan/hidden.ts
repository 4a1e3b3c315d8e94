import type { TrailEvent } from '../trail/event.ts';
import { assumedRole, lastPart, parseArn } from '../trail/resources.ts';

/** One ignore rule of trail.yml; a rule with both parts hides what meets both. `*` stands for any text. */
export interface IgnoreRule {
  /** Name, role or ARN of a principal. */
  principal?: string | undefined;
  /** CloudTrail event name. */
  event?: string | undefined;
}

/** Which events are not shown but counted. Plain data, so that it can be handed to a worker thread. */
export interface Hiding {
  own: OwnIdentity;
  ignore: readonly IgnoreRule[];
}

/** Whether an event is Trail's own call or meets an ignore rule of trail.yml. */
export function isHidden(event: TrailEvent, hiding: Hiding): boolean {
  return isOwnCall(event, hiding.own) || hiding.ignore.some((rule) => isIgnored(event, rule));
}

function isIgnored(event: TrailEvent, rule: IgnoreRule): boolean {
  if (rule.principal === undefined && rule.event === undefined) return false;
  if (rule.event !== undefined && !resembles(event.name, rule.event)) return false;
  const { principal } = rule;
  if (principal === undefined) return true;
  const { name, role, arn } = event.principal;
  return [name, role, arn].some((written) => written !== null && resembles(written, principal));
}

/** Case-blind equality, `*` standing for any text; never backtracks, whatever the pattern. */
function resembles(text: string, pattern: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*');
  const given = text.toLowerCase();
  if (rest.length === 0) return given === head;
  if (!given.startsWith(head)) return false;
  const tail = rest.pop() ?? '';
  let at = head.length;
  for (const part of rest) {
    const found = given.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return given.length - tail.length >= at && given.endsWith(tail);
}

/** By what Trail recognises itself. */
interface OwnIdentity {
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
