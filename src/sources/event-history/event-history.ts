import type { Fetch, Lookup } from '../../plan/plan.ts';
import type { Millis } from '../../trail/event.ts';
import type { CloudTrailClients } from '../aws/clients.ts';
import { type Batch, type EventSource, type SearchOptions, SearchStopped } from '../source.ts';
import { createBatches } from './batch.ts';
import { History, type Walk } from './history.ts';
import type { PacerOptions } from './pacer.ts';
import { Pacers, type Quota } from './pacers.ts';
import { type CallReport, type LookupEvents, readPage } from './page.ts';
import type { ReadPage } from './run.ts';
import { secondOf } from './seconds.ts';
import { sideBySide } from './side-by-side.ts';
import { missOfAbort } from './stop.ts';

export interface EventHistoryDeps {
  clients: CloudTrailClients;
  clock: () => Millis;
  /** How many events to remember, so that they are not asked for again; about 1 KB each. Default 50,000; 0: none. */
  remember?: number;
  /** Told of every call of LookupEvents. */
  onCall?: (call: CallReport & { account: string }) => void;
  pacing?: PacerOptions;
}

export interface EventHistory extends EventSource {
  /** For each account and Region asked so far, how much of its quota is in use. */
  quota(): Quota[];
}

/**
 * CloudTrail's event history, by LookupEvents: 90 days of management events, one account and Region a fetch.
 * A fetch's look-ups run side by side at the pace of their account and Region; each page is a batch as it comes.
 */
export function createEventHistory(deps: EventHistoryDeps): EventHistory {
  const history = new History(deps.remember ?? 50_000, deps.clock);
  const pacers = new Pacers(deps.pacing ?? {});

  async function* search(fetch: Fetch, options: SearchOptions): AsyncGenerator<Batch, void, undefined> {
    const how = prepare(fetch, options, deps, pacers);
    const { fresh = false } = options;
    const budget = { left: fetch.calls ?? Number.POSITIVE_INFINITY };
    const toBatch = createBatches(fetch, options, budget);
    const begin = (signal: AbortSignal) =>
      fetch.lookups.map((lookup) => history.walk(walkOf(fetch, lookup, how, { signal, budget, fresh })));
    try {
      for await (const { index, value } of sideBySide(options.signal, begin)) yield toBatch(index, value);
    } catch (error) {
      if (error instanceof SearchStopped || !options.signal.aborted) throw error;
      const miss = missOfAbort(options.signal.reason, how.place, how.pacer.throttled);
      throw new SearchStopped(miss, { cause: error });
    }
  }

  return { search, quota: () => pacers.quota() };
}

/** Pace and memory are the account's, whatever roles and askers there are; without its ID, the role's or the ambient one's. */
function prepare(
  { account, region }: Fetch,
  { asker, priority = 'person' }: SearchOptions,
  { clients, onCall }: EventHistoryDeps,
  pacers: Pacers,
): LookupEvents & { account: string } {
  if (region === null) throw new Error('Event history is asked Region by Region.');
  const id = account.id ?? account.role ?? 'ambient';
  return {
    account: id,
    client: clients.of(account, region, asker),
    pacer: pacers.of(id, region),
    place: { role: account.role, region },
    priority,
    onCall: (call) => onCall?.({ account: id, ...call }),
  };
}

function walkOf(
  { window, whole }: Fetch,
  lookup: Lookup,
  how: LookupEvents & { account: string },
  { signal, budget, fresh }: { signal: AbortSignal; budget: { left: number }; fresh: boolean },
): Walk {
  const read: ReadPage = (span, token, abandoned) => readPage(how, { ...span, lookup, token, whole }, abandoned);
  return {
    key: JSON.stringify([how.account, how.place.region, lookup, whole]),
    start: secondOf(window.start),
    end: secondOf(window.end),
    read,
    spend: () => {
      budget.left -= 1;
      return budget.left >= 0;
    },
    signal,
    priority: how.priority,
    fresh,
  };
}
