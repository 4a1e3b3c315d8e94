import {
  type AckFn,
  type AnyMiddlewareArgs,
  App,
  type AppOptions,
  type Middleware,
  type ReceiverEvent,
} from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { EventIds } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { pause } from './pause.ts';
import { identified } from './payloads.ts';
import { errorFields } from './telemetry.ts';
import type { Timing } from './timing.ts';

interface AckFirstDeps {
  turns: Turns;
  work: Work;
}

/**
 * Bolt, but every request is acknowledged before anything else is done for it, Bolt's own look at it included; the rest
 * begins in its turn. A stop waits for all of it.
 */
export class AckFirstApp extends App {
  readonly #deps: AckFirstDeps;

  constructor(options: AppOptions, deps: AckFirstDeps) {
    super(options);
    this.#deps = deps;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    return this.#deps.work.run(() => this.#process(event));
  }

  async #process(event: ReceiverEvent): Promise<void> {
    let turn: Promise<void> | null = null;
    const ack: AckFn<unknown> = (said) => {
      turn ??= this.#acknowledge(event, said);
      return turn;
    };
    if (!isAnsweredByAck(event)) await ack();
    await super.processEvent({ ...event, ack });
  }

  /** Whoever waits for the acknowledgement goes on in their turn. */
  async #acknowledge(event: ReceiverEvent, said: unknown): Promise<void> {
    const turn = this.#deps.turns.next();
    await event.ack(said);
    await turn;
  }
}

/** Forms and menus hear with the acknowledgement what is wrong, or what there is to choose. */
function isAnsweredByAck({ body }: ReceiverEvent): boolean {
  return body.type === 'view_submission' || body.type === 'block_suggestion';
}

interface Waiting {
  since: Millis;
  begin: () => void;
}

/**
 * Puts work off until requests have stopped coming for a moment, and then begins one piece at a time, so that a request
 * which comes in between waits for no more than one. Work that waited long enough begins however many requests come.
 */
export class Turns {
  readonly #waiting: Waiting[] = [];
  readonly #timing: Pick<Timing, 'lull' | 'putOff'>;
  #last: Millis = 0;

  constructor(timing: Pick<Timing, 'lull' | 'putOff'>) {
    this.#timing = timing;
  }

  /** Called as a request comes: resolves when its work may begin, in the order in which they came. */
  next(): Promise<void> {
    return new Promise((begin) => {
      this.#last = performance.now();
      this.#waiting.push({ since: this.#last, begin });
      if (this.#waiting.length === 1) this.#awaitTurn();
    });
  }

  /** A timer that is late, for the process was busy, lets in what came meanwhile before it is looked whether any did. */
  #awaitTurn(): void {
    setTimeout(() => setImmediate(() => this.#take()), this.#left());
  }

  #take(): void {
    if (this.#left() > 0) {
      this.#awaitTurn();
      return;
    }
    this.#waiting.shift()?.begin();
    // Node looks for requests between one immediate and the next.
    if (this.#waiting.length > 0) setImmediate(() => this.#take());
  }

  /** Until the first in the queue may begin. */
  #left(): Millis {
    const { lull, putOff } = this.#timing;
    const since = this.#waiting[0]?.since ?? 0;
    return Math.min(this.#last + lull, since + putOff) - performance.now();
  }
}

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

/** Slack repeats an event up to three times, the last time after five minutes; an hour covers delays. */
const keep: Millis = 3_600_000;

interface DedupeDeps {
  clock: () => Millis;
  log: Logger;
  /** Where replicas agree on who takes which event; absent: there are none. */
  eventIds?: EventIds | undefined;
}

/** Takes every event and command once: what Slack delivers again is acknowledged and nothing else. */
export function dedupeEvents({ clock, log, eventIds }: DedupeDeps): Middleware<AnyMiddlewareArgs> {
  const taken = new LRUCache<string, true>({ max: 20_000, ttl: keep, ttlResolution: 0, perf: { now: clock } });

  /** Only events come to another replica a second time. An event that can't be agreed on is better taken twice than not. */
  async function isFirst(event: string | undefined, trigger: string | undefined): Promise<boolean> {
    const id = event ?? trigger;
    if (id === undefined) return true;
    if (taken.has(id)) return false;
    taken.set(id, true);
    if (event === undefined || eventIds === undefined) return true;
    return eventIds.claim(event, clock()).catch((error: unknown) => {
      log.warn(errorFields(error), 'An event is taken without asking the other replicas');
      return true;
    });
  }

  return async (args) => {
    const { event_id, trigger_id } = identified.safeParse(args.body).data ?? {};
    if (await isFirst(event_id, trigger_id)) return args.next();
    log.debug({ id: event_id ?? trigger_id }, 'Taken already');
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
  };
}
