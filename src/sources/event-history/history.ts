import { LRUCache } from 'lru-cache';
import { type Filter, isNarrower } from '../../condition/condition.ts';
import { kindMatcher, matcher } from '../../condition/match.ts';
import { type Aside, bothAside, nothingAside } from '../../plan/aside.ts';
import { type Hiding, isHidden } from '../../plan/hidden.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { Millis, TrailEvent } from '../../trail/event.ts';
import { EventIds } from '../../trail/event-ids.ts';
import { Latest, slotWidth, Timeline } from '../../trail/latest.ts';
import { copyOf, SharedCalls } from '../../trail/shared-calls.ts';
import { tallyOf } from '../../trail/tallies.ts';
import type { Tally } from '../../trail/tally.ts';
import { type Batch, type Priority, raced } from '../source.ts';
import type { Lookup } from './lookups.ts';
import { isWithin, Known, type Seconds, type Span, stillTells } from './page.ts';
import { type ReadPage, Run, type Step } from './run.ts';

/** One look-up in one account and Region, from the end of its span back to the start. */
export interface Walk extends Span {
  /** The same for the same account, Region and look-up. */
  key: string;
  read: ReadPage;
  /** Whether one more page may be read. */
  spend: () => boolean;
  signal: AbortSignal;
  /** A person's, unless told. */
  priority?: Priority;
  /** Whether to read what is known already, too. */
  fresh?: boolean;
}

/** What a walk comes upon: from `start` on, everything is known. */
export interface WalkStep {
  events: TrailEvent[];
  start: Seconds;
  cached: boolean;
}

/**
 * Walks event history from new to old: through what is known without a call, through gaps page by page, and together
 * with whoever reads the same gap at the same time.
 */
export class History {
  readonly #known: Known;
  readonly #clock: () => Millis;
  readonly #runs = new Map<string, Set<Run>>();

  /** @param limit how many events to remember */
  constructor(limit: number, clock: () => Millis) {
    this.#known = new Known(limit);
    this.#clock = clock;
  }

  /** Whether all of a span is known, so that walking it reads no page. */
  knows(key: string, { start, end }: Span): boolean {
    for (let top = end; top >= start; ) {
      const known = this.#known.at(key, top, this.#clock());
      if (known === null) return false;
      top = known.start - 1;
    }
    return true;
  }

  /** Rejects with the signal's reason when it aborts, else with what reading threw. Stops where no page may be spent. */
  async *walk(walk: Walk): AsyncGenerator<WalkStep, void, undefined> {
    const { key, start, end, signal, fresh = false } = walk;
    const wanted = (events: TrailEvent[]) => events.filter((event) => isWithin(event, { start, end }));
    let run: Run | null = null;
    let seen = 0;
    try {
      for (let top = end; top >= start; ) {
        signal.throwIfAborted();
        const known = fresh ? null : this.#known.at(key, top, this.#clock());
        if (known !== null) {
          top = known.start - 1;
          yield { events: wanted(known.events), start: Math.max(start, known.start), cached: true };
          continue;
        }
        if (!walk.spend()) return;
        if (run === null || run.over || run.top !== top) {
          run?.leave();
          run = this.#runAt(walk, top);
          run.enter();
          seen = 0;
        }
        const step: Step = await raced(run.next(), signal);
        const events = step.number === seen + 1 ? step.events : [...step.carried, ...step.events];
        seen = step.number;
        top = step.start - 1;
        yield { events: wanted(events), start: Math.max(start, step.start), cached: false };
      }
    } finally {
      run?.leave();
    }
  }

  /** The run that is just reading this second, or a new one for the gap below it. */
  #runAt({ key, start, read, priority = 'person', fresh = false }: Walk, top: Seconds): Run {
    const now = this.#clock();
    const runs = this.#runs.get(key) ?? new Set();
    // A person does not wait for a digest's pages; a digest gladly takes a person's.
    const joinable = fresh ? [] : [...runs].filter((run) => run.priority === priority || priority === 'digest');
    const useful = joinable.filter((run) => run.top <= top && !run.over && stillTells(run.askedAt, run.top, now));
    const joined = useful.find((run) => run.top === top);
    if (joined !== undefined) return joined;
    const known = fresh ? null : this.#known.before(key, top, now);
    const from = Math.max(start, known === null ? start : known + 1, ...useful.map((other) => other.top + 1));
    const run = new Run({ start: from, end: top }, now, priority, {
      read,
      keep: (stretch) => this.#known.keep(key, stretch),
      whenLeft: () => {
        runs.delete(run);
        if (runs.size === 0) this.#runs.delete(key);
      },
    });
    this.#runs.set(key, runs.add(run));
    return run;
  }
}

/**
 * Makes batches of what a fetch's look-ups come upon. All of a fetch is known only from where the slowest of its
 * look-ups has got to, so that is how far it has reached.
 */
