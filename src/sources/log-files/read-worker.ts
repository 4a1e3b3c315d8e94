import { parentPort, workerData } from 'node:worker_threads';
import { createFileReader } from './create-file-reader.ts';
import type { FileReader } from './file-result.ts';
import type { Order, Report, WorkerStart } from './read-pool.ts';
import { LargeTurn } from './room.ts';

const port = parentPort;
if (port === null) throw new Error('read-worker runs in a worker thread only.');

const { largeTurn, worker }: WorkerStart = workerData;
const turn = new LargeTurn(largeTurn, worker);
const searches = new Map<number, FileReader>();

async function carryOut(order: Order): Promise<void> {
  if (order.kind === 'open') {
    searches.set(order.search, createFileReader(order.reading, turn));
    return;
  }
  if (order.kind === 'close') {
    searches.delete(order.search);
    return;
  }
  const result = await searches.get(order.search)?.read(order.path, order.floor, order.held);
  if (result === undefined) return;
  const { ids, times, combinations, described } = result;
  const columns = [ids.buffer, times.buffer, combinations.buffer, described.combinations.buffer];
  port?.postMessage({ task: order.task, result } satisfies Report, columns);
}

/** One after the other; a bug ends the worker, and the pool tells of it. */
let last = Promise.resolve();
port.on('message', (order: Order) => {
  last = last.then(() => carryOut(order));
});
