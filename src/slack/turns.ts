import type { Millis } from '../trail/event.ts';
import type { Timing } from './timing.ts';

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
