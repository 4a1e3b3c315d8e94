import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { type Fault, fault } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import type { Engine } from './engine.ts';
import { StoreFailed } from './store-failed.ts';
import type { Tables } from './tables.ts';
import { transact } from './transact.ts';

/**
 * Does pieces of work, and does them again where what went wrong may pass. A connection can break after the
 * database did the work and before it said so, so every piece must mean the same when it is done twice.
 */
export interface Work {
  run<T>(piece: PieceOfWork<T>): Promise<T>;
  /** All of it or nothing. */
  transact<T>(piece: PieceOfWork<T>): Promise<T>;
}

type PieceOfWork<T> = (db: Kysely<Tables>) => Promise<T>;

export interface Patience {
  /** How long to wait before each further attempt; when they are used up, the work fails. */
  waits: readonly Millis[];
  /** Ends the waiting. */
  stop: AbortSignal;
  /** Hears of every failure that is waited out. */
  onTrouble(fault: Fault, wait: Millis): void;
}

export function createWork(engine: Engine, patience: Patience): Work {
  return {
    run: (piece) => persist(engine, patience, () => piece(engine.db)),
    transact: (piece) => persist(engine, patience, () => transact(engine, piece)),
  };
}

async function persist<T>(engine: Engine, { waits, stop, onTrouble }: Patience, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      stop.throwIfAborted();
      return await attempt();
    } catch (error) {
      if (stop.aborted) throw new StoreFailed(fault('state-closed', []), { cause: error });
      const { fault: why, passing } = engine.trouble(error);
      const wait = waits[tries];
      if (!passing || wait === undefined) throw new StoreFailed(why, { cause: error });
      onTrouble(why, wait);
      await pause(wait, stop);
    }
  }
}

/** Waits, or less where the signal aborts. */
export async function pause(wait: Millis, stop: AbortSignal): Promise<void> {
  await sleep(wait, undefined, { signal: stop }).catch(() => undefined);
}

/** Text as both databases can hold it: PostgreSQL refuses NUL, SQLite's text ends at one; half a sign is none. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}').replace(/\p{Surrogate}/gu, '\u{FFFD}');
}
