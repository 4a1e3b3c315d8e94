import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { type Migration, migrations } from './migrations.ts';
import type { Tables } from './tables.ts';
import { transact } from './transact.ts';

/** A newer Trail has been here: what it wrote can't be understood. */
interface Newer {
  found: number;
  known: number;
}

/**
 * Brings the schema up to date, all steps or none, one process at a time; null where it then is.
 * A schema that is newer than this Trail is left as it is.
 */
export async function migrate(engine: Engine, steps: readonly Migration[] = migrations): Promise<Newer | null> {
  if (await upToDate(engine.db, steps.length)) return null;
  return transact(engine, async (db) => {
    await engine.lockSchema(db);
    await db.schema
      .createTable('trail_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .execute();
    const found = await readVersion(db);
    if (found > steps.length) return { found, known: steps.length };
    for (const [place, { name, up }] of steps.entries()) {
      const version = place + 1;
      if (version <= found) continue;
      await up(db, engine.types);
      await db.insertInto('trail_schema').values({ version, name }).execute();
    }
    return null;
  });
}

/** Looks without a lock, so that a store in use can be opened. What can't be read is not up to date, or its trouble shows next. */
async function upToDate(db: Kysely<Tables>, known: number): Promise<boolean> {
  try {
    return (await readVersion(db)) === known;
  } catch {
    return false;
  }
}

async function readVersion(db: Kysely<Tables>): Promise<number> {
  const { version } = await db
    .selectFrom('trail_schema')
    .select(sql<number>`coalesce(max(version), 0)`.as('version'))
    .executeTakeFirstOrThrow();
  return version;
}