export function createBatches(
  fetch: Fetch,
  lookups: number,
  hiding: Hiding,
  budget: { readonly left: number; readonly of: number },
): (lookup: number, step: WalkStep) => Batch {
  const { start, end } = fetch.window;
  const matches = matcher(fetch.filter);
  const isWanted = kindMatcher(fetch.filter);
  let shared: SharedCalls | null = null;
  const width = slotWidth(fetch.window);
  const frontiers = Array.from({ length: lookups }, () => end);
  /** An event that two look-ups find, or that CloudTrail delivered twice, counts once. */
  const seen = new EventIds();

  return (lookup, step) => {
    frontiers[lookup] = Math.min(end, Math.max(start, step.start * 1000));
    const reached = Math.max(...frontiers);
    // One for each event: whoever takes them adds them up by combination, and doing so here, too, would cost as much again.
    const tallies: Tally[] = [];
    const latest = new Latest(fetch.limit);
    const timeline = new Timeline();
    const events = step.events.filter(({ time }) => time >= start && time <= end);
    let aside: Aside | null = null;
    let hidden = 0;
    let partiallyRead = 0;
    for (const event of events) {
      if (!isWanted(event)) {
        if (seen.add(event.id)) aside = bothAside(aside ?? nothingAside, asideOf(event));
        continue;
      }
      if (!matches(event) || !seen.add(event.id)) continue;
      const isNotShown = isHidden(event, hiding);
      if (event.sharedId !== null) {
        shared ??= new SharedCalls(fetch.limit);
        if (share(event, event.sharedId, isNotShown, shared) === 'held') continue;
      }
      if (isNotShown) {
        hidden += 1;
        continue;
      }
      if (!event.understood) partiallyRead += 1;
      tallies.push(tallyOf(event));
      latest.add(event);
      const failed = event.outcome === 'ok' ? 0 : 1;
      timeline.add({ start: Math.floor(event.time / width) * width, calls: 1, failed });
    }
    return {
      tallies,
      latest: latest.list(),
      timeline: timeline.list(),
      reached,
      recordsRead: events.length,
      pages: step.cached ? 0 : 1,
      cached: step.cached,
      hidden,
      partiallyRead,
      missed: [],
      ...(aside === null ? {} : { aside }),
      ...(shared === null ? {} : { shared }),
      done: Math.max(shareOf(frontiers, start, end), spent(budget)),
    };
  };
}

/** Event history holds other records than calls only for those who ask it for them. */
function asideOf({ kind, summary }: TrailEvent): Aside {
  if (kind === 'insight') return { ...nothingAside, insights: 1 };
  if (kind === 'digest') return { ...nothingAside, digests: 1 };
  return summary === null ? { ...nothingAside, unreadable: 1 } : { ...nothingAside, unjudged: summary.calls };
}

/** Whether a call counts at once, or is held back as the caller's own account may hold it, too. */
function share(event: TrailEvent, sharedId: string, isNotShown: boolean, shared: SharedCalls): 'counts' | 'held' {
  const copy = copyOf(event);
  const { id, account, time, understood } = event;
  if (copy === 'home') {
    shared.tell({ account, sharedId });
    return 'counts';
  }
  shared.hold({ sharedId, copy, id, account, time, understood, tally: isNotShown ? null : tallyOf(event) });
  if (!isNotShown) shared.keep(event);
  return 'held';
}

/** The batch of a fetch that nothing can match: all of its window is searched. */
export function emptyBatch({ window }: Fetch): Batch {
  const nothing = { tallies: [], latest: [], timeline: [], missed: [] };
  return {
    ...nothing,
    reached: window.start,
    recordsRead: 0,
    pages: 0,
    cached: false,
    hidden: 0,
    partiallyRead: 0,
    done: 1,
  };
}

/** How much of the calls that may be made were, from 0 to 1. */
function spent({ left, of }: { left: number; of: number }): number {
  return Number.isFinite(of) ? 1 - Math.max(0, left) / of : 0;
}

/** How much of their window the look-ups have walked, all together, from 0 to 1. */
function shareOf(frontiers: number[], start: number, end: number): number {
  if (end <= start) return 1;
  return frontiers.reduce((sum, frontier) => sum + (end - frontier), 0) / (frontiers.length * (end - start));
}

/** Places whose questions are remembered, and how many questions of each: what they looked up is not kept for longer. */
const maxPlaces = 1_000;
const maxFilters = 30;

/** How a question of a place was looked up, and what was to be said of it. */
export interface ChosenLookups {
  lookups: readonly Lookup[];
  notes: readonly string[];
}

interface Answered extends ChosenLookups {
  filter: Filter;
}

/**
 * Which look-ups answered which questions of a place: a narrower question can be answered by what they brought in, as
 * long as that is remembered.
 */
export class AnsweredFilters {
  readonly #places = new LRUCache<string, LRUCache<string, Answered>>({ max: maxPlaces });

  remember(place: string, filter: Filter, chosen: ChosenLookups): void {
    const known = this.#places.get(place) ?? new LRUCache<string, Answered>({ max: maxFilters });
    this.#places.set(place, known);
    known.set(JSON.stringify(filter), { filter, ...chosen });
  }

  /** The look-ups that answered the same or a wider question, whatever its time; the latest first. */
  wider(place: string, filter: Filter): ChosenLookups[] {
    const known = [...(this.#places.get(place)?.values() ?? [])];
    return known.filter((one) => one.lookups.length > 0 && isNarrower(filter, one.filter));
  }
}

/** Spellings under which principals were seen, by name without case. */
interface Spellings {
  /** Every spelling seen of a name, whatever its case. */
  of(name: string): readonly string[];
  remember(names: Iterable<string>): void;
}

/** Names beyond this many push out those not met for longest. */
const maxNames = 20_000;
/** Nobody is spelled in more ways than this, but an attacker may try. */
const maxEach = 4;

/** LookupEvents is case-sensitive: a name typed in any case is looked up as it was seen before, too. */
export function createSpellings(): Spellings {
  const seen = new LRUCache<string, Set<string>>({ max: maxNames });
  return {
    of: (name) => [...(seen.get(name.toLowerCase()) ?? [])],
    remember(names) {
      for (const name of names) {
        const key = name.toLowerCase();
        const known = seen.get(key);
        if (known === undefined) seen.set(key, new Set([name]));
        else if (known.size < maxEach) known.add(name);
      }
    },
  };
}
