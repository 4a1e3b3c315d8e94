import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Tables } from './tables.ts';

/** Does work in one transaction that holds the right to write from its start, so that it can't fail half-way for want of it. */
export function transact<T>(engine: Engine, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return engine.db.connection().execute(async (connection) => {
    await engine.beginWriting(connection);
    try {
      const value = await work(connection);
      await sql`commit`.execute(connection);
      return value;
    } catch (error) {
      await rollBack(connection);
      throw error;
    }
  });
}

/** A connection that broke has rolled back already; the first error is the one that tells something. */
async function rollBack(connection: Kysely<Tables>): Promise<void> {
  try {
    await sql`rollback`.execute(connection);
  } catch {
    return;
  }
}
