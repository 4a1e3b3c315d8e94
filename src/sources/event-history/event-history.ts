import type { Missed } from '../../plan/coverage.ts';
import type { Quota } from '../../plan/found.ts';
import type { Account, Fetch } from '../../plan/plan.ts';
import { sourceTraits } from '../../plan/source-traits.ts';
import type { Millis, TrailEvent } from '../../trail/event.ts';
import {
  type Batch,
  type EventSource,
  type OpenSearch,
  type Priority,
  type SearchOptions,
  SearchStopped,
} from '../source.ts';
import { budgets } from './budgets.ts';
import {
  AnsweredFilters,
  type ChosenLookups,
  createBatches,
  createSpellings,
  emptyBatch,
  History,
  type Walk,
  type WalkStep,
} from './history.ts';
import { chooseLookups, type Lookup, needsSessions, notesOn, sessionCondition } from './lookups.ts';
import { missOfAbort, missOfCut, missOfSessions, type Page, type PageRequest, secondOf } from './page.ts';
import {
  isAssuming,
  issuingPlaces,
  mayHideBehindPath,
  nameOf,
  planSessions,
  type RoleSessions,
  sessionsIssued,
} from './role-sessions.ts';
import { sideBySide } from './run.ts';

/** What answers LookupEvents: AWS, or something that answers alike. */
export interface LookupService {
  /** The pages of one account and Region, in the name of who asks. Makes no call. */
  of(account: Account, region: string, who: { asker: string; priority: Priority }): PlaceLookups;
  /** For each account and Region asked so far, how much of its quota is in use. */
  quota(): Quota[];
}

interface PlaceLookups {
  /** The same for the same account and Region, whoever asks. */
  key: string;
  /** Throws SearchStopped where the page can't be had, and the signal's reason when it aborts. */
  read(request: PageRequest, signal: AbortSignal): Promise<Page>;
  /** Whether the last thing said was that calls come too fast. */
  throttled(): boolean;
}

interface EventHistoryDeps {
  service: LookupService;
  clock: () => Millis;
  /** How many events to remember, so that they are not asked for again; about 1 KB each. Default 50,000; 0: none. */
  remember?: number;
}

/**
 * CloudTrail's event history, by LookupEvents: 90 days of management events, one account and Region a fetch.
 * A fetch's look-ups run side by side at the pace of their account and Region; each page is a batch as it comes.
 * What was read for one question is not asked for again by another about the same or less.
 */
