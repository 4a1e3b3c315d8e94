import type { Fetch } from '../../plan/plan.ts';
import { type Batch, raced } from '../source.ts';
import { Collector } from './collector.ts';
import { codeOf, filesOf, type Listing } from './list-folders.ts';
import { MissedFiles } from './missed-files.ts';
import { filesAhead, type PooledSearch } from './read-pool.ts';

/** Told of faults that no file explains. */
export interface Log {
  error: (fields: object, message: string) => void;
}

interface FileSearch {
  /** Absolute. */
  root: string;
  fetch: Fetch;
  listing: Listing;
  reading: PooledSearch;
  /** How many workers read. */
  workers: number;
  signal: AbortSignal;
  log: Log | undefined;
}

/** The first batch comes after this many records, each further one after twice as many: merging them stays cheap. */
const firstBatch = 1000;
const largestBatch = 250_000;

/**
 * Reads the files of a listing, a few at once, and yields what they bring in. Only so many files are open as the
 * caller takes batches. Throws the signal's reason when it aborts.
 */
export async function* searchFiles(search: FileSearch): AsyncGenerator<Batch, void, undefined> {
  const { root, fetch, listing, reading, workers, signal, log } = search;
  const collector = new Collector(fetch.limit);
  const missed = new MissedFiles(root);
  const open = new Set<Promise<void>>();
  let read = 0;
  let batchSize = firstBatch;

  const readFile = async (path: string) => {
    try {
      const { worker, result } = await reading.read(path, collector.floor);
      collector.add(worker, result);
      for (const { inside, fault } of result.faults) missed.addFile(path, fault, inside);
    } catch (error) {
      log?.error({ err: error }, 'A log file could not be read because of a fault of Trail’s own.');
      missed.addFile(path, { id: 'file-failed', fact: null });
    }
    read++;
  };

  for await (const path of filesIn(listing, missed)) {
    const one = readFile(path).finally(() => open.delete(one));
    open.add(one);
    if (open.size < workers * filesAhead) continue;
    await raced(Promise.race(open), signal);
    if (collector.recordsRead < batchSize) continue;
    batchSize = Math.min(batchSize * 2, largestBatch);
    const done = Math.min(read / listing.files, 1);
    for (const part of collector.take()) {
      yield { ...part, reached: fetch.window.end, cached: false, missed: missed.take(), done };
    }
  }
  await raced(Promise.all(open), signal);
  for (const part of collector.take()) {
    const passed = [...part.passed, ...listing.accounts];
    yield { ...part, passed, reached: fetch.window.start, cached: false, missed: missed.takeLast(), done: 1 };
  }
}

/** The listing's files in their order. Folders that could not be read, or no longer can be, are noted. */
async function* filesIn(listing: Listing, missed: MissedFiles): AsyncGenerator<string, void, undefined> {
  for (const { path, code } of listing.unreadable) missed.addFolder(path, code);
  if (listing.files === 0 && listing.unreadable.length === 0 && !listing.pruned) missed.addNothing();
  for (const folder of listing.folders) {
    try {
      yield* await filesOf(folder);
    } catch (error) {
      missed.addFolder(folder.path, codeOf(error));
    }
  }
}
