import type { Quota } from '../../plan/found.ts';
import type { Millis } from '../../trail/event.ts';
import type { Priority } from '../source.ts';

/** Leave to make one call; tell how it ended, once. */
export interface Permit {
  /** AWS answered, with whatever but a refusal for going too fast. */
  answered(): void;
  /** AWS refused the call for going too fast: somebody else uses the quota too. */
  throttled(): void;
  /** No answer came: when the call arrived, if it did, is unknown. */
  lost(): void;
}

export interface PacerOptions {
  /** Milliseconds in which a slot takes one call. Default: CloudTrail's second, and a little to be safe. */
  spacing?: Millis;
  /** Milliseconds of a clock that never jumps. */
  now?: () => Millis;
  /** From 0 up to 1, as Math.random. */
  random?: () => number;
}

interface Waiter {
  priority: Priority;
  grant: (permit: Permit) => void;
}

/** Milliseconds. LookupEvents takes two calls in any second; the margin covers what the way there varies by. */
const second = 1000;
const margin = 12;
const firstBackOff = 1000;
const longestBackOff = 5000;
/** How long a refusal is reported. */
const lately = 60_000;

/**
 * Keeps one account and Region to two calls a second at the server, whoever asks, first come first served.
 *
 * There are two slots. A call takes one, and frees it a second after it arrived at the server: so no second sees
 * three. When it arrived is not known here, so the second is counted from its answer less the fastest round trip seen.
 * That is safe: the slot's next call arrives later by a second, plus this call's way back and the next one's way
 * there, less that fastest round trip, and no two ways together are shorter. The first two calls set up connections,
 * whose time says nothing of the way; for them the second is counted from the answer itself.
 */
export class Pacer {
  readonly #spacing: Millis;
  readonly #now: () => Millis;
  readonly #random: () => number;
  /** When each slot is free again; Infinity while its call is on the way. */
  readonly #freeAt: [Millis, Millis] = [0, 0];
  readonly #waiting: Waiter[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sent = 0;
  #fastest: Millis = Number.POSITIVE_INFINITY;
  #holdUntil: Millis = 0;
  #refusals = 0;
  #refusedAt: Millis = Number.NEGATIVE_INFINITY;
  #recent: Millis[] = [];

  constructor({ spacing = second + margin, now = () => performance.now(), random = Math.random }: PacerOptions = {}) {
    this.#spacing = spacing;
    this.#now = now;
    this.#random = random;
  }

  /** Resolves when a call may be made, which must then be made at once. Rejects with the signal's reason. */
  acquire({ signal, priority = 'person' }: { signal: AbortSignal; priority?: Priority }): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(signal.reason);
      };
      const waiter: Waiter = {
        priority,
        grant: (permit) => {
          signal.removeEventListener('abort', leave);
          resolve(permit);
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      const behind = priority === 'digest' ? -1 : this.#waiting.findIndex((other) => other.priority === 'digest');
      this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, waiter);
      this.#serve();
    });
  }

  /** Whether the last thing AWS said was that calls come too fast. */
  get throttled(): boolean {
    return this.#refusals > 0;
  }

  /** Calls sent within the last second, and whether AWS refused one within the last minute. */
  use(): { calls: number; throttled: boolean } {
    const now = this.#now();
    return {
      calls: this.#recent.filter((sentAt) => now - sentAt < second).length,
      throttled: now - this.#refusedAt < lately,
    };
  }

  #serve(): void {
    clearTimeout(this.#timer);
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const slot = this.#freeAt[0] <= this.#freeAt[1] ? 0 : 1;
      const wait = Math.max(this.#freeAt[slot], this.#holdUntil) - this.#now();
      if (wait === Number.POSITIVE_INFINITY) return;
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#serve(), Math.ceil(wait));
        return;
      }
      this.#waiting.shift();
      next.grant(this.#send(slot));
    }
  }

  #send(slot: 0 | 1): Permit {
    const sentAt = this.#now();
    this.#sent += 1;
    this.#recent = [...this.#recent.filter((earlier) => sentAt - earlier < second), sentAt];
    this.#freeAt[slot] = Number.POSITIVE_INFINITY;
    const connects = this.#sent <= this.#freeAt.length;
    const settle = (countedFrom: Millis) => {
      this.#freeAt[slot] = countedFrom + this.#spacing;
      this.#serve();
    };
    const lessTheWay = () => {
      const now = this.#now();
      if (connects) return now;
      this.#fastest = Math.min(this.#fastest, now - sentAt);
      return now - this.#fastest;
    };
    return {
      answered: () => {
        if (this.#now() >= this.#holdUntil) this.#refusals = 0;
        settle(lessTheWay());
      },
      throttled: () => {
        this.#backOff();
        settle(lessTheWay());
      },
      lost: () => settle(this.#now()),
    };
  }

  /** Waits a second, then longer with every further refusal; never twice for refusals of the same moment. */
  #backOff(): void {
    const now = this.#now();
    this.#refusedAt = now;
    if (now < this.#holdUntil) return;
    const longest = Math.min(longestBackOff, firstBackOff * 2 ** this.#refusals);
    this.#refusals += 1;
    this.#holdUntil = now + longest * (0.8 + 0.2 * this.#random());
  }
}

/** The process's pacers, one for each account and Region. */
export class Pacers {
  readonly #options: PacerOptions;
  readonly #pacers = new Map<string, { account: string; region: string; pacer: Pacer }>();

  constructor(options: PacerOptions) {
    this.#options = options;
  }

  of(account: string, region: string): Pacer {
    const key = `${account} ${region}`;
    const known = this.#pacers.get(key) ?? { account, region, pacer: new Pacer(this.#options) };
    this.#pacers.set(key, known);
    return known.pacer;
  }

  quota(): Quota[] {
    return [...this.#pacers.values()].map(({ account, region, pacer }) => ({ account, region, ...pacer.use() }));
  }
}
