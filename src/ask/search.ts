import type { SourceName } from '../plan/coverage.ts';
import type { Found, Quota } from '../plan/found.ts';
import type { Hiding } from '../plan/hidden.ts';
import type { Fetch, Plan } from '../plan/plan.ts';
import { everywhere, nearby, planIssuers } from '../plan/plan-issuers.ts';
import { habit, planSearch } from '../plan/plan-search.ts';
import { sourcesOf } from '../query/names/event-index.ts';
import type { Spellings } from '../query/spellings.ts';
import { needsSessions } from '../sources/event-history/lookups.ts';
import { isSurelyRole, planSessions, sessionsIssued } from '../sources/event-history/plan-sessions.ts';
import { type GatherOptions, gather } from '../sources/gather.ts';
import type { EventSource } from '../sources/source.ts';
import { sessionsIn } from '../trail/chain.ts';
import type { Millis, TrailEvent } from '../trail/event.ts';
import type { Authorised } from './authorise.ts';
import { findSessionIssuers, most } from './session-issuers.ts';
import { type FindIssuers, trace } from './trace.ts';

export interface SearchDeps {
  hiding: Hiding;
  /** A folder of log files to ask instead of AWS; null: AWS. */
  logs: string | null;
  sources: Record<SourceName, EventSource | null>;
  /** How much of each quota is in use. */
  quota: () => readonly Quota[];
  clock: () => Millis;
  /** A fault of Trail's own in one fetch: the others go on. */
  onBug: (error: unknown, fetch: Fetch) => void;
  /** Spellings under which principals were seen. */
  spellings: Spellings;
}

export interface Search {
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
  most: number;
  /** Whether each must carry its whole record. */
  records: boolean;
}

/** How a search is run for which nobody waits, or that others look into. */
export type SearchManners = Pick<GatherOptions, 'priority' | 'fresh' | 'quiet' | 'seen'>;

/** Records of log files that are quickly read again. */
const shortPass = 50_000;
/** Of several sessions with one name, this many are traced. */
const mostChains = 3;

/** Plans the search for what was authorised, and makes ready to run it. */
export function createSearch(
  { query, manner, accounts, notes }: Authorised,
  deps: SearchDeps & SearchManners & { asker: string; now: Millis; signal: AbortSignal },
): Search {
  const inLogs = deps.logs !== null;
  const planWith = (sessions: readonly string[] | null) => {
    const searchable = { accounts, logs: inLogs, sourcesOf, seenAs: deps.spellings.of, sessions };
    return planSearch(query, manner, searchable, deps.now);
  };
  const first = planWith(null);
  const run = (plan: Plan, limit: number) => gather(plan, { ...deps, limit });
  const last = async (plan: Plan, limit: number): Promise<Found> => {
    for await (const found of run(plan, limit)) if (found.final) return found;
    throw new Error('A search ended without its last word.');
  };
  const findIssuers: FindIssuers = (session, farther) => {
    const reach = manner.traces === 'person' ? nearby(session, accounts) : everywhere(session, accounts, farther);
    return last(planIssuers(session, reach, inLogs), 20);
  };

  const traces = (found: Found) =>
    manner.traces === 'chain' || (manner.traces === 'person' && affordsPerson(found, first, inLogs));

  async function* search(): AsyncGenerator<Found, void, undefined> {
    const plan = await withSessions(first);
    const limit = Math.max(query.limit, manner.keeps ?? 0);
    for await (const found of run({ ...plan, notes: [...plan.notes, ...notes] }, limit)) {
      deps.spellings.remember(found.tallies.map(({ principal }) => principal.name));
      if (!found.final || !traces(found)) yield found;
      else yield* traced(found);
    }
  }

  /** Where only session names can be looked up, they are found first. */
  async function withSessions(plan: Plan): Promise<Plan> {
    if (inLogs || !needsSessions(query.filter)) return plan;
    const direct = await last(planSessions(plan, query.filter), 1000);
    const enough = direct.latest.length > 0 || !isSurelyRole(query.filter.by);
    const found = enough ? direct : await last(planSessions(plan, query.filter, true), 1000);
    const { sessions, notes } = sessionsIssued(found.latest, query.filter);
    const next = planWith(sessions);
    return { ...next, missed: [...next.missed, ...found.coverage.missed], notes: [...next.notes, ...notes] };
  }

  async function* traced(found: Found): AsyncGenerator<Found, void, undefined> {
    yield { ...found, final: false };
    if (manner.traces === 'person') return yield { ...found, behind: await findSessionIssuers(found, findIssuers) };
    const sessions = sessionsIn(found.latest);
    const chains = await Promise.all(sessions.slice(0, mostChains).map((session) => trace(session, findIssuers)));
    yield { ...found, chains: chains.length > 0 ? chains : null, sessions: sessions.length };
  }

  async function* whole({ take, most, records }: Taker): AsyncGenerator<Found, void, undefined> {
    const plan = await withSessions(first);
    const fetches = plan.fetches.map((fetch) => ({ ...fetch, limit: most, whole: records, calls: null }));
    const { start } = plan.window;
    const asked: Taker['take'] = (events) => take(events.filter(({ time }) => time >= start));
    yield* gather(
      { ...plan, fetches, budget: null, notes: [...plan.notes, ...notes] },
      { ...deps, limit: 1, each: asked },
    );
  }

  return { extent: extent(first), run: search, whole };
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
function affordsPerson({ coverage }: Found, { budget }: Plan, inLogs: boolean): boolean {
  if (inLogs) return coverage.searched.reduce((sum, { events }) => sum + events, 0) <= shortPass;
  return budget === null || (coverage.complete && coverage.searched.every(({ pages }) => pages + most < habit.calls));
}
