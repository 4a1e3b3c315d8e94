import { type Aftermath, becameOf, isUndoneByName, sequelsOfCall, type Telling } from '../catalogue/aftermath.ts';
import { type Sequels, sequelsOf } from '../catalogue/sequels.ts';
import { type Filter, valuesOf, where } from '../condition/condition.ts';
import type { Searched } from '../plan/coverage.ts';
import type { Found } from '../plan/found.ts';
import { type Hiding, isHidden } from '../plan/hidden.ts';
import type { Account, Fetch, Plan } from '../plan/plan.ts';
import { sourceTraits } from '../plan/source-traits.ts';
import { loggedAs, sourcesOf } from '../query/names/event-index.ts';
import { maxBesides } from '../sources/source.ts';
import type { Millis, TrailEvent } from '../trail/event.ts';

/** Places (an account's Region) in which what became of calls is looked up, those of the newest calls first. */
const maxPlaces = 5;
/** So many of the newest calls are looked at. */
const maxCalls = 20;
/** Names of calls that are looked up in one place: each is a call or more of its own. */
const maxNames = 8;
/** A Region holds more than these calls of the names in question only where they come by the thousand. */
const maxSequels = 1000;

/** What can be searched for what became of calls. */
export interface Aftermaths {
  /** Those that whoever asks may see. */
  accounts: readonly Account[];
  /** Whether a folder of log files is asked instead of AWS. */
  logs: boolean;
  now: Millis;
  hiding: Hiding;
  /** Runs a plan to its end. Nothing but Trail's own calls is to be hidden. */
  search: (plan: Plan, limit: number) => Promise<Found>;
}

/** What was found already that may tell what became of calls. */
export interface AtHand {
  events: readonly TrailEvent[];
  /** Until when the events have all calls that may have undone this one; its own time where that is not known. */
  until: (done: TrailEvent) => Millis;
}

export const nothingAtHand: AtHand = { events: [], until: ({ time }) => time };

/** What a question found that may tell what became of the calls it tells: until the end of its window, where that is enough. */
export function atHandOf(found: Found, plan: Plan, filter: Filter): AtHand {
  const besides = found.besides ?? [];
  const events = [...found.latest, ...besides];
  const oldest = besides.length < maxBesides ? Number.NEGATIVE_INFINITY : (besides.at(-1)?.time ?? 0);
  const resources = findsAllOf(filter) && found.hidden === 0 ? valuesOf(filter, 'on') : [];
  const until = (done: TrailEvent): Millis => {
    const fetch = plan.fetches.find((one) => mayHold(one, done));
    const reached = found.coverage.searched.find((one) => isPlaceOf(one, done) && one.source === fetch?.source);
    if (fetch === undefined || reached === undefined || reached.start > done.time) return done.time;
    if (found.coverage.missed.some((one) => isPlaceOf(one, done))) return done.time;
    const handed = fetch.besides !== undefined && done.time > oldest;
    const named = valuesOf(fetch.besides ?? filter, 'on');
    const all = handed && named.length === 0;
    const ofResource = (handed ? named : resources).some((on) => isUndoneByName(done, on, isKnown));
    // Event history files calls under one form of a name each: what is not found there may have been made all the same.
    const enough = all || (ofResource && (fetch.source === 'log-files' || hasEnded(done, events)));
    return enough ? fetch.window.end : done.time;
  };
  return { events, until };
}

/** Whether some of these calls undid another. */
function hasEnded(done: TrailEvent, events: readonly TrailEvent[]): boolean {
  const sequels = sequelsOfCall(done, isKnown);
  const became = sequels === null ? null : becameOf(done, sequels, events);
  return became !== null && became.kind !== 'still' && became.kind !== 'partly undone';
}

function mayHold({ account, region, window }: Fetch, { account: id, region: place, time }: TrailEvent): boolean {
  return (
    (account.id === null || account.id === id) &&
    (region === null || region === place) &&
    time >= window.start &&
    time <= window.end
  );
}

interface Changed {
  done: TrailEvent;
  sequels: Sequels;
  /** From here on it is to be looked up what became of it. */
  from: Millis;
}

const isKnown = (name: string, source: string) => loggedAs(name, source).length > 0;

/** The newest calls of some that can be undone, of which it can be told whether they were. */
export function undoable(events: readonly TrailEvent[]): { done: TrailEvent; sequels: Sequels }[] {
  const found = events.flatMap((done) => {
    const sequels = sequelsOfCall(done, isKnown);
    return sequels === null ? [] : [{ done, sequels }];
  });
  return found.slice(0, maxCalls);
}

/**
 * What became of the newest of some calls that changed something, by the event's ID: first by what is at hand, then by
 * looking for what undoes them, from each call until now. Calls of which it can't be told are left out.
 */
export async function findAftermaths(
  told: readonly TrailEvent[],
  { events, until }: AtHand,
  around: Aftermaths,
): Promise<Map<string, Aftermath>> {
  const changes = undoable(told).map((one) => ({ ...one, from: until(one.done) }));
  const settled = changes.filter(({ from }) => from >= around.now - instant);
  const open = changes.filter((one) => !settled.includes(one));
  const places = [...new Set(open.map(({ done }) => placeOf(done)))].slice(0, maxPlaces);
  const searched = places.flatMap((place) => affordable(open.filter(({ done }) => placeOf(done) === place)));
  const plan = planSequels(searched, around);
  const found = plan.fetches.length === 0 ? null : await around.search(plan, maxSequels);
  const all = distinct([...events, ...(found?.latest ?? [])]);
  const aftermaths = new Map<string, Aftermath>();
  for (const change of [...settled, ...searched]) {
    const became = becameOf(change.done, change.sequels, all);
    const gap = settled.includes(change) ? null : gapAfter(change, found);
    const certain = became === null ? null : withGap(became, gap);
    if (certain !== null) aftermaths.set(change.done.id, concealed(certain, around.hiding));
  }
  return aftermaths;
}