export function createEventHistory({ service, clock, remember = 50_000 }: EventHistoryDeps): EventSource {
  const history = new History(remember, clock);
  const answered = new AnsweredFilters();
  const spellings = createSpellings();

  async function open(fetches: readonly Fetch[], options: SearchOptions): Promise<OpenSearch> {
    const sessions = await sessionsFor(fetches, options);
    const { calls, time } = budgets[fetches[0]?.effort ?? 'complete'];
    const over = timeoutOf(time);
    const chosen = new Map(fetches.map((fetch) => [fetch, choose(fetch, sessions, options)]));
    const notes = new Set([...chosen.values()].flatMap((one) => one.notes));
    const bySessions = fetches.filter((fetch) => chosen.get(fetch)?.bySessions === true);
    return {
      report: { missed: sessions === null ? [] : missedOf(sessions, bySessions), notes: [...notes] },
      search: (fetch) => search(fetch, chosen.get(fetch)?.lookups ?? [], { ...options, over, calls }),
    };
  }

  /** The look-ups by which the same or a wider question was answered, as long as all they brought in is known. */
  function answeredBefore(fetch: Fetch, options: SearchOptions): ChosenLookups | null {
    const { key } = placeOf(fetch, options);
    return answered.wider(key, fetch.filter).find(({ lookups }) => lookups.every(isKnown(fetch, options))) ?? null;
  }

  function isKnown(fetch: Fetch, options: SearchOptions): (lookup: Lookup) => boolean {
    const { key } = placeOf(fetch, options);
    return (lookup) => options.fresh !== true && knownKey(key, lookup, fetch) !== null;
  }

  function choose(fetch: Fetch, sessions: FoundSessions | null, options: SearchOptions): Chosen {
    const before = answeredBefore(fetch, options);
    if (before !== null) return { ...before, bySessions: false };
    const { account, filter } = fetch;
    const around = { account: account.id, region: regionOf(fetch), seenAs: spellings.of, sessions };
    const { lookups, bySessions = false } = chooseLookups(filter, around, isKnown(fetch, options));
    const notes = [...(bySessions ? (sessions?.notes ?? []) : []), ...notesOn(lookups, filter)];
    // Which sessions there were is found anew for every question: it depends on the time and the places it is about.
    if (!bySessions) answered.remember(placeOf(fetch, options).key, filter, { lookups, notes });
    return { lookups, notes, bySessions };
  }

  async function* search(
    fetch: Fetch,
    lookups: readonly Lookup[],
    options: SearchOptions & Spending,
  ): AsyncGenerator<Batch, void, undefined> {
    if (lookups.length === 0) return yield emptyBatch(fetch);
    const budget = { left: options.calls, of: options.calls };
    const toBatch = createBatches(fetch, lookups.length, options.hiding, budget);
    for await (const { index, value } of walk(fetch, lookups, budget, options)) {
      const batch = toBatch(index, value);
      spellings.remember(batch.tallies.map(({ principal }) => principal.name));
      yield batch;
    }
  }

  /** What look-ups bring in, as it comes. When its time is over after something came, it just ends. */
  async function* walk(
    fetch: Fetch,
    lookups: readonly Lookup[],
    budget: { left: number },
    options: SearchOptions & { over: AbortSignal },
  ): AsyncGenerator<{ index: number; value: WalkStep }, void, undefined> {
    const { signal, over, fresh = false } = options;
    const place = placeOf(fetch, options);
    const begin = (ended: AbortSignal) =>
      lookups.map((lookup) => history.walk(walkOf(fetch, lookup, place, { signal: ended, budget, fresh, options })));
    let came = false;
    try {
      for await (const batch of sideBySide(AbortSignal.any([signal, over]), begin)) {
        came = true;
        yield batch;
      }
    } catch (error) {
      if (error instanceof SearchStopped || !(signal.aborted || over.aborted)) throw error;
      if (came && !signal.aborted) return;
      const { reason } = signal.aborted ? signal : over;
      const where = { role: fetch.account.role, region: regionOf(fetch) };
      throw new SearchStopped(missOfAbort(reason, where, place.throttled()), { cause: error });
    }
  }

  /** The sessions by which a question is looked up: where nothing else finds as much, or where they cost no call. */
  async function sessionsFor(fetches: readonly Fetch[], options: SearchOptions): Promise<FoundSessions | null> {
    const filter = fetches[0]?.filter ?? [];
    const of = sessionCondition(filter);
    if (of === null || fetches.every((fetch) => answeredBefore(fetch, options) !== null)) return null;
    const places = issuingPlaces(fetches);
    const find = async (widely: boolean) => {
      const plans = places.map((place) => planSessions(of, widely, place));
      const known = plans.every((plan) => plan.lookups.every(isKnown(plan, options)));
      return known || needsSessions(filter) ? await findIssued(plans, options) : null;
    };
    const direct = await find(false);
    if (direct === null) return null;
    const widely = mayHideBehindPath(of, direct.issued);
    const wide = widely ? await find(true) : { issued: [], missed: [] };
    if (wide === null) return null;
    const accounts = [...new Map(places.map(({ account }) => [account.id ?? account.name, account])).values()];
    const sessions = sessionsIssued(of, [...direct.issued, ...wide.issued], { accounts, widely });
    return { ...sessions, missed: [...direct.missed, ...wide.missed] };
  }

  /** The calls that handed out sessions, and where they could not all be looked for. */
  async function findIssued(plans: readonly (Fetch & { lookups: Lookup[] })[], options: SearchOptions) {
    const { calls, time } = budgets[plans[0]?.effort ?? 'complete'];
    const over = timeoutOf(time);
    const found = plans.map(async ({ lookups, ...plan }) => {
      const issued: TrailEvent[] = [];
      const budget = { left: calls };
      const where = placeNamed(plan);
      try {
        for await (const { value } of walk(plan, lookups, budget, { ...options, over })) {
          issued.push(...value.events.filter(isAssuming));
        }
        const short = budget.left < 0 || over.aborted;
        return { issued, missed: short ? [{ ...where, ...missOfSessions(where.region) }] : [] };
      } catch (error) {
        if (!(error instanceof SearchStopped)) throw error;
        return { issued, missed: [{ ...where, ...error.miss }] };
      }
    });
    const all = await Promise.all(found);
    return { issued: all.flatMap(({ issued }) => issued), missed: all.flatMap(({ missed }) => missed) };
  }

  function placeOf(fetch: Fetch, { asker, priority = 'person' }: SearchOptions): PlaceLookups {
    return service.of(fetch.account, regionOf(fetch), { asker, priority });
  }

  /** Under which key all that a look-up can bring in for a fetch is known; null where it is not. Whole records do for both. */
  function knownKey(place: string, lookup: Lookup, { window, whole }: Fetch): string | null {
    const span = { start: secondOf(window.start), end: secondOf(window.end) };
    const keys = [keyOf(place, lookup, true), ...(whole ? [] : [keyOf(place, lookup, false)])];
    return keys.find((key) => history.knows(key, span)) ?? null;
  }

  function walkOf(
    fetch: Fetch,
    lookup: Lookup,
    place: PlaceLookups,
    how: { signal: AbortSignal; budget: { left: number }; fresh: boolean; options: SearchOptions },
  ): Walk {
    const { window, whole } = fetch;
    const { signal, budget, fresh, options } = how;
    return {
      key: (fresh ? null : knownKey(place.key, lookup, fetch)) ?? keyOf(place.key, lookup, whole),
      start: secondOf(window.start),
      end: secondOf(window.end),
      read: (span, token, abandoned) => place.read({ ...span, lookup, token, whole }, abandoned),
      spend: () => {
        budget.left -= 1;
        return budget.left >= 0;
      },
      signal,
      priority: options.priority ?? 'person',
      fresh,
    };
  }

  return { traits: sourceTraits['event-history'], open };
}

