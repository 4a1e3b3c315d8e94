import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Libsql from 'libsql';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import type { Engine, Trouble } from './engine.ts';
import { errorText } from './error-text.ts';
import { sqliteTrouble } from './sqlite-trouble.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the embedded database in a folder, which is made where it is missing.
 * A statement waits `lockWait` milliseconds for another process that writes, and the event loop waits with it.
 */
export function openSqlite(folder: string, lockWait: Millis): Result<Engine, Trouble> {
  const file = join(folder, 'trail.db');
  const standing = prepareFolder(folder, file);
  if (!standing.ok) return standing;
  const trouble = (error: unknown) => sqliteTrouble(error, file);
  try {
    return ok(engineOver(connect(file, lockWait), trouble));
  } catch (error) {
    return failed(trouble(error));
  }
}

/** SQLite says of every folder that fails the same; the file system says which of its faults it is. */
function prepareFolder(folder: string, file: string): Result<null, Trouble> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const code = errorText(error, 'code');
    const readOnly = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
    const why = readOnly ? fault('state-read-only', [folder]) : fault('state-folder', [folder, code]);
    return failed({ fault: why, passing: false });
  }
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
    return ok(null);
  } catch {
    return failed({ fault: fault('state-read-only', [file]), passing: false });
  }
}

/** A commit is on the disk when it returns (synchronous FULL), and readers never wait for writers (WAL). */
function connect(file: string, lockWait: Millis): Libsql.Database {
  const database = new Libsql(file);
  try {
    database.pragma(`busy_timeout = ${lockWait}`);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    refuseDamage(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Reads every page once (half a second a GB): a damaged file is best told before anything is written to it. */
function refuseDamage(database: Libsql.Database): void {
  const found: unknown = database.prepare('select quick_check from pragma_quick_check(1)').get();
  if (typeof found === 'object' && found !== null && Reflect.get(found, 'quick_check') === 'ok') return;
  throw Object.assign(new Error('The database is damaged.'), { rawCode: 11 });
}

function engineOver(database: Libsql.Database, trouble: Engine['trouble']): Engine {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return {
    db,
    types: { bytes: 'blob' },
    trouble,
    async beginWriting(connection) {
      await sql`begin immediate`.execute(connection);
    },
    // Who has begun to write is alone already.
    lockSchema: () => Promise.resolve(),
    async close() {
      // Leaves the folder with everything in one file, where nobody else is reading it.
      await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => undefined);
      await db.destroy();
    },
  };
}
