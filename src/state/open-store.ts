import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import type { Engine, Trouble } from './engine.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { createSqlStore } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';
import type { StatePlace } from './state-place.ts';
import type { Store } from './store.ts';
import { pause } from './work.ts';

export type { StatePlace };

interface StoreOptions {
  /** Milliseconds between attempts at work that failed for a reason that may pass; when they are used up, it fails. */
  waits?: readonly Millis[];
  /** How long a statement waits for another process that writes to the same folder; 5 s unless told. */
  lockWait?: Millis;
  /** Hears of every failure that is waited out. */
  onTrouble?: (fault: Fault, wait: Millis) => void;
}

/** A server that restarts is back within seconds; a file that is locked was waited for already, without pause. */
const usualWaits = {
  folder: [250, 1000],
  server: [100, 250, 500, 1000, 2000, 4000, 8000],
} satisfies Record<StatePlace['kind'], readonly Millis[]>;

/** Opens the store and brings its schema up to date. One attempt: `passing` says whether another one may succeed. */
export async function openStore(place: StatePlace, options: StoreOptions = {}): Promise<Result<Store, Trouble>> {
  const { waits = usualWaits[place.kind], lockWait = 5000, onTrouble = () => undefined } = options;
  const engine = place.kind === 'folder' ? openSqlite(place.folder, lockWait) : openPostgres(place.url);
  if (!engine.ok) return engine;
  const opened = await bringUpToDate(engine.value);
  if (!opened.ok) {
    await engine.value.close().catch(() => undefined);
    return opened;
  }
  return ok(createSqlStore(engine.value, { waits, onTrouble }));
}

async function bringUpToDate(engine: Engine): Promise<Result<null, Trouble>> {
  try {
    const newer = await migrate(engine);
    if (newer === null) return ok(null);
    return failed({ fault: fault('state-newer', [newer.found, newer.known]), passing: false });
  } catch (error) {
    return failed(engine.trouble(error));
  }
}

export interface Waiting {
  /** Milliseconds between attempts; the last one repeats. */
  waits: readonly Millis[];
  /** Ends the waiting, with the fault that stood in the way. */
  stop: AbortSignal;
}

/** Opens the store, however long that takes: what may pass is waited out, anything else is a fault at once. */
export async function awaitStore(
  place: StatePlace,
  { waits, stop }: Waiting,
  options: StoreOptions = {},
): Promise<Result<Store>> {
  for (let tries = 1; ; tries++) {
    const store = await openStore(place, options);
    if (store.ok) return store;
    if (!store.fault.passing || stop.aborted) return failed(store.fault.fault);
    const wait = waits[Math.min(tries, waits.length) - 1] ?? 0;
    options.onTrouble?.(store.fault.fault, wait);
    await pause(wait, stop);
  }
}