/** Plans are made for whole seconds. */
const instant = 1000;

/** As many of the first as can be looked up by not too many names; in any case one. */
function affordable(changes: readonly Changed[]): Changed[] {
  const names = new Set<string>();
  return changes.filter((change) => {
    const more = namesOf(change).filter((name) => !names.has(name));
    if (names.size > 0 && names.size + more.length > maxNames) return false;
    for (const name of more) names.add(name);
    return true;
  });
}

const placeOf = ({ account, region }: Pick<TrailEvent, 'account' | 'region'>) => `${account} ${region}`;

function distinct(events: readonly TrailEvent[]): TrailEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}

/** The search for all that may have undone calls, and for what did the same once more. */
function planSequels(changes: readonly Changed[], { accounts, logs, now }: Aftermaths): Plan {
  const end = Math.floor(now / 1000) * 1000;
  const retained = end - sourceTraits['event-history'].reach;
  const base = { effort: 'aftermath', limit: maxSequels, whole: false } as const;
  const oldest = (of: readonly Changed[]) => Math.min(...of.map(({ from }) => Math.floor(from / 1000) * 1000));
  const fetches = accounts.flatMap((account): Fetch[] => {
    const own = changes.filter(({ done }) => account.id === null || account.id === done.account);
    if (own.length === 0) return [];
    if (logs) {
      const window = { start: oldest(own), end };
      return [{ ...base, source: 'log-files', account, region: null, filter: namesFilter(own), window }];
    }
    return [...new Set(own.map(({ done }) => done.region))].map((region) => {
      const there = own.filter(({ done }) => done.region === region);
      const window = { start: Math.max(oldest(there), retained), end };
      return { ...base, source: 'event-history', account, region, filter: namesFilter(there), window };
    });
  });
  const window = { start: changes.length === 0 ? end : oldest(changes), end };
  return { fetches, window, effort: 'aftermath', missed: [], notes: [] };
}

function namesOf({ done, sequels }: Changed): string[] {
  return [done.name, ...sequels.calls.flatMap(({ name }) => loggedAs(name, done.source))];
}

function namesFilter(changes: readonly Changed[]): Filter {
  const names = changes.flatMap(namesOf);
  return [where('event', ...[...new Set(names)].map((name) => ({ name, source: null })))];
}

/** Coverage names places by the account's ID, or by its name where that is not known. */
function isPlaceOf(place: Pick<Searched, 'account' | 'region'>, { account, region }: TrailEvent): boolean {
  return (
    (place.region === 'all' || place.region === region) &&
    (!/^\d{12}$/.test(place.account) || place.account === account)
  );
}

/** What of the time since a call was not searched: something, wherever, or all that is older than the newest that was read. */
type Gap = 'somewhere' | 'older';

function gapAfter({ done, from }: Changed, found: Found | null): Gap | null {
  if (found === null) return 'somewhere';
  const { searched, missed } = found.coverage;
  const isThere = (place: Pick<Searched, 'account' | 'region'>) => isPlaceOf(place, done);
  if (missed.some(isThere) || searched.length === 0) return 'somewhere';
  // Log files hold no place of which they have no record.
  const reached = Math.max(...searched.filter(isThere).map(({ start }) => start), Number.NEGATIVE_INFINITY);
  const full = found.latest.length >= maxSequels ? (found.latest.at(-1)?.time ?? 0) : Number.NEGATIVE_INFINITY;
  return Math.max(reached, full) > from + instant ? 'older' : null;
}

/** What was found to undo a call stands, unless what is older was not read and may hold the one that did first. */
function withGap(became: Aftermath, gap: Gap | null): Aftermath {
  if (gap === null) return became;
  return gap === 'older' || became.kind === 'still' || became.kind === 'partly undone' ? { kind: 'unknown' } : became;
}

/** What trail.yml hides is not shown, and yet a call that it undid is not said to hold. */
function concealed(became: Aftermath, hiding: Hiding): Aftermath {
  if (became.kind === 'still' || became.kind === 'unknown') return became;
  const conceal = (one: Telling): Telling =>
    one.event !== null && isHidden(one.event, hiding) ? { time: one.time, event: null } : one;
  return { ...became, by: conceal(became.by), again: became.again === null ? null : conceal(became.again) };
}

/**
 * The calls that log files hand over besides those a question asks for: what may have undone them. Null where what the
 * question finds has them all, or nothing undoes what it asks for.
 */
export function besidesOf(filter: Filter): Filter | null {
  const events = valuesOf(filter, 'event');
  if (events.length > 0) {
    const names = events.flatMap(({ name, source }) => {
      const sources = source === null ? sourcesOf(name) : [source];
      const undoing = sources.flatMap((one) =>
        (sequelsOf({ name, source: one }, isKnown)?.calls ?? []).flatMap((sequel) => loggedAs(sequel.name, one)),
      );
      return undoing.length === 0 ? [] : [name, ...undoing];
    });
    return names.length === 0 ? null : [where('event', ...[...new Set(names)].map((name) => ({ name, source: null })))];
  }
  const resources = valuesOf(filter, 'on');
  return resources.length === 0 || findsAllOf(filter) ? null : [where('on', ...resources), where('is', 'write')];
}

/** Whether a question about resources finds every call that changed them and worked. */
function findsAllOf(filter: Filter): boolean {
  return filter.every(({ kind, anyOf, not }) => {
    if (kind === 'on' || kind === 'service' || kind === 'in') return !not;
    return kind === 'is' && !not && anyOf.every((value) => value === 'write' || value === 'ok');
  });
}
