import { availableParallelism } from 'node:os';
import { explain, fault } from '../../errors.ts';
import type { Miss } from '../../plan/coverage.ts';
import type { Fetch } from '../../plan/plan.ts';
import { sourceTraits } from '../../plan/source-traits.ts';
import { type Batch, type EventSource, SearchStopped } from '../source.ts';
import type { Holding } from './holding.ts';
import { type Input, placeOpener } from './open-place.ts';
import { ReadPool } from './read-pool.ts';
import { type Log, searchFiles } from './search-files.ts';

export interface LogFilesDeps {
  /** The folder or file, absolute or relative to the working directory; `-`: the input, where there is one. */
  root: string;
  input?: Input | undefined;
  log?: Log;
  /** Most worker threads; by default one a core, at most 4. */
  workers?: number;
}

/** Fewer files than this are read by one worker: another takes longer to start than they take to read. */
const fewFiles = 4;

/**
 * CloudTrail log files as a source of events: a folder, one file, or what is piped in. Files are read in worker threads,
 * newest first where names tell the time, a few at once; since archives are unordered, the window counts as searched
 * only when all are read. Opening throws SearchStopped where the place cannot be read. `close` ends the workers and
 * every search.
 */
export function createLogFiles({ root, input, log, workers }: LogFilesDeps): EventSource & { close(): Promise<void> } {
  const size = workers ?? Math.min(availableParallelism(), 4);
  const pool = new ReadPool(size);
  const closing = new AbortController();
  const openPlace = placeOpener(root, input);

  return {
    traits: sourceTraits['log-files'],
    async open(fetches, { signal: asked, hiding }) {
      const signal = AbortSignal.any([asked, closing.signal]);
      const holding = await stopAtAbort(signal, () => openPlace(fetches, signal));
      async function* search(fetch: Fetch): AsyncGenerator<Batch> {
        const atOnce = holding.count(fetch) < fewFiles ? 1 : size;
        const reading = pool.open({ fetch, hiding }, atOnce);
        try {
          yield* searchFiles({ fetch, holding, reading, workers: atOnce, signal, log });
        } catch (error) {
          throw stopped(error, signal);
        } finally {
          reading.close();
        }
      }
      return { report: { missed: [], notes: holding.notes }, search };
    },
    async close() {
      closing.abort();
      await pool.close();
    },
  };
}

async function stopAtAbort(signal: AbortSignal, work: () => Promise<Holding>): Promise<Holding> {
  try {
    return await work();
  } catch (error) {
    throw stopped(error, signal);
  }
}

/** What is thrown after an abort says why it was aborted; anything else says so itself. */
function stopped(error: unknown, { aborted, reason }: AbortSignal): unknown {
  return aborted ? new SearchStopped(missOfAbort(reason), { cause: error }) : error;
}

function missOfAbort(reason: unknown): Miss {
  const timedOut = typeof reason === 'object' && reason !== null && 'name' in reason && reason.name === 'TimeoutError';
  return timedOut
    ? { reason: 'timeout', message: explain(fault('files-timeout', [])) }
    : { reason: 'cancelled', message: explain(fault('files-cancelled', [])) };
}
