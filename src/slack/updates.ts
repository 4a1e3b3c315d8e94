import type { Millis } from '../trail/event.ts';
import type { SlackMessage } from './ask-service.ts';
import type { Timing } from './timing.ts';

export interface Update {
  message: SlackMessage;
  public: boolean;
}

/**
 * Shows the newest of what is offered before the final answer, few times and well spaced:
 * one first sign of life, then as many updates as there are gaps. What comes between is left out.
 */
export class Updates {
  readonly #show: (update: Update) => Promise<void>;
  readonly #timing: Timing;
  #newest: Update | null = null;
  #shown = 0;
  #timer: NodeJS.Timeout | null = null;
  #showing: Promise<void> | null = null;
  #over = false;

  /** `show` must not reject. */
  constructor(show: (update: Update) => Promise<void>, timing: Timing) {
    this.#show = show;
    this.#timing = timing;
  }

  offer(update: Update): void {
    this.#newest = update;
    const { gaps, settle, gather } = this.#timing;
    const waiting = this.#timer !== null || this.#showing !== null;
    if (waiting || this.#over || this.#shown > gaps.length) return;
    this.#wake(this.#shown === 0 ? settle : gather);
  }

  /** No more updates; resolves when the last one is through, so that it can't overtake what comes next. */
  async end(): Promise<void> {
    this.#over = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#showing;
  }

  #wake(wait: Millis): void {
    this.#timer = setTimeout(() => {
      this.#timer = null;
      const update = this.#newest;
      if (update !== null) this.#showing = this.#showNow(update);
    }, wait);
  }

  async #showNow(update: Update): Promise<void> {
    this.#newest = null;
    this.#shown += 1;
    await this.#show(update);
    this.#showing = null;
    const gap = this.#timing.gaps[this.#shown - 1];
    if (!this.#over && gap !== undefined) this.#wake(gap);
  }
}
