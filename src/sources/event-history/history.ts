import type { Millis, TrailEvent } from '../../trail/event.ts';
import type { Priority } from '../source.ts';
import { Known, stillTells } from './known.ts';
import { raced } from './raced.ts';
import { type ReadPage, Run, type Step } from './run.ts';
import { isWithin, type Seconds, type Span } from './seconds.ts';

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
