import type { Millis } from '../trail/event.ts';
import { pause } from './pause.ts';

/** What requests asked for and is under way: counted, so that a stop can wait for it, and aborted where it takes too long. */
export class Work {
  readonly #running = new Set<Promise<unknown>>();
  readonly #abort = new AbortController();

  /** Aborts when a stop no longer waits. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get running(): number {
    return this.#running.size;
  }

  /** Runs a piece of work, whose errors are the caller’s. */
  run<Value>(task: () => Promise<Value>): Promise<Value> {
    const running = task().finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** Waits up to `grace` for what runs, then aborts it and waits up to `last` for it to say so. Whether all ended. */
  async drain(grace: Millis, last: Millis): Promise<boolean> {
    if (await this.#settled(grace)) return true;
    this.#abort.abort(new Error('Trail is stopping'));
    return this.#settled(last);
  }

  async #settled(within: Millis): Promise<boolean> {
    const enough = new AbortController();
    const all = Promise.allSettled(this.#running).then(() => enough.abort());
    await Promise.race([all, pause(within, enough.signal)]);
    enough.abort();
    return this.#running.size === 0;
  }
}
