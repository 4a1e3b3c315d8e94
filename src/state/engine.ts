import type { Kysely } from 'kysely';
import type { Fault } from '../errors.ts';
import type { ColumnTypes } from './migrations.ts';
import type { Tables } from './tables.ts';

/** What the store must know of a database beyond SQL that both understand. */
export interface Engine {
  db: Kysely<Tables>;
  types: ColumnTypes;
  /** Begins a transaction in which others can't write in between. */
  beginWriting(connection: Kysely<Tables>): Promise<void>;
  /** Makes a transaction that has begun the only one that migrates. */
  lockSchema(connection: Kysely<Tables>): Promise<void>;
  trouble(error: unknown): Trouble;
  close(): Promise<void>;
}

/** Why a database failed. */
export interface Trouble {
  fault: Fault;
  /** Whether it may pass by itself, so that trying again makes sense. */
  passing: boolean;
}
