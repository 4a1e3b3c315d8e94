import { sql } from 'kysely';
import { failed, fault, ok, type Result } from '../errors.ts';
import { createDigests } from './digests.ts';
import type { Engine } from './engine.ts';
import { createEventIds } from './event-ids.ts';
import { prune } from './prune.ts';
import { createQuestions } from './questions.ts';
import { createReadings } from './readings.ts';
import { createRuns } from './runs.ts';
import type { Store } from './store.ts';
import { createWork, type Patience } from './work.ts';

/** The store over a database whose schema is up to date. */
export function createSqlStore(engine: Engine, { waits, onTrouble }: Pick<Patience, 'waits' | 'onTrouble'>): Store {
  const closing = new AbortController();
  const work = createWork(engine, { waits, onTrouble, stop: closing.signal });
  return {
    digests: createDigests(work),
    runs: createRuns(work),
    readings: createReadings(work),
    questions: createQuestions(work),
    eventIds: createEventIds(work),
    prune: (now) => prune(work, now),
    ready: () => (closing.signal.aborted ? Promise.resolve(failed(fault('state-closed', []))) : readiness(engine)),
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      await engine.close();
    },
  };
}

async function readiness(engine: Engine): Promise<Result<null>> {
  try {
    await sql`select 1`.execute(engine.db);
    return ok(null);
  } catch (error) {
    return failed(engine.trouble(error).fault);
  }
}