interface FoundSessions extends RoleSessions {
  /** Where they could not all be looked for. */
  missed: Missed[];
}

interface Chosen extends ChosenLookups {
  /** Whether they find no more than what was done in the sessions that were found. */
  bySessions: boolean;
}

interface Spending {
  /** Aborts when the question's time is over. */
  over: AbortSignal;
  /** Most calls in each account and Region. */
  calls: number;
}

/** What is not found in places that are looked up by the names of sessions. */
function missedOf({ of, missed, cut }: FoundSessions, bySessions: readonly Fetch[]): Missed[] {
  if (bySessions.length === 0) return [];
  if (cut === 0) return missed;
  const unsearched = missOfCut(nameOf(of), cut);
  return [...missed, ...bySessions.map((fetch) => ({ ...placeNamed(fetch), ...unsearched }))];
}

function placeNamed(fetch: Fetch): Pick<Missed, 'account' | 'region' | 'source'> {
  const { account, source } = fetch;
  return { account: account.id ?? account.name, region: regionOf(fetch), source };
}

const keyOf = (place: string, lookup: Lookup, whole: boolean) => JSON.stringify([place, lookup, whole]);

function timeoutOf(time: Millis | null): AbortSignal {
  return time === null ? new AbortController().signal : AbortSignal.timeout(time);
}

function regionOf({ region }: Fetch): string {
  if (region === null) throw new Error('Event history is asked Region by Region.');
  return region;
}
