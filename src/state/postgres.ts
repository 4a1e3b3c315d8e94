import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import pg from 'pg';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Engine, Trouble } from './engine.ts';
import { errorText } from './error-text.ts';
import { postgresTrouble } from './postgres-trouble.ts';
import type { Tables } from './tables.ts';

/** The key of the advisory lock under which the schema is migrated: “trail” in ASCII. */
const schemaLock = 0x747261696c;

/** Type int8 arrives as text, for it may be longer than a number can hold; milliseconds and counts never are. */
const int8 = 20;

/** Prepares to talk to a server; nothing is sent until the first work. */
export function openPostgres(url: string): Result<Engine, Trouble> {
  const place = placeOf(url);
  if (place === null) return failed({ fault: fault('state-url', []), passing: false });
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'trail',
    max: 5,
    connectionTimeoutMillis: 5000,
    // The server gives up a statement first; the client's limit is for one that never answers.
    statement_timeout: 15_000,
    query_timeout: 20_000,
    keepAlive: true,
    types: {
      getTypeParser: (type, format) => (Number(type) === int8 ? Number : pg.types.getTypeParser(type, format)),
    },
  });
  // A connection that breaks is replaced when one is needed; work that is under way hears of it by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return ok(engineOver(pool, place));
}

/** Host, port and database of an address, without its password; null where it is none of PostgreSQL's. */
function placeOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port, pathname, searchParams } = new URL(address);
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') return null;
  return `${hostname || searchParams.get('host') || 'localhost'}:${port || '5432'}${pathname}`;
}

function engineOver(pool: pg.Pool, place: string): Engine {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: discarding(pool) }) });
  return {
    db,
    types: { bytes: 'bytea' },
    trouble: (error) => postgresTrouble(error, place),
    async beginWriting(connection) {
      await sql`begin`.execute(connection);
    },
    async lockSchema(connection) {
      await sql`select pg_advisory_xact_lock(${schemaLock})`.execute(connection);
    },
    async close() {
      await db.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

/** A pool that keeps no connection after an error that was not the server's own: it may be broken, or still be busy. */
function discarding(pool: pg.Pool): PostgresPool {
  return { connect: async () => watched(await pool.connect()), end: () => pool.end() };
}

function watched(client: pg.PoolClient): pg.PoolClient {
  let broken = false;
  const query = async (...given: unknown[]) => {
    try {
      return await Reflect.apply(client.query, client, given);
    } catch (error) {
      broken ||= !/^[0-9A-Z]{5}$/.test(errorText(error, 'code'));
      throw error;
    }
  };
  const release = () => client.release(broken);
  return new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : name === 'release' ? release : Reflect.get(target, name)),
  });
}
