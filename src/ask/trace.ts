import type { Coverage } from '../plan/coverage.ts';
import { type Chain, identityOf, isSomebody, issuerOf, type Link, type Session, sessionOf } from '../trail/chain.ts';
import type { TrailEvent } from '../trail/event.ts';

/** Finds the calls that may have issued a session, near or farther, and says what could be searched for them. */
export type FindIssuers = (session: Session, farther: boolean) => Promise<{ latest: TrailEvent[]; coverage: Coverage }>;

/** Role chaining has no limit of its own; sessions of an hour each don't get far. */
const deepest = 10;

/** Walks from a session to the call that issued it, and on from that call's own session, to the person behind. */
export async function trace(session: Session, findIssuers: FindIssuers): Promise<Chain> {
  const steps: Link[] = [];
  const visited = new Set<string>();
  let current: Session | null = session;
  while (current !== null) {
    const identity: string = identityOf(current);
    if (visited.has(identity)) return end(steps, current, 'The chain leads back to itself, so nobody can be named.');
    if (steps.length >= deepest) return end(steps, current, `The chain is more than ${deepest} sessions deep.`);
    visited.add(identity);
    const near = await findIssuers(current, false);
    const far = issuerOf(current, near.latest) === null ? await findIssuers(current, true) : null;
    const issuer = issuerOf(current, [...near.latest, ...(far?.latest ?? [])]);
    if (issuer === null)
      return end(steps, current, whyBroken(current, [near.coverage, ...(far ? [far.coverage] : [])]));
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
  if (principal.type !== 'AWSAccount') return { links, broken: null };
  return {
    links,
    broken: `It was issued to account ${principal.account}, whose own trail names the caller, and that account is not configured.`,
  };
}

/** A session that nobody is found to have issued is the chain's end; where it names somebody itself, that is no break. */
function end(steps: Link[], { principal }: Session, broken: string): Chain {
  const links = [{ principal, event: null, confidence: null }, ...steps];
  return { links, broken: isSomebody(principal) ? null : `${broken}${sourceHint(principal.sourceIdentity)}` };
}

/** Whoever began the chain may have been made to say who they are. */
function sourceHint(sourceIdentity: string | null): string {
  return sourceIdentity === null ? '' : ` Its source identity, set when the chain began, is ${sourceIdentity}.`;
}

function whyBroken({ principal, start }: Session, coverages: readonly Coverage[]): string {
  const searched = coverages.flatMap((coverage) => coverage.searched);
  const missed = coverages.flatMap((coverage) => coverage.missed);
  const whose = principal.role === null ? principal.name : `${principal.role}/${principal.name}`;
  if (searched.length === 0)
    return `The call that issued ${whose} could not be looked up: ${missed[0]?.message ?? 'no source is set up.'}`;
  const where = [...new Set(searched.map(({ region }) => region))].join(', ');
  const unsure = missed.length > 0 ? ` (${missed.length} more places could not be searched)` : '';
  const about = start === null ? '' : ' around its start';
  return `No call that issued ${whose} was found${about} in ${where}${unsure}.`;
}
