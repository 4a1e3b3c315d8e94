import { randomUUID } from 'node:crypto';
import type { SearchDeps } from '../ask/search.ts';
import type { Found } from '../plan/found.ts';
import { globalRegion } from '../plan/global-services.ts';
import type { Account } from '../plan/plan.ts';
import { planSearch } from '../plan/plan-search.ts';
import { defaultLimit, type Query, type Window } from '../query/query.ts';
import { type GatherOptions, gather } from '../sources/gather.ts';
import type { Priority } from '../sources/source.ts';
import type { Reading } from '../state/reading.ts';
import type { Store } from '../state/store.ts';
import { packEventIds, type ToldIds } from '../state/told-ids.ts';
import type { TrailEvent } from '../trail/event.ts';
import { EventIds } from '../trail/event-ids.ts';
import { Tallies } from '../trail/tallies.ts';
import type { Tally } from '../trail/tally.ts';
import { createCoalescer } from './coalesce.ts';
import { takeReading } from './take-reading.ts';

/** One account searched over one window, and the reading that was kept of it. */
export interface Pass {
  found: Found;
  reading: Reading;
}

/** Searches for digests. What several want of the same account and time is searched once, at the pace of digests. */
export interface Passes {
  /** All of a window (end exclusive), kept as a reading. */
  read(account: Account, window: Window, priority: Priority): Promise<Pass>;
  /** The calls of a window that a reading of it does not have: they arrived late. Null where that can't be told any more. */
  readLate(account: Account, reading: Pick<Reading, 'id' | 'window'>): Promise<Tally[] | null>;
}

export interface PassesDeps extends SearchDeps {
  store: Pick<Store, 'readings'>;
  signal: AbortSignal;
}

/** More than any page holds: every event of a batch is handed on. */
const every = 1_000_000;

export function createPasses(deps: PassesDeps): Passes {
  const { store, clock } = deps;
  const passes = createCoalescer<Pass>();
  const lates = createCoalescer<Tally[] | null>();

  async function search(
    account: Account,
    window: Window,
    how: Pick<GatherOptions, 'priority' | 'fresh' | 'each' | 'seen'>,
  ): Promise<Found> {
    const searchable = { accounts: [account], logs: deps.logs !== null, sourcesOf: () => [], seenAs: () => [] };
    const query = everything(account, window);
    const manner = { lookBack: 'one-day', whole: false } as const;
    const plan = planSearch(query, manner, { ...searchable, sessions: null }, clock());
    const fetches = plan.fetches.map((fetch) => ({ ...fetch, limit: how.each === undefined ? 1 : every }));
    const options = { ...deps, asker: 'trail-digest', limit: 1, quiet: true, ...how };
    for await (const found of gather({ ...plan, fetches }, options)) {
      deps.signal.throwIfAborted();
      if (found.final) return found;
    }
    throw new Error('A search ended without its last word.');
  }

  async function read(account: Account, window: Window, priority: Priority): Promise<Pass> {
    const seen = new EventIds();
    const found = await search(account, window, { priority, seen });
    const reading = takeReading({ id: randomUUID(), account: account.id ?? account.name, window }, found.tallies);
    await store.readings.keep(reading, packEventIds(seen));
    return { found, reading };
  }

  async function readLate(account: Account, reading: Pick<Reading, 'id' | 'window'>): Promise<Tally[] | null> {
    const told: ToldIds | null = await store.readings.readIds(reading.id);
    if (told === null) return null;
    const late = new Tallies();
    const each = async (events: readonly TrailEvent[]) => {
      for (const event of events) if (!told.has(event.id)) late.add(event);
    };
    await search(account, reading.window, { priority: 'digest', fresh: true, each });
    return late.list();
  }

  return {
    read: (account, window, priority) => passes(keyOf(account, window), () => read(account, window, priority)),
    readLate: (account, reading) => lates(reading.id, () => readLate(account, reading)),
  };
}

function keyOf({ id, name }: Account, { start, end }: Window): string {
  return JSON.stringify([id ?? name, start, end]);
}

/** All events of an account; of us-east-1 too, where IAM and the sign-ins of root are logged. */
function everything({ regions }: Account, { start, end }: Window): Query {
  const ordinary = regions.some((region) => !/^(cn|us-gov|us-iso)/.test(region));
  const all = ordinary ? [...new Set([...regions, globalRegion])] : regions;
  return {
    question: 'changes',
    asked: '',
    filter: {},
    about: null,
    window: { start, end: end - 1000 },
    regions: all,
    accounts: null,
    limit: defaultLimit,
    public: false,
  };
}
