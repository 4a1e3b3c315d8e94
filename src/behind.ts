import type { Found } from './plan/found.ts';
import type { FindIssuers } from './trace.ts';
import { issuerOf, type Link, type Session, sessionOf } from './trail/chain.ts';
import { displayRole, isMachineSession } from './trail/principal-kind.ts';

/** More than this would cost the quota more than readers gain. */
const most = 3;

/**
 * The person behind each of the newest role sessions, by the session's ARN, where one look-up finds it.
 * Sessions of Identity Center name the person themselves; those that machines name have none.
 */
export async function findBehind({ latest }: Found, findIssuers: FindIssuers): Promise<Map<string, Link>> {
  const sessions = new Map<string, Session>();
  for (const event of latest) {
    const session = sessionOf(event);
    if (session?.arn == null || sessions.has(session.arn) || !isWorthAsking(session)) continue;
    sessions.set(session.arn, session);
    if (sessions.size === most) break;
  }
  const found = await Promise.all(
    [...sessions].map(async ([arn, session]) => [arn, await askOnce(session, findIssuers)] as const),
  );
  return new Map(found.flatMap(([arn, link]) => (link === null ? [] : [[arn, link] as const])));
}

function isWorthAsking({ principal }: Session): boolean {
  const { role, name } = principal;
  return role !== null && displayRole(principal) === role && !isMachineSession(name);
}

/** The caller of the call that issued the session, unless that is another session or just an account. */
async function askOnce(session: Session, findIssuers: FindIssuers): Promise<Link | null> {
  const { latest } = await findIssuers(session);
  const issuer = issuerOf(session, latest);
  if (issuer === null || sessionOf(issuer.event) !== null || issuer.event.principal.type === 'AWSAccount') return null;
  const { id, time, account, region, principal } = issuer.event;
  return { principal, event: { id, time, account, region }, confidence: issuer.confidence };
}
