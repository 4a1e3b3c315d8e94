import type { Coverage } from './plan/coverage.ts';
import { type Chain, issuerOf, type Link, type Session, sessionOf } from './trail/chain.ts';
import type { TrailEvent } from './trail/event.ts';

/** Finds the calls that may have issued a session, and says what could be searched for them. */
export type FindIssuers = (session: Session) => Promise<{ latest: TrailEvent[]; coverage: Coverage }>;

/** Role chaining has no limit of its own; sessions of an hour each don't get far. */
const deepest = 10;

/** Walks from a session to the call that issued it, and on from that call's own session, to the person behind. */
export async function trace(session: Session, findIssuers: FindIssuers): Promise<Chain> {
  const steps: Link[] = [];
  const visited = new Set<string>();
  let current: Session | null = session;
  while (current !== null) {
    const identity: string = current.accessKey ?? current.arn ?? current.principal.name;
    if (visited.has(identity)) return end(steps, current, 'The chain leads back to itself, so nobody can be named.');
    if (steps.length >= deepest) return end(steps, current, `The chain is more than ${deepest} sessions deep.`);
    visited.add(identity);
    const { latest, coverage } = await findIssuers(current);
    const issuer = issuerOf(current, latest);
    if (issuer === null) return end(steps, current, whyBroken(current, coverage));
    const { event, confidence } = issuer;
    const { id, time, account, region } = event;
    steps.unshift({ principal: current.principal, event: { id, time, account, region }, confidence });
    const next = sessionOf(event);
    if (next === null) return finish(steps, event);
    current = next;
  }
  return { links: steps, broken: null };
}

/** The last caller holds no session: a person, a service, root, or only the number of another account. */
function finish(steps: Link[], { principal }: TrailEvent): Chain {
  const links = [{ principal, event: null, confidence: null }, ...steps];
  const foreign = principal.type === 'AWSAccount';
  const broken = foreign
    ? `Issued to account ${principal.account}, whose own trail names the caller; it is not configured.`
    : null;
  return { links, broken };
}

function end(steps: Link[], { principal }: Session, broken: string): Chain {
  return { links: [{ principal, event: null, confidence: null }, ...steps], broken };
}

function whyBroken({ principal, start }: Session, { searched, missed }: Coverage): string {
  const where = [...new Set(searched.map(({ region }) => region))].join(', ');
  const whose = principal.role === null ? principal.name : `${principal.role}/${principal.name}`;
  if (searched.length === 0)
    return `The call that issued ${whose} could not be looked up: ${missed[0]?.message ?? 'no source is set up.'}`;
  const unsure = missed.length > 0 ? ` (${missed.length} more places could not be searched)` : '';
  const about = start === null ? '' : ' around its start';
  return `No call that issued ${whose} was found${about} in ${where}${unsure}.`;
}
