import { type AskDeps, ask } from '../ask/ask.ts';
import type { AskRequest } from '../ask/request.ts';
import { failed, ok, type Result } from '../errors.ts';
import type { Coverage } from '../plan/coverage.ts';
import type { Answer } from '../present/answer.ts';
import type { TrailEvent } from '../trail/event.ts';
import { ndjsonHead } from './ndjson.ts';
import { createSpool, type ExportFile } from './spool.ts';

/** All calls that a question is about, as files. `dispose` removes them. */
export interface Exported extends Pick<Answer, 'coverage' | 'window' | 'hidden' | 'partiallyRead'> {
  calls: number;
  files: ExportFile[];
  dispose(): Promise<void>;
}

export interface ExportProgress {
  calls: number;
  /** How much is searched, from 0 to 1. */
  done: number;
}

/** More calls than these are left out, and said to be. */
const defaultMaxCalls = 100_000;

/** Finds and writes out every call that a question is about. */
export interface ExportService {
  export(
    request: AskRequest,
    signal: AbortSignal,
    onProgress: (progress: ExportProgress) => void,
  ): Promise<Result<Exported>>;
}

/** Asks a question as it is asked for an answer, and takes every call away. `maxCalls`: how many calls the files hold. */
export function createExportService(deps: AskDeps<unknown>, maxCalls = defaultMaxCalls): ExportService {
  return {
    async export(request, signal, onProgress) {
      const full = new AbortController();
      const spool = await createSpool();
      let calls = 0;
      const take = async (events: readonly TrailEvent[]) => {
        const room = events.slice(0, maxCalls - calls);
        calls += room.length;
        await spool.add(room);
        if (room.length < events.length) full.abort();
      };
      let kept = false;
      try {
        const taking = { ...request, taker: { take, maxEvents: maxCalls, records: true } };
        for await (const step of ask(taking, deps, AbortSignal.any([signal, full.signal]))) {
          if (step.kind === 'fault') return failed(step.fault);
          if (step.kind !== 'answer') continue;
          const { question, window, hidden, partiallyRead, final, done } = step.answer;
          onProgress({ calls, done });
          if (!final) continue;
          const coverage = full.signal.aborted ? cutAt(maxCalls, step.answer.coverage) : step.answer.coverage;
          const files = await spool.files(`trail-${question}`, ndjsonHead(request.text, calls, coverage));
          kept = true;
          return ok({ calls, coverage, window, hidden, partiallyRead, files, dispose: spool.dispose });
        }
        throw new Error('An export ended without its last word.');
      } finally {
        if (!kept) await spool.dispose();
      }
    },
  };
}

/** What was not searched because the files were full is no failure of its own. */
function cutAt(maxCalls: number, coverage: Coverage): Coverage {
  const note = `The export ends after ${maxCalls} calls, and there are more: export a shorter time.`;
  const missed = coverage.missed.filter(({ reason }) => reason !== 'cancelled');
  return { ...coverage, complete: false, missed, notes: [...coverage.notes, note] };
}
