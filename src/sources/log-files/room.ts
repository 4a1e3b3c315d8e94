/** Content up to this size is held without asking: CloudTrail’s own files unzip to some ten MB. */
export const smallContent = 2 ** 26;

/** How much one file may unzip to, all in all, and the turn that large ones wait for. */
export class Room {
  /** Bytes that may still be unzipped. */
  left: number;
  readonly #turn: LargeTurn | null;
  #isMine = false;

  constructor(left: number, turn: LargeTurn | null) {
    this.left = left;
    this.#turn = turn;
  }

  /** To be called before more than `smallContent` is held; waits until nobody else holds so much. */
  enterLarge(): void {
    if (this.#isMine) return;
    this.#turn?.take();
    this.#isMine = true;
  }

  close(): void {
    if (this.#isMine) this.#turn?.giveBack();
    this.#isMine = false;
  }
}

const nobody = 0;

/**
 * Lets one of several worker threads at a time hold large content, so that together they need the memory of one large
 * file and not of as many as there are threads.
 */
export class LargeTurn {
  readonly #holder: Int32Array;
  readonly #me: number;

  /**
   * @param shared four bytes that all threads share
   * @param worker the number of this thread, from 0
   */
  constructor(shared: SharedArrayBuffer, worker: number) {
    this.#holder = new Int32Array(shared);
    this.#me = worker + 1;
  }

  /** Blocks the thread until it is its turn. Not to be called by the main thread. */
  take(): void {
    for (;;) {
      const holder = Atomics.compareExchange(this.#holder, 0, nobody, this.#me);
      if (holder === nobody) return;
      Atomics.wait(this.#holder, 0, holder);
    }
  }

  /** Also to be called for a thread that ended in its turn. */
  giveBack(): void {
    if (Atomics.compareExchange(this.#holder, 0, this.#me, nobody) === this.#me) Atomics.notify(this.#holder, 0);
  }
}
