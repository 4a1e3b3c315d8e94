import type { Fetch } from '../../plan/plan.ts';
import { type Batch, raced } from '../source.ts';
import { Collector } from './collector.ts';
import type { FileResult } from './file-result.ts';
import type { Holding, LogFile } from './holding.ts';
import { MissedFiles } from './missed-files.ts';
import { filesAhead, type PooledSearch } from './read-pool.ts';

/** Told of faults that no file explains. */
export interface Log {
  error: (fields: object, message: string) => void;
}

interface FileSearch {
  fetch: Fetch;
  holding: Holding;
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
 * Reads the files at a place, a few at once, and yields what they bring in. Only so many files are open as the
 * caller takes batches. Throws the signal's reason when it aborts.
 */
export async function* searchFiles(search: FileSearch): AsyncGenerator<Batch, void, undefined> {
  const { fetch, holding, reading, workers, signal, log } = search;
  const collector = new Collector(fetch.limit);
  const missed = new MissedFiles(holding.nameOf);
  const files = holding.count(fetch);
  const open = new Set<Promise<void>>();
  let read = 0;
  let batchSize = firstBatch;

  const readFile = async (file: LogFile) => {
    const { path, held } = file;
    try {
      const found = file.fault === null ? await reading.read(path, collector.floor, held?.bytes) : null;
      if (found !== null) collector.add(found.worker, found.result);
      missed.addFile(path, faultsOf(file, found?.result), found?.result.recordsRead ?? 0);
    } catch (error) {
      log?.error({ err: error }, 'A log file could not be read because of a fault of Trail’s own.');
      missed.addFile(path, [{ inside: null, fault: { id: 'file-failed', fact: null } }], 0);
    }
    read++;
  };

  for await (const file of holding.files(fetch, missed)) {
    const one = readFile(file).finally(() => open.delete(one));
    open.add(one);
    if (open.size < workers * filesAhead) continue;
    await raced(Promise.race(open), signal);
    if (collector.recordsRead < batchSize) continue;
    batchSize = Math.min(batchSize * 2, largestBatch);
    const done = Math.min(read / files, 1);
    for (const part of collector.take(false)) {
      yield { ...part, reached: fetch.window.end, cached: false, missed: missed.take(), files, done };
    }
  }
  await raced(Promise.all(open), signal);
  if (collector.calls === 0 && collector.others > 0) missed.addNoCalls(files, collector.others);
  for (const part of collector.take(true)) {
    const passed = [...part.passed, ...holding.accounts];
    yield { ...part, passed, reached: fetch.window.start, cached: false, missed: missed.takeLast(), files, done: 1 };
  }
}

/** What was wrong with a file; of one that is held in part, the reader can't know that there was more. */
function faultsOf({ fault, held }: LogFile, result: FileResult | undefined): FileResult['faults'] {
  if (fault !== null) return [{ inside: null, fault }];
  if (held === null || held.fault === null) return result?.faults ?? [];
  if (held.fault === 'too-large')
    return [{ inside: null, fault: { id: 'file-too-large', fact: result?.recordsRead ?? 0 } }];
  return [{ inside: null, fault: { id: 'file-unreadable', fact: held.fault.code } }];
}
