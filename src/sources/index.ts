import { type Aside, bothAside, nothingAside } from '../plan/aside.ts';
import { begin, cover, type Progress } from '../plan/cover.ts';
import type { Miss, Missed, Note } from '../plan/coverage.ts';
import type { Found, Quota } from '../plan/found.ts';
import type { Hiding } from '../plan/hidden.ts';
import type { Fetch, Plan } from '../plan/plan.ts';
import { type SourceName, type SourceTraits, sourceTraits } from '../plan/source-traits.ts';
import type { Millis, TrailEvent } from '../trail/event.ts';
import { Latest, slotsOf, Timeline } from '../trail/latest.ts';
import { type SharedCalls, type SharedMode, settleShared } from '../trail/shared-calls.ts';
import { Tallies } from '../trail/tallies.ts';
import type { LookupService } from './event-history/event-history.ts';
import type { Input } from './log-files/open-place.ts';
import { type Batch, type EventSource, maxBesides, type OpenSearch, type Priority, SearchStopped } from './source.ts';

/** Every source there is, by name. */
export type Sources = Record<SourceName, EventSource>;

interface SourcesDeps {
  /** LookupEvents of AWS, or of the sample in its place. */
  lookups: () => Promise<LookupService>;
  clock: () => Millis;
  /** What the place `-` stands for, where it stands for standard input. */
  input?: Input | undefined;
}

/** Builds every source; each is loaded, with all it needs, when it is first asked. */
export function createSources({ lookups, clock, input }: SourcesDeps): { sources: Sources; close(): Promise<void> } {
  const archives = once(async () => (await import('./log-files/archives.ts')).createArchives({ input }));
  const history = once(async () => {
    const { createEventHistory } = await import('./event-history/event-history.ts');
    return createEventHistory({ service: await lookups(), clock });
  });
  return {
    sources: {
      'event-history': whenAsked(sourceTraits['event-history'], history.get),
      'log-files': whenAsked(sourceTraits['log-files'], archives.get),
    },
    close: async () => (await archives.made())?.close(),
  };
}

function whenAsked(traits: SourceTraits, load: () => Promise<EventSource>): EventSource {
  return { traits, open: async (fetches, options) => (await load()).open(fetches, options) };
}

/** Makes something when it is first wanted, and only once. */
export function once<T>(make: () => Promise<T>): { get(): Promise<T>; made(): Promise<T> | null } {
  let made: Promise<T> | null = null;
  return {
    get() {
      made ??= make();
      return made;
    },
    made: () => made,
  };
}

export interface GatherOptions {
  sources: Sources;
  signal: AbortSignal;
  /** Who asks, as the STS session shall be named. */
  asker: string;
  hiding: Hiding;
  clock: () => Millis;
  /** Who is served first where calls must wait; a person, unless told. */
  priority?: Priority;
  /** Whether to ask again for what is known already. */
  fresh?: boolean;
  /** Whether nobody looks at what was found so far: then only the last word is given. */
  quiet?: boolean;
  /** How many newest events to keep over all fetches. */
  limit: number;
  quota: () => readonly Quota[];
  /** A fault of Trail's own in one fetch: the others go on. */
  onBug: (error: unknown, fetch: Fetch) => void;
  /** Takes the events of each batch, as many as the fetch's limit says; the search waits for it. */
  each?: (events: readonly TrailEvent[]) => Promise<void>;
  /** How calls that the trails of several accounts hold are counted; once, unless told. */
  sharedCalls?: SharedMode;
}

/** Between two looks at what has come in, in milliseconds: readers can't use more. */
const pause = 200;

/**
 * Runs all fetches of a plan side by side and yields what they have brought in so far: at once when the first
 * batch arrives, then at most five times a second, last with `final` true.
 */
