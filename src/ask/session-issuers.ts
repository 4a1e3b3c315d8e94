import type { Found } from '../plan/found.ts';
import { isSomebody, issuerOf, type Link, type Session, sessionOf, sessionsIn } from '../trail/chain.ts';
import { isMachineSession } from '../trail/principal-kind.ts';
import type { FindIssuers } from './trace.ts';

/** More than this would cost the quota more than readers gain. */
export const maxTracedSessions = 3;

/**
 * The person behind role sessions, by the session's ARN, where one look-up finds it. An ARN can stand for several
 * sessions: it is told only where all of them were seen, and all lead to the same person. Sessions of Identity Center
 * name the person themselves; those that machines name have none.
 */
export async function findSessionIssuers(found: Found, findIssuers: FindIssuers): Promise<Map<string, Link>> {
  const sessions = sessionsIn(found.latest).filter((session) => isWorthAsking(session) && isSeenWhole(session, found));
  const asked = sessions.slice(0, maxTracedSessions);
  const links = await Promise.all(asked.map((session) => askOnce(session, findIssuers)));
  const issuers = new Map<string, Link>();
  for (const arn of new Set(asked.flatMap((session) => session.arn ?? []))) {
    const mine = sessions.filter((session) => session.arn === arn);
    const theirs = mine.map((session) => links[asked.indexOf(session)] ?? null);
    const [first] = theirs;
    if (first != null && theirs.every((link) => link?.principal.arn === first.principal.arn)) issuers.set(arn, first);
  }
  return issuers;
}

function isWorthAsking({ principal, arn }: Session): boolean {
  return arn !== null && principal.role !== null && !isSomebody(principal) && !isMachineSession(principal.name);
}

/** Whether every call under this ARN is among the events at hand. */
function isSeenWhole({ arn }: Session, { latest, tallies }: Found): boolean {
  const counted = tallies.filter(({ principal }) => principal.arn === arn).reduce((sum, { count }) => sum + count, 0);
  return latest.filter(({ principal }) => principal.arn === arn).length === counted;
}

/** The caller of the call that issued the session, unless that is another session or just an account. */
async function askOnce(session: Session, findIssuers: FindIssuers): Promise<Link | null> {
  const { latest } = await findIssuers(session, false);
  const issuer = issuerOf(session, latest);
  if (issuer === null || issuer.event.principal.type === 'AWSAccount') return null;
  if (sessionOf(issuer.event) !== null && !isSomebody(issuer.event.principal)) return null;
  const { id, time, account, region, principal } = issuer.event;
  return { principal, event: { id, time, account, region }, confidence: issuer.confidence };
}
