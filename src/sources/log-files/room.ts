/** Content up to this size is held without asking: CloudTrail’s own files unzip to some ten MB. */
export const smallContent = 2 ** 26;

/** Far beyond what CloudTrail delivers (some ten MB unzipped), and what a worker can hold. */
const mostContent = 2 ** 30;

/** How much one file may unzip to, all in all, and the turn that large ones wait for. */
export class Room {
  /** Bytes that may still be unzipped. */
  left: number;
  readonly #turn: LargeTurn | null;
  readonly #large: ArrayBuffer[] = [];
  #isMine = false;

  /** @param turn what large content waits for; by default for nothing */
  constructor(turn: LargeTurn | null = null, left: number = mostContent) {
    this.left = left;
    this.#turn = turn;
  }

  /** As many bytes, which are free again once the room is closed. More than are small wait for their turn. */
  allocate(size: number): Buffer {
    if (size <= smallContent) return Buffer.allocUnsafeSlow(size);
    if (!this.#isMine) this.#turn?.take();
    this.#isMine = true;
    const memory = new ArrayBuffer(size);
    this.#large.push(memory);
    return Buffer.from(memory);
  }

  /** Content that was large is gone. Waiting until memory is collected would keep one of it in each thread. */
  close(): void {
    if (this.#large.length > 0) giveAway(this.#large.splice(0));
    if (this.#isMine) this.#turn?.giveBack();
    this.#isMine = false;
  }
}

/** What is sent leaves this thread, and what nobody receives is freed. */
function giveAway(memory: ArrayBuffer[]): void {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, memory);
  port1.close();
  port2.close();
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
