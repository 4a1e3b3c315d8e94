import type { AskDeps, Asker } from '../ask/ask.ts';
import { prepare } from '../ask/authorise.ts';
import { createSearch } from '../ask/search.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Coverage } from '../plan/coverage.ts';
import type { Found } from '../plan/found.ts';
import { readQuery } from '../query/read-query.ts';
import { questionNamed, shapes } from '../questions/index.ts';
import type { TrailEvent } from '../trail/event.ts';
import { ndjsonHead } from './ndjson.ts';
import { createSpool, type ExportFile } from './spool.ts';

/** All calls that a question is about, as files. `dispose` removes them. */
export interface Exported extends Pick<Found, 'coverage' | 'window' | 'hidden' | 'unread'> {
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
export const mostRows = 100_000;

/** Searches for every call a question is about and writes them out, authorised like the question itself. */
export async function exportEvents(
  command: string,
  asker: Asker,
  deps: AskDeps,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
  most = mostRows,
): Promise<Result<Exported>> {
  const now = deps.clock();
  const accounts = await deps.accounts();
  const read = readQuery(command, { now, zone: asker.zone, accounts, shapes });
  if (!read.ok) return read;
  const question = questionNamed(read.value.question);
  if (question === null || question.manner.probes) return failed(fault('export-empty', []));
  const prepared = prepare(question, read.value, {
    accounts,
    access: deps.access,
    asker: asker.slack,
    logs: deps.logs,
  });
  if (!prepared.ok) return prepared;

  const full = new AbortController();
  const { query, notes } = prepared.value;
  const search = createSearch(query, question.manner, prepared.value.accounts, {
    ...deps,
    asker: asker.tag,
    now,
    signal: AbortSignal.any([signal, full.signal]),
  });
  const spool = await createSpool();
  let calls = 0;
  const add = async (events: readonly TrailEvent[]) => {
    const room = events.slice(0, most - calls);
    calls += room.length;
    await spool.add(room);
    if (room.length < events.length) full.abort();
  };
  try {
    for await (const found of search.whole(add, most, notes)) {
      onProgress({ calls, done: found.done });
      if (!found.final) continue;
      const coverage = full.signal.aborted ? cutAt(most, found.coverage) : found.coverage;
      const files = await spool.files(`trail-${question.name}`, ndjsonHead(command, calls, coverage));
      const { window, hidden, unread } = found;
      return ok({ calls, coverage, window, hidden, unread, files, dispose: spool.dispose });
    }
    throw new Error('An export ended without its last word.');
  } catch (error) {
    await spool.dispose();
    throw error;
  }
}

/** What was not searched because the files were full is no failure of its own. */
function cutAt(most: number, coverage: Coverage): Coverage {
  const note = `The export ends after ${most} calls, and there are more: export a shorter time.`;
  const missed = coverage.missed.filter(({ reason }) => reason !== 'cancelled');
  return { ...coverage, complete: false, missed, notes: [...coverage.notes, note] };
}
