import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { until } from '../fakes/until.ts';

/** Debian keeps the server's programs here, a folder for each major version. */
const packages = '/usr/lib/postgresql';
const password = 'not a secret: "p@ss/word"';

/** The folder of the newest PostgreSQL that is installed, else null. */
export function findPostgres(): string | null {
  if (!existsSync(packages)) return null;
  const versions = readdirSync(packages).sort((a, b) => Number(b) - Number(a));
  const found = versions
    .map((version) => join(packages, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  return found ?? null;
}

export interface PostgresServer {
  version: string;
  /** The address of a database, which is made where it is missing. */
  database(name: string): Promise<string>;
  /** Runs a statement as its owner. */
  query(name: string, sql: string): Promise<unknown[]>;
  start(): Promise<void>;
  /** SIGINT ends connections and stops; SIGQUIT stops like a crash. */
  stop(signal?: 'SIGINT' | 'SIGQUIT'): Promise<void>;
  remove(): Promise<void>;
}

/** A server of this test's own, on a loopback port, in a folder that is removed with it. It refuses to run as root. */
export async function createPostgres(bin: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'trail-postgres-'));
  const owner = unprivileged();
  const as = owner === null ? {} : owner;
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const secret = join(folder, 'password');
  const data = join(folder, 'data');
  writeFileSync(secret, password, { mode: 0o644 });
  const settings = ['-D', data, '-U', 'trail', '-A', 'scram-sha-256', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8'];
  execFileSync(join(bin, 'initdb'), [...settings, '--locale=C'], { ...as, cwd: folder, stdio: 'pipe' });

  const port = await freePort();
  const address = (name: string) => `postgres://trail:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  let server: ChildProcess | null = null;

  const query = async (name: string, sql: string) => {
    const client = new pg.Client({ connectionString: address(name) });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  const self: PostgresServer = {
    version: execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    query,
    async database(name) {
      const there = await query('postgres', `select 1 from pg_database where datname = '${name}'`);
      if (there.length === 0) await query('postgres', `create database ${name}`);
      return address(name);
    },
    async start() {
      const options = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
      server = spawn(join(bin, 'postgres'), ['-D', data, ...options], { ...as, cwd: folder, stdio: 'ignore' });
      await until(() => query('postgres', 'select 1').then(Boolean, () => false), 30_000);
    },
    stop: (signal = 'SIGINT') =>
      new Promise((resolve) => {
        if (server === null || server.exitCode !== null || server.signalCode !== null) return resolve();
        server.once('exit', () => resolve());
        server.kill(signal);
      }),
    async remove() {
      await self.stop('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await self.start();
  return self;
}

/** PostgreSQL refuses to be started by root, so its package's own user is taken; anybody else is fine as they are. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (what: string) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
