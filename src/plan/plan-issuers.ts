import { where } from '../condition/condition.ts';
import { homeRegion, partitionOf } from '../query/regions.ts';
import { issuingCalls, type Session } from '../trail/chain.ts';
import type { Account, Effort, Fetch, Plan } from './plan.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Where a session's issuing call is looked for, and among which calls. */
interface Reach {
  names: string[];
  effort: Effort;
  places: { account: Account; regions: string[] }[];
}

/**
 * Every call that hands out credentials, in every account, as the caller's copy names the person: first in the Regions
 * where the session was seen and where the global endpoint logs, then `farther`, in all others.
 */
export function everywhere(session: Session, accounts: readonly Account[], farther: boolean): Reach {
  const places = accounts.map((account) => {
    const near = regionsNear(session.regions, account);
    return { account, regions: farther ? account.regions.filter((region) => !near.includes(region)) : near };
  });
  return { names: issuingCalls(session), effort: 'chain', places };
}

/** The person behind a role session, if one look-up can tell: AssumeRole in the session's own account and Regions. */
export function nearby(session: Session, accounts: readonly Account[]): Reach {
  const own = accounts.filter(({ id }) => id === session.account || id === null);
  const places = own.map((account) => {
    const wanted = regionsNear(session.regions.slice(0, 1), account);
    return { account, regions: account.regions.filter((region) => wanted.includes(region)) };
  });
  return { names: ['AssumeRole'], effort: 'glance', places };
}

/** Those of the Regions that an account's partition has, and where its global endpoint logs. */
function regionsNear(seen: readonly string[], { regions }: Account): string[] {
  const partitions = [...new Set(regions.map(partitionOf))];
  const own = seen.filter((region) => partitions.includes(partitionOf(region)));
  return [...new Set([...own, ...partitions.map(homeRegion)])];
}

/**
 * The search for the call behind a session. No index holds an issued key, so the issuing calls around the session's
 * start are searched: in its Regions and where the global endpoint logs.
 */
export function planIssuers(session: Session, { names, effort, places }: Reach, logs: boolean): Plan {
  const { start, time } = session;
  const window =
    start === null ? { start: time - 12 * hour, end: time } : { start: start - minute, end: start + minute };
  const events = names.map((name) => ({ name, source: null }));
  const filter = [where('event', ...events), where('issued', { accessKey: session.accessKey, arn: session.arn })];
  const base = { filter, window, effort, limit: 20, whole: false };
  const fetches = places.flatMap(({ account, regions }): Fetch[] => {
    if (logs) return [{ ...base, source: 'log-files', account, region: null }];
    return regions.map((region) => ({ ...base, source: 'event-history', account, region }));
  });
  return { fetches, window, effort, missed: [], notes: [] };
}
