import { Worker } from 'node:worker_threads';
import type { Millis } from '../../trail/event.ts';
import type { FileResult, ReadRequest } from './file-result.ts';
import { LargeTurn } from './room.ts';

/** What a worker is told. A search is opened before its first file is read. */
export type Order =
  | { kind: 'open'; search: number; reading: ReadRequest }
  | { kind: 'read'; search: number; task: number; path: string; floor: Millis; held?: Uint8Array }
  | { kind: 'close'; search: number };

/** What a worker answers to each `read`, in their order. */
export interface Report {
  task: number;
  result: FileResult;
}

/** What a worker begins with. */
export interface WorkerStart {
  worker: number;
  /** See LargeTurn. */
  largeTurn: SharedArrayBuffer;
}

/** A file's result, and which worker numbered its combinations. */
interface Reply {
  worker: number;
  result: FileResult;
}

/** A worker ended in the middle of a file; `cause` says how. */
class ReadFailed extends Error {}

interface Task {
  path: string;
  floor: Millis;
  held?: Uint8Array;
  settle: (reply: Reply) => void;
  fail: (error: ReadFailed) => void;
}

/** How many files a worker is given at once, so that it never waits for the main thread. */
export const filesAhead = 2;

/**
 * Little is made anew while reading; more room for it would only keep the buffers of files already read alive.
 * What the process was started with, such as a script in its arguments, is not for workers.
 */
const workerOptions = { resourceLimits: { maxYoungGenerationSizeMb: 2 }, execArgv: [] };

/** Worker threads that read files, shared by all searches. They start when needed and never keep the process alive. */
export class ReadPool {
  readonly #size: number;
  readonly #workers = new Set<ReadWorker>();
  readonly #largeTurn = new SharedArrayBuffer(4);
  #searches = 0;
  #started = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** @param maxWorkers workers that the search may use */
  open(reading: ReadRequest, maxWorkers: number): PooledSearch {
    return new PooledSearch(this.#searches++, reading, () => this.#leastBusy(maxWorkers), this.#workers);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #leastBusy(maxWorkers: number): ReadWorker {
    const workers = [...this.#workers];
    const idle = workers.find((worker) => worker.load === 0);
    if (idle !== undefined) return idle;
    if (workers.length < Math.min(this.#size, maxWorkers)) return this.#start();
    return workers.reduce((least, worker) => (worker.load < least.load ? worker : least));
  }

  #start(): ReadWorker {
    const worker = new ReadWorker({ worker: this.#started++, largeTurn: this.#largeTurn }, () =>
      this.#workers.delete(worker),
    );
    this.#workers.add(worker);
    return worker;
  }
}

/** One search's use of the pool. */
export class PooledSearch {
  readonly #number: number;
  readonly #reading: ReadRequest;
  readonly #choose: () => ReadWorker;
  readonly #workers: ReadonlySet<ReadWorker>;
  #closed = false;

  constructor(number: number, reading: ReadRequest, choose: () => ReadWorker, workers: ReadonlySet<ReadWorker>) {
    this.#number = number;
    this.#reading = reading;
    this.#choose = choose;
    this.#workers = workers;
  }

  /**
   * @param path absolute
   * @param floor events older than this need not be handed back whole
   * @param held the content where it was read already, in memory that workers share
   * @throws ReadFailed where the worker ended over this file; the search can go on
   */
  read(path: string, floor: Millis, held?: Uint8Array): Promise<Reply> {
    const content = held === undefined ? {} : { held };
    return new Promise((settle, fail) => this.#give({ path, floor, ...content, settle, fail }));
  }

  /** What is still being read is let finish; nobody hears of it. */
  close(): void {
    this.#closed = true;
    for (const worker of this.#workers) worker.close(this.#number);
  }

  #give(task: Task): void {
    if (this.#closed) return;
    this.#choose().read(this.#number, this.#reading, task, (orphan) => this.#give(orphan));
  }
}

class ReadWorker {
  readonly #number: number;
  readonly #worker: Worker;
  readonly #tasks = new Map<number, { task: Task; giveAgain: (task: Task) => void }>();
  readonly #searches = new Set<number>();
  #given = 0;

  constructor(start: WorkerStart, onEnd: () => void) {
    this.#number = start.worker;
    this.#worker = new Worker(new URL('./read-worker.js', import.meta.url), { ...workerOptions, workerData: start });
    this.#worker.unref();
    this.#worker.on('message', (report: Report) => this.#settle(report));
    this.#worker.on('error', (error) => this.#end(error, onEnd));
    this.#worker.on('exit', () => {
      new LargeTurn(start.largeTurn, start.worker).giveBack();
      this.#end(undefined, onEnd);
    });
  }

  get load(): number {
    return this.#tasks.size;
  }

  read(search: number, reading: ReadRequest, task: Task, giveAgain: (task: Task) => void): void {
    if (!this.#searches.has(search)) this.#order({ kind: 'open', search, reading });
    this.#searches.add(search);
    const number = this.#given++;
    this.#tasks.set(number, { task, giveAgain });
    this.#worker.ref();
    const { settle, fail, ...file } = task;
    this.#order({ kind: 'read', search, task: number, ...file });
  }

  close(search: number): void {
    if (this.#searches.delete(search)) this.#order({ kind: 'close', search });
  }

  /** What was being read is given up. */
  async terminate(): Promise<void> {
    for (const { task } of this.#tasks.values()) task.fail(new ReadFailed('The workers were closed.'));
    this.#tasks.clear();
    await this.#worker.terminate();
  }

  #order(order: Order): void {
    this.#worker.postMessage(order);
  }

  #settle({ task, result }: Report): void {
    const given = this.#tasks.get(task);
    this.#tasks.delete(task);
    if (this.#tasks.size === 0) this.#worker.unref();
    given?.task.settle({ worker: this.#number, result });
  }

  /** Files are read in order, so the first one open is the one it ended over; the others are given out again. */
  #end(error: unknown, onEnd: () => void): void {
    onEnd();
    const [culprit, ...orphans] = this.#tasks.values();
    this.#tasks.clear();
    culprit?.task.fail(new ReadFailed('A worker ended over a file.', { cause: error }));
    for (const { task, giveAgain } of orphans) giveAgain(task);
  }
}
