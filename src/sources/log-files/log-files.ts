import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { explain, fault } from '../../errors.ts';
import type { Miss } from '../../plan/coverage.ts';
import type { Fetch } from '../../plan/plan.ts';
import { sourceTraits } from '../../plan/source-traits.ts';
import { type Batch, type EventSource, nothingToReport, type SearchOptions, SearchStopped } from '../source.ts';
import { codeOf, listFolders } from './list-folders.ts';
import { ReadPool } from './read-pool.ts';
import { type Log, searchFiles } from './search-files.ts';

export interface LogFilesDeps {
  /** The folder, absolute or relative to the working directory. */
  root: string;
  log?: Log;
  /** Most worker threads; by default one a core, at most 4. */
  workers?: number;
}

/** Fewer files than this are read by one worker: another takes longer to start than they take to read. */
const fewFiles = 4;

/**
 * A folder of CloudTrail log files as a source of events. Files are read in worker threads, newest first where names
 * tell the time, a few at once; since archives are unordered, the window counts as searched only when all are read.
 * `search` throws SearchStopped where the folder cannot be read. `close` ends the workers and every search.
 */
export function createLogFiles({ root, log, workers }: LogFilesDeps): EventSource & { close(): Promise<void> } {
  const folder = resolve(root);
  const size = workers ?? Math.min(availableParallelism(), 4);
  const pool = new ReadPool(size);
  const closing = new AbortController();
  async function* search(fetch: Fetch, { signal: asked, hiding }: SearchOptions): AsyncGenerator<Batch> {
    const signal = AbortSignal.any([asked, closing.signal]);
    const listing = await listFolders(folder, fetch, signal).catch((error: unknown) =>
      stop(missOfRoot(root, error), error),
    );
    const atOnce = listing.files < fewFiles ? 1 : size;
    const reading = pool.open({ fetch, hiding }, atOnce);
    try {
      yield* searchFiles({ root: folder, fetch, listing, reading, workers: atOnce, signal, log });
    } catch (error) {
      if (!signal.aborted) throw error;
      stop(missOfAbort(signal.reason), error);
    } finally {
      reading.close();
    }
  }

  return {
    traits: sourceTraits['log-files'],
    open: async (_fetches, options) => ({ report: nothingToReport, search: (fetch) => search(fetch, options) }),
    async close() {
      closing.abort();
      await pool.close();
    },
  };
}

function stop(miss: Miss, cause: unknown): never {
  throw new SearchStopped(miss, { cause });
}

/** Why a folder can't be searched at all, by what the file system threw. */
export function missOfRoot(root: string, error: unknown): Miss {
  const code = codeOf(error);
  if (code === 'ENOENT') return { reason: 'not-configured', message: explain(fault('folder-missing', [root])) };
  if (code === 'ENOTDIR') return { reason: 'not-configured', message: explain(fault('folder-is-file', [root])) };
  const reason = code === 'EACCES' || code === 'EPERM' ? 'access-denied' : 'unreachable';
  return { reason, message: explain(fault('folder-unreadable', [root, code])) };
}

function missOfAbort(reason: unknown): Miss {
  const timedOut = typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError';
  return timedOut
    ? { reason: 'timeout', message: explain(fault('files-timeout', [])) }
    : { reason: 'cancelled', message: explain(fault('files-cancelled', [])) };
}
