import { setMaxListeners } from 'node:events';
import type { Millis, TrailEvent } from '../../trail/event.ts';
import type { Priority } from '../source.ts';
import { InvalidToken, type Page, type Seconds, type Span, type Stretch, secondOf } from './page.ts';

/** Reads one page of a span; `token` goes on from the page before, of the same span. */
export type ReadPage = (span: Span, token: string | null, signal: AbortSignal) => Promise<Page>;

/** What one page brought. */
export interface Step {
  /** Its place in the run, from 1. */
  number: number;
  events: TrailEvent[];
  /** Events of pages before whose second this page goes on with: for those who did not see those pages. */
  carried: TrailEvent[];
  /** From here on everything is read; one more than before the page where it completed no second. */
  start: Seconds;
}

/**
 * Reads a gap page by page, newest first, for all who want it at the same time: they share each call.
 * Ends itself when nobody wants it any more.
 */
export class Run {
  readonly askedAt: Millis;
  readonly priority: Priority;
  readonly start: Seconds;
  /** The newest second that is not read in full. */
  top: Seconds;
  readonly #read: ReadPage;
  readonly #keep: (stretch: Stretch) => void;
  readonly #whenLeft: () => void;
  readonly #abandoned = new AbortController();
  #users = 0;
  #steps = 0;
  /** Bound to the token: all pages of a token are asked for with the same span. */
  #end: Seconds;
  #token: string | null = null;
  #carried: TrailEvent[] = [];
  #step: Promise<Step> | null = null;

  constructor(
    span: Span,
    askedAt: Millis,
    priority: Priority,
    does: { read: ReadPage; keep: (stretch: Stretch) => void; whenLeft: () => void },
  ) {
    this.askedAt = askedAt;
    this.priority = priority;
    this.start = span.start;
    this.top = span.end;
    this.#end = span.end;
    this.#read = does.read;
    this.#keep = does.keep;
    this.#whenLeft = does.whenLeft;
  }

  /** Whether all of its gap is read. */
  get over(): boolean {
    return this.top < this.start;
  }

  enter(): void {
    this.#users += 1;
  }

  leave(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#abandoned.abort();
    this.#whenLeft();
  }

  /** The next page; who asks while it is on its way gets the same one. */
  next(): Promise<Step> {
    this.#step ??= this.#advance().finally(() => {
      this.#step = null;
    });
    return this.#step;
  }

  async #advance(): Promise<Step> {
    const { events, token } = await this.#readOn();
    const carried = this.#carried;
    const all = [...carried, ...events];
    const oldest = events.reduce((least, event) => Math.min(least, secondOf(event.time)), this.top);
    const complete = token === null ? this.start : Math.max(this.start, oldest + 1);
    const isComplete = (event: TrailEvent) => secondOf(event.time) >= complete;
    this.#keep({
      start: complete,
      end: this.top,
      askedAt: this.askedAt,
      bulk: this.priority === 'digest',
      events: all.filter(isComplete),
    });
    this.#carried = all.filter((event) => !isComplete(event));
    this.#token = token;
    this.top = complete - 1;
    this.#steps += 1;
    return { number: this.#steps, events, carried, start: complete };
  }

  /** Where the token is no longer good, goes on by time: the second being read is read again from its beginning. */
  async #readOn(): Promise<Page> {
    const signal = this.#abandoned.signal;
    try {
      return await this.#read({ start: this.start, end: this.#end }, this.#token, signal);
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      this.#end = this.top;
      this.#carried = [];
      return this.#read({ start: this.start, end: this.#end }, null, signal);
    }
  }
}

/**
 * What several generators yield, as it comes, each with the place of its generator. Each is asked for its next value
 * before the last one is handed on, so that it works while the reader does. When the reader stops, or one fails, the
 * signal the generators were given aborts, and this returns when all of them have.
 */
export async function* sideBySide<T>(
  outer: AbortSignal,
  begin: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>[],
): AsyncGenerator<{ index: number; value: T }, void, undefined> {
  const over = new AbortController();
  const ended = AbortSignal.any([outer, over.signal]);
  // Each of them listens, and there may be any number.
  setMaxListeners(0, ended);
  const generators = begin(ended);
  const pending = new Map<number, Promise<{ index: number; result: IteratorResult<T, void> }>>();
  const ask = (generator: AsyncGenerator<T, void, undefined>, index: number) => {
    const asked = generator.next().then((result) => ({ index, result }));
    asked.catch(() => undefined);
    pending.set(index, asked);
  };
  try {
    generators.forEach(ask);
    while (pending.size > 0) {
      const { index, result } = await Promise.race(pending.values());
      pending.delete(index);
      if (result.done) continue;
      const generator = generators[index];
      if (generator !== undefined) ask(generator, index);
      yield { index, value: result.value };
    }
  } finally {
    over.abort();
    await Promise.allSettled(generators.map((generator) => generator.return()));
  }
}
