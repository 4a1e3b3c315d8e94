import type { Found, Quota } from '../plan/found.ts';
import type { Hiding } from '../plan/hidden.ts';
import type { Fetch, Plan } from '../plan/plan.ts';
import { everywhere, nearby, planIssuers } from '../plan/plan-issuers.ts';
import { planSearch } from '../plan/plan-search.ts';
import { openEndedCalls } from '../sources/event-history/budgets.ts';
import { type GatherOptions, gather } from '../sources/gather.ts';
import type { Sources } from '../sources/index.ts';
import { sessionsIn } from '../trail/chain.ts';
import type { Millis, TrailEvent } from '../trail/event.ts';
import type { Authorised } from './authorise.ts';
import { findSessionIssuers, maxTracedSessions } from './session-issuers.ts';
import { type FindIssuers, trace } from './trace.ts';

export interface SearchDeps {
  hiding: Hiding;
  /** A folder of log files to ask instead of AWS; null: AWS. */
  logs: string | null;
  sources: Sources;
  /** How much of each quota is in use. */
  quota: () => readonly Quota[];
  clock: () => Millis;
  /** A fault of Trail's own in one fetch: the others go on. */
  onBug: (error: unknown, fetch: Fetch) => void;
}

interface Search {
  /** How much will be searched. */
  extent: { accounts: number; regions: number };
  /** Runs the plan; what was found so far, last with `final` true. */
  run: () => AsyncGenerator<Found, void, undefined>;
  /** The same without a budget, handing on every event. */
  whole: (taker: Taker) => AsyncGenerator<Found, void, undefined>;
}

/** Takes every event that is found; the search waits for it. */
export interface Taker {
  take: (events: readonly TrailEvent[]) => Promise<void>;
  /** At most so many of each batch. */
  maxEvents: number;
  /** Whether each must carry its whole record. */
  records: boolean;
}

/** How a search is run for which nobody waits. */
export type BackgroundOptions = Pick<GatherOptions, 'priority' | 'fresh' | 'quiet'>;

/** Records of log files that are quickly read again. */
const shortPass = 50_000;
/** Of several sessions with one name, this many are traced. */
const maxChains = 3;

/** Plans the search for what was authorised, and makes ready to run it. */
export function createSearch(
  { query, strategy, accounts, notes }: Authorised,
  deps: SearchDeps & BackgroundOptions & { asker: string; now: Millis; signal: AbortSignal },
): Search {
  const inLogs = deps.logs !== null;
  const plan = planSearch(query, strategy, { accounts, logs: inLogs }, deps.now);
  const run = (one: Plan, limit: number) => gather(one, { ...deps, limit });
  const last = async (one: Plan, limit: number): Promise<Found> => {
    for await (const found of run(one, limit)) if (found.final) return found;
    throw new Error('A search ended without its last word.');
  };
  const findIssuers: FindIssuers = (session, farther) => {
    const reach = strategy.traces === 'person' ? nearby(session, accounts) : everywhere(session, accounts, farther);
    return last(planIssuers(session, reach, inLogs), 20);
  };

  const traces = (found: Found) =>
    strategy.traces === 'chain' || (strategy.traces === 'person' && affordsPerson(found, plan, inLogs));

  async function* search(): AsyncGenerator<Found, void, undefined> {
    const limit = Math.max(query.limit, strategy.minLatest ?? 0);
    for await (const found of run({ ...plan, notes: [...plan.notes, ...notes] }, limit)) {
      if (!found.final || !traces(found)) yield found;
      else yield* traced(found);
    }
  }

  async function* traced(found: Found): AsyncGenerator<Found, void, undefined> {
    yield { ...found, final: false };
    if (strategy.traces === 'person')
      return yield { ...found, sessionIssuers: await findSessionIssuers(found, findIssuers) };
    const sessions = sessionsIn(found.latest);
    const chains = await Promise.all(sessions.slice(0, maxChains).map((session) => trace(session, findIssuers)));
    yield { ...found, chains: chains.length > 0 ? chains : null, sessions: sessions.length };
  }

  async function* whole({ take, maxEvents, records }: Taker): AsyncGenerator<Found, void, undefined> {
    const fetches = plan.fetches.map((fetch) => ({
      ...fetch,
      limit: maxEvents,
      whole: records,
      effort: 'complete' as const,
    }));
    const { start } = plan.window;
    const asked: Taker['take'] = (events) => take(events.filter(({ time }) => time >= start));
    yield* gather(
      { ...plan, fetches, effort: 'complete', notes: [...plan.notes, ...notes] },
      { ...deps, limit: 1, each: asked },
    );
  }

  return { extent: extent(plan), run: search, whole };
}

function extent({ fetches }: Plan): Search['extent'] {
  const accounts = new Set(fetches.map(({ account }) => account.id ?? account.name));
  const regions = new Set(fetches.map(({ region }) => region));
  return { accounts: accounts.size, regions: regions.size };
}

/**
 * Whether the person behind a session may be looked up as well: within what a question on a budget has left, and not
 * by reading a long archive, which has no index, a second time.
 */
function affordsPerson({ coverage }: Found, { effort }: Plan, inLogs: boolean): boolean {
  if (inLogs) return coverage.searched.reduce((sum, { recordsRead }) => sum + recordsRead, 0) <= shortPass;
  return (
    effort === 'complete' ||
    (coverage.complete && coverage.searched.every(({ pages }) => pages + maxTracedSessions < openEndedCalls))
  );
}
