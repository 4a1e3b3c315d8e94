import { randomUUID } from 'node:crypto';
import { type Authorised, digestSession } from '../ask/authorise.ts';
import { type BackgroundOptions, createSearch, type SearchDeps, type Taker } from '../ask/search.ts';
import type { Aftermath } from '../catalogue/aftermath.ts';
import type { Found } from '../plan/found.ts';
import type { Account } from '../plan/plan.ts';
import type { Query, Window } from '../query/query.ts';
import { homeRegion, partitionOf } from '../query/regions.ts';
import type { Followed } from '../questions/say-aftermaths.ts';
import type { Priority } from '../sources/source.ts';
import type { DigestReading } from '../state/reading.ts';
import type { Store } from '../state/store.ts';
import { IdPacker, type ToldIds } from '../state/told-ids.ts';
import type { TrailEvent } from '../trail/event.ts';
import { completeCallers } from '../trail/people.ts';
import { settleShared } from '../trail/shared-calls.ts';
import { Tallies } from '../trail/tallies.ts';
import type { Tally } from '../trail/tally.ts';
import { createCoalescer } from './coalesce.ts';
import { takeReading } from './take-reading.ts';
import { ToldChanges } from './told-changes.ts';

/**
 * One account searched over one window, and the reading that was kept of it. Calls that other accounts may hold, too, are
 * in the reading, but only to be counted (`shared`) in what was found.
 */
export interface Pass {
  found: Found;
  reading: DigestReading;
  /** What became of changes that a digest tells. */
  followed: readonly Followed[];
}

/** Calls that arrived late. */
export interface Late {
  tallies: Tally[];
  /** Records of calls of which other accounts may hold one, too. */
  shared: TrailEvent[];
}

/** Searches for digests. What several want of the same account and time is searched once, at the pace of digests. */
export interface Passes {
  /** All of a window (end exclusive) in one of the accounts that may be searched, kept as a reading. */
  read(allowed: Authorised, account: Account, window: Window, priority: Priority): Promise<Pass>;
  /** The calls of a window that a reading of it does not have: they arrived late. Null where that can't be told any more. */
  readLate(allowed: Authorised, account: Account, reading: Pick<DigestReading, 'id' | 'window'>): Promise<Late | null>;
}

interface PassesDeps extends SearchDeps {
  store: Pick<Store, 'readings'>;
  signal: AbortSignal;
}

/** More than any page holds: every event of a batch is handed on. */
const every = 1_000_000;

export function createPasses(deps: PassesDeps): Passes {
  const { store, clock } = deps;
  const passes = createCoalescer<Pass>();
  const lates = createCoalescer<Late | null>();

  const prepare = (allowed: Authorised, how: BackgroundOptions) =>
    createSearch(allowed, { ...deps, ...how, quiet: true, asker: digestSession, now: clock() });

  async function search(allowed: Authorised, how: BackgroundOptions, taker?: Taker): Promise<Found> {
    const search = prepare(allowed, how);
    for await (const found of taker === undefined ? search.run() : search.whole(taker)) {
      deps.signal.throwIfAborted();
      if (found.final) return found;
    }
    throw new Error('A search ended without its last word.');
  }

  async function read(allowed: Authorised, account: Account, window: Window, priority: Priority): Promise<Pass> {
    const ids = new IdPacker();
    const told = new ToldChanges();
    const take = async (events: readonly TrailEvent[]) => {
      for (const event of events) {
        ids.add(event.id);
        if (event.sharedId !== null) ids.add(event.sharedId);
        told.add(event);
      }
    };
    const part = allowed.within(account, partOf(account, window));
    const how = { priority, sharedCalls: 'apart' } as const;
    const all = await search(part, how, { take, maxEvents: every, records: false });
    const found = { ...all, ...completeCallers(all.tallies, all.latest) };
    const own = [...found.tallies, ...settleShared(all.shared ?? []).tallies];
    const reading = takeReading({ id: randomUUID(), account: account.id ?? account.name, window }, own);
    await store.readings.keep(reading, ids.parts());
    const aftermaths = await prepare(part, { priority }).aftermathsOf(told.list());
    return { found, reading, followed: told.list().flatMap((event) => followedBy(event, aftermaths)) };
  }

  async function readLate(
    allowed: Authorised,
    account: Account,
    { id, window }: Pick<DigestReading, 'id' | 'window'>,
  ): Promise<Late | null> {
    const told: ToldIds | null = await store.readings.readIds(id);
    if (told === null) return null;
    const late = new Tallies();
    const shared: TrailEvent[] = [];
    const take = async (events: readonly TrailEvent[]) => {
      for (const event of events.filter((one) => !told.has(one.id))) {
        if (event.sharedId === null) late.add(event);
        else shared.push(event);
      }
    };
    const how = { priority: 'digest', fresh: true, sharedCalls: 'all-records' } as const;
    await search(allowed.within(account, partOf(account, window)), how, { take, maxEvents: every, records: false });
    return { tallies: completeCallers(late.list(), []).tallies, shared };
  }

  return {
    read: (allowed, account, window, priority) =>
      passes(keyOf(account, window), () => read(allowed, account, window, priority)),
    readLate: (allowed, account, reading) => lates(reading.id, () => readLate(allowed, account, reading)),
  };
}

function followedBy(event: TrailEvent, aftermaths: ReadonlyMap<string, Aftermath>): Followed[] {
  const became = aftermaths.get(event.id);
  return became === undefined ? [] : [{ event, became }];
}

function keyOf({ id, name }: Account, { start, end }: Window): string {
  return JSON.stringify([id ?? name, start, end]);
}

/** The Regions of an account, and those too where IAM and the sign-ins of root are logged. */
function partOf({ regions }: Account, { start, end }: Window): Pick<Query, 'window' | 'regions' | 'limit'> {
  const homes = regions.map((region) => homeRegion(partitionOf(region)));
  return { window: { start, end: end - 1000 }, regions: [...new Set([...regions, ...homes])], limit: 1 };
}
