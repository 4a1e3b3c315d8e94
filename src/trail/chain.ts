import type { Millis, Principal, TrailEvent } from './event.ts';
import { displayRole } from './principal-kind.ts';

/** A session as its own calls show it: all that is needed to find the call that issued it. */
export interface Session {
  principal: Principal;
  accessKey: string | null;
  arn: string | null;
  account: string;
  /** Where it was seen, the first the most telling. */
  regions: string[];
  /** When it began; null where the record does not say. */
  start: Millis | null;
  /** When it made the call that is asked about. */
  time: Millis;
}

/** How sure it is that one call issued a session. */
type Confidence = 'key match' | 'ARN and time' | 'name only';

/** One principal on the way from a person to a session. */
export interface Link {
  principal: Principal;
  /** The event that issued this principal's credentials; null for the first link, and where it was not found. */
  event: { id: string; time: Millis; account: string; region: string } | null;
  /** How sure the step from the link before is; null for the first link. */
  confidence: Confidence | null;
}

/** The way from a person to a session, and where and why it broke, if it did. */
export interface Chain {
  /** From the person (or as far back as was found) to the session. */
  links: Link[];
  /** One sentence; null where the chain reaches a person, a service or root. */
  broken: string | null;
}

interface Issuer {
  event: TrailEvent;
  confidence: Confidence;
}

/** The session behind a call, or null where the caller holds no temporary credentials. */
export function sessionOf({ principal, sessionStart, time, account, region }: TrailEvent): Session | null {
  const temporary =
    principal.accessKey?.startsWith('ASIA') === true || principal.arn?.includes(':assumed-role/') === true;
  if (!temporary || principal.type === 'AWSService') return null;
  const { accessKey, arn } = principal;
  return {
    principal,
    accessKey,
    arn,
    account: principal.account ?? account,
    regions: [region],
    start: sessionStart,
    time,
  };
}

/** The distinct sessions behind some calls, in the order of the calls, each with every Region it was seen in. */
export function sessionsIn(events: readonly TrailEvent[]): Session[] {
  const sessions = new Map<string, Session>();
  for (const event of events) {
    const session = sessionOf(event);
    if (session === null) continue;
    const known = sessions.get(identityOf(session));
    if (known === undefined) sessions.set(identityOf(session), session);
    else known.regions = [...new Set([...known.regions, ...session.regions])];
  }
  return [...sessions.values()];
}

/** What tells one session from another of the same name: its key, else its ARN and when it began. */
export function identityOf({ accessKey, arn, start, principal }: Session): string {
  return accessKey ?? `${arn ?? principal.name} ${start}`;
}

/** Whether a principal is somebody by itself: root, an IAM user, or a person whom Identity Center signed in. */
export function isSomebody(principal: Principal): boolean {
  if (principal.type === 'IAMUser' || principal.type === 'Root') return true;
  return principal.role !== null && displayRole(principal) !== principal.role;
}

/** The calls that hand out credentials like a session's own. */
export function issuingCalls({ arn, principal }: Session): string[] {
  if (arn?.includes(':federated-user/')) return ['GetFederationToken'];
  if (arn?.includes(':assumed-role/')) {
    return ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', ...workloadCalls(principal.name)];
  }
  return principal.type === 'Root' ? ['AssumeRoot', 'GetSessionToken'] : ['GetSessionToken', 'GetFederationToken'];
}

/** What services call to give a workload its session, told from how they name these. */
function workloadCalls(name: string): string[] {
  // EKS names a pod's session eks-<cluster>-<pod>, Roles Anywhere one by its certificate's serial number.
  if (name.startsWith('eks-')) return ['AssumeRoleForPodIdentity'];
  return /^[\da-f]{8,40}$/i.test(name) ? ['CreateSession'] : [];
}

/** Who asked for a session: the caller, or the workload that a service or an agent called for. */
export function askerOf({ principal, issued }: TrailEvent): Principal {
  const name = issued?.workload ?? null;
  if (name === null) return principal;
  const isPod = name.startsWith('system:serviceaccount:');
  const { account } = principal;
  return {
    type: isPod ? 'WebIdentityUser' : 'Unknown',
    name,
    role: null,
    arn: null,
    account,
    id: null,
    accessKey: null,
    mfa: null,
    invokedBy: null,
    console: false,
    credentials: 'federation',
    sourceIdentity: null,
    person: null,
  };
}

/** A clock may be this far off between the call that issues a session and the session's own start. */
const skew = 60_000;

/**
 * Which of the calls issued the session: the one that handed out its very key; else the last one before the session's
 * call that handed out its ARN, near its start; else one for the same role and session name in another form.
 * Across accounts the same call is recorded twice; the caller's copy, which names the person, is preferred.
 */
export function issuerOf(session: Session, calls: readonly TrailEvent[]): Issuer | null {
  const earlier = calls.filter(({ time, outcome }) => outcome === 'ok' && time <= session.time + skew);
  const tests: [Confidence, (call: TrailEvent) => boolean][] = [
    ['key match', ({ issued }) => issued?.accessKey != null && issued.accessKey === session.accessKey],
    ['ARN and time', (call) => call.issued?.arn != null && call.issued.arn === session.arn && begins(session, call)],
    ['name only', (call) => roleSession(session.arn) !== null && issuedTo(call) === roleSession(session.arn)],
  ];
  for (const [confidence, test] of tests) {
    const found = earlier
      .filter(test)
      .sort((one, other) => namesCaller(other) - namesCaller(one) || other.time - one.time);
    if (found[0] !== undefined) return { event: found[0], confidence };
  }
  return null;
}

function begins({ start }: Session, { time }: TrailEvent): boolean {
  return start === null || Math.abs(time - start) <= skew;
}

/** The copy in the role's account says only which account called; a workload's says for whom. */
function namesCaller({ principal, issued }: TrailEvent): number {
  if (issued?.workload != null) return 2;
  return principal.type === 'AWSAccount' ? 0 : 1;
}

/** `role/session` that a call handed out, by its response or else by what was asked for. */
function issuedTo({ issued }: TrailEvent): string | null {
  if (issued === null) return null;
  const asked =
    issued.role === null ? null : `${issued.role.slice(issued.role.lastIndexOf('/') + 1)}/${issued.session}`;
  return roleSession(issued.arn) ?? asked;
}

/** `role/session` of an assumed role's ARN, whatever its account and partition. */
function roleSession(arn: string | null | undefined): string | null {
  return arn?.split(':assumed-role/')[1] ?? null;
}

/** An access key ID as people recognise it: `AKIAIOSFODNN7EXAMPLE` is shown as `AKIA…MPLE`. */
export function shortenKey(key: string): string {
  return key.length <= 9 ? key : `${key.slice(0, 4)}…${key.slice(-4)}`;
}