export async function* gather(plan: Plan, options: GatherOptions): AsyncGenerator<Found, void, undefined> {
  const tallies = new Tallies();
  const latest = new Latest(options.limit);
  const besides = new Latest(maxBesides);
  const timeline = new Timeline();
  let timed = true;
  const progress = plan.fetches.map(begin);
  const report: { missed: Missed[]; notes: Note[] } = { missed: [], notes: [] };
  const totals = { hidden: 0, partiallyRead: 0 };
  const bell = createBell();
  const shared = new Map<Progress, SharedCalls>();

  const add = (one: Progress, batch: Batch) => {
    for (const tally of batch.tallies) tallies.merge(tally);
    for (const event of batch.latest) latest.add(event);
    for (const event of batch.besides ?? []) besides.add(event);
    for (const slot of batch.timeline ?? []) timeline.add(slot);
    timed &&= batch.timeline !== undefined;
    totals.hidden += batch.hidden;
    totals.partiallyRead += batch.partiallyRead;
    if (batch.shared !== undefined) shared.set(one, batch.shared);
    advance(one, batch);
    bell.ring();
  };
  /** Counts the calls held back until all was read. */
  const settle = async () => {
    const settled = settleShared([...shared.values()], options.sharedCalls);
    if (options.sharedCalls !== 'apart') {
      for (const tally of settled.tallies) tallies.merge(tally);
      for (const event of settled.events) latest.add(event);
      if (timed) for (const slot of slotsOf(settled.tallies, plan.window)) timeline.add(slot);
      totals.hidden += settled.hidden;
      totals.partiallyRead += settled.partiallyRead;
      const [first] = progress;
      if (first !== undefined && settled.timeless > 0) addAside(first, { ...nothingAside, timeless: settled.timeless });
    }
    await options.each?.(settled.events);
  };
  const end = (one: Progress, miss: Miss | null) => {
    if (miss !== null) one.missed.push(miss);
    one.ended = true;
    one.done = 1;
    bell.ring();
  };
  /** All fetches of one source. */
  const ask = async (name: SourceName, own: readonly Progress[]) => {
    const source = options.sources[name];
    const opened = await openSource(source, own, options);
    if (!('search' in opened)) {
      for (const one of own) end(one, opened);
      return;
    }
    report.missed.push(...opened.report.missed);
    report.notes.push(...opened.report.notes);
    await Promise.all(own.map(async (one) => end(one, await exhaust(opened, one, add, options))));
  };
  const snapshot = (final: boolean): Found => ({
    window: plan.window,
    tallies: tallies.list(),
    latest: latest.list(),
    besides: plan.fetches.some((fetch) => fetch.besides !== undefined) ? besides.list() : null,
    timeline: timed ? timeline.list() : null,
    ...totals,
    quota: options.quota(),
    chains: null,
    sessions: 0,
    sessionIssuers: new Map(),
    shared: [...shared.values()],
    coverage: cover(plan, progress, report, options.clock()),
    final,
    done: progress.length === 0 ? 1 : progress.reduce((sum, one) => sum + one.done, 0) / progress.length,
  });

  const names = [...new Set(progress.map(({ fetch }) => fetch.source))];
  const asked = names.map((name) =>
    ask(
      name,
      progress.filter(({ fetch }) => fetch.source === name),
    ),
  );
  const all = Promise.all(asked).then(() => 'over' as const);
  while ((await Promise.race([all, bell.rung()])) !== 'over') {
    if (options.quiet !== true) yield snapshot(false);
    if ((await Promise.race([all, sleep(pause)])) === 'over') break;
  }
  if (shared.size > 0) await settle();
  yield snapshot(true);
}

/** The source made ready, or why it can answer none of its fetches. */
async function openSource(
  source: EventSource,
  own: readonly Progress[],
  options: GatherOptions,
): Promise<OpenSearch | Miss> {
  const fetches = own.map(({ fetch }) => fetch);
  try {
    return await source.open(fetches, options);
  } catch (error) {
    return missOf(error, fetches[0], options);
  }
}

/** Reads a fetch to its end; returns why it stopped early, or null. */
async function exhaust(
  opened: OpenSearch,
  one: Progress,
  add: (one: Progress, batch: Batch) => void,
  options: GatherOptions,
): Promise<Miss | null> {
  try {
    for await (const batch of opened.search(one.fetch)) {
      add(one, batch);
      await options.each?.(batch.latest);
    }
    return null;
  } catch (error) {
    return missOf(error, one.fetch, options);
  }
}

function missOf(error: unknown, fetch: Fetch | undefined, { onBug }: GatherOptions): Miss {
  if (error instanceof SearchStopped) return error.miss;
  if (fetch !== undefined) onBug(error, fetch);
  return { reason: 'unreachable', message: 'Trail failed here by a fault of its own; its log says more.' };
}

function advance(one: Progress, batch: Batch): void {
  one.reached = one.reached === null ? batch.reached : Math.min(one.reached, batch.reached);
  one.recordsRead += batch.recordsRead;
  one.pages += batch.pages;
  one.cached &&= batch.cached;
  one.missed.push(...batch.missed);
  if (batch.aside !== undefined) addAside(one, batch.aside);
  one.files = batch.files ?? one.files;
  one.done = batch.done;
  for (const account of batch.passed ?? []) one.passed.add(account);
  for (const place of batch.places ?? []) {
    const known = one.places.find((other) => other.account === place.account && other.region === place.region);
    if (known === undefined) one.places.push({ ...place });
    else known.recordsRead += place.recordsRead;
  }
}

function addAside(one: Progress, aside: Aside): void {
  one.aside = one.aside === null ? aside : bothAside(one.aside, aside);
}

/** Lets many writers wake one reader; ringing while nobody waits is remembered. */
function createBell() {
  let ring: (value: 'rung') => void = () => undefined;
  let rung = new Promise<'rung'>((resolve) => {
    ring = resolve;
  });
  return {
    ring: () => ring('rung'),
    async rung(): Promise<'rung'> {
      await rung;
      rung = new Promise((resolve) => {
        ring = resolve;
      });
      return 'rung';
    },
  };
}

/** Whoever sleeps keeps no process alive: the answer may have come in the meantime. */
const sleep = (ms: number) =>
  new Promise<'slept'>((resolve) => {
    setTimeout(resolve, ms, 'slept').unref();
  });
