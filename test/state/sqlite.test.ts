import {
  chmodSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import Libsql from 'libsql';
import { z } from 'zod';
import { explain } from '../../src/errors.ts';
import { awaitStore, openStore, type StatePlace } from '../../src/state/open-store.ts';
import { openSqlite } from '../../src/state/sqlite.ts';
import { migrationContract } from './migration-contract.ts';
import { runAnother } from './run-another.ts';
import { opened, storeContract } from './store-contract.ts';

const folders = mkdtempSync(join(tmpdir(), 'trail-state-'));
afterAll(() => rmSync(folders, { recursive: true, force: true }));

function fresh() {
  const folder = mkdtempSync(join(folders, 'data-'));
  return { place: { kind: 'folder', folder } satisfies StatePlace, folder, file: join(folder, 'trail.db') };
}

async function faultOf(place: StatePlace) {
  const store = await openStore(place, { lockWait: 100 });
  if (!store.ok) return { ...store.fault, says: explain(store.fault.fault) };
  await store.value.close();
  return null;
}

describe('the state in SQLite', () => {
  storeContract(async () => fresh().place);
  migrationContract(async () => {
    const engine = openSqlite(fresh().folder, 1000);
    if (!engine.ok) throw new Error(engine.fault.fault.id);
    return engine.value;
  });
});

test('a reading that was written before changes were called so is read, and written so that its writer reads it', async () => {
  const { place, file } = fresh();
  await (await opened(place)).close();
  const seen = {
    principals: [['jdoe', 5]],
    events: [],
    regions: [],
    addresses: null,
    deeds: [['jdoe\tCreateUser', 5]],
  };
  const database = new Libsql(file);
  database
    .prepare('insert into trail_readings values (?, ?, ?, ?, ?, ?, ?)')
    .run('old', 'prod', 1, 9, 3, '{}', JSON.stringify(seen));
  const store = await opened(place);
  const [old] = await store.readings.list('prod', 0);
  if (old === undefined) throw new Error('no reading was read');
  const { deeds, ...others } = seen;
  expect(old.seen).toEqual({ ...others, changes: deeds });
  await store.readings.keep({ ...old, id: 'new' }, []);
  const kept = z
    .object({ seen: z.string() })
    .parse(database.prepare("select seen from trail_readings where id = 'new'").get());
  expect(JSON.parse(kept.seen)).toEqual(seen);
  database.close();
  await store.close();
});

test('another process that can’t be started is told at once, with the cause', async () => {
  const { place, file } = fresh();
  writeFileSync(file, '', { mode: 0o644 });
  await expect(runAnother({ place, job: 'open' }, file)).rejects.toMatchObject({ code: 'EACCES' });
});

describe('an embedded database that can’t be used', () => {
  test('a file that is no database is told, and left as it is', async () => {
    const { place, file } = fresh();
    writeFileSync(file, 'A'.repeat(8192));
    expect(await faultOf(place)).toMatchObject({
      fault: { id: 'state-damaged' },
      passing: false,
      says: `The database ${file} is damaged: put a backup in its place, or move it away and Trail starts anew.`,
    });
    expect(statSync(file).size).toBe(8192);
  });

  test.each(['in the middle', 'at the end'])('a database that is damaged %s is told at the start', async (where) => {
    const { place, file } = fresh();
    const store = await opened(place);
    for (let time = 0; time < 300; time++) {
      await store.questions.start({ user: 'U1', team: 'T1', channel: 'C1', text: 'x'.repeat(200), time });
    }
    await store.close();
    const { size } = statSync(file);
    if (where === 'at the end') truncateSync(file, size - 5000);
    else writeSync(openSync(file, 'r+'), Buffer.alloc(8192, 0x5a), 0, 8192, Math.floor(size / 8192 / 2) * 8192);
    expect(await faultOf(place)).toMatchObject({ fault: { id: 'state-damaged' } });
  });

  test('a folder that is a file, or lies in one, is told', async () => {
    const { file } = fresh();
    writeFileSync(file, '');
    expect(await faultOf({ kind: 'folder', folder: file })).toMatchObject({
      fault: { id: 'state-folder' },
      says: `The folder ${file} could not be made (EEXIST): point TRAIL_DATA to a folder.`,
    });
    expect(await faultOf({ kind: 'folder', folder: join(file, 'data') })).toMatchObject({
      fault: { id: 'state-folder' },
    });
  });

  test('a folder, or a file, that this user may not write is told', async () => {
    const { place, folder, file } = fresh();
    await (await opened(place)).close();
    const readOnly = { fault: { id: 'state-read-only', facts: [file] }, passing: false };
    chmodSync(folders, 0o755);
    chmodSync(folder, 0o555);
    chmodSync(file, 0o444);
    const nobody = process.getuid?.() === 0 ? { user: 65_534 } : {};
    const reader = await runAnother({ place, job: 'open', ...nobody });
    await reader.ended;
    expect(reader.said).toEqual([{ fault: expect.objectContaining(readOnly) }]);
    const missing = join(folder, 'further', 'down');
    const maker = await runAnother({ place: { kind: 'folder', folder: missing }, job: 'open', ...nobody });
    await maker.ended;
    expect(maker.said).toMatchObject([{ fault: { fault: { id: 'state-read-only', facts: [missing] } } }]);
    chmodSync(folder, 0o755);
  });

  test('a schema that a newer Trail made is refused, and left as it is', async () => {
    const { place, file } = fresh();
    await (await opened(place)).close();
    const database = new Libsql(file);
    database.exec("insert into trail_schema values (99, 'from the future')");
    database.close();
    expect(await faultOf(place)).toMatchObject({
      passing: false,
      says: 'The database was written by a newer Trail (schema 99, this one knows 2): start that version again.',
    });
  });

  test('a database that another program locks is waited for, then told, and works once it is free', async () => {
    const { place, file } = fresh();
    const store = await openStore(place, { waits: [], lockWait: 100 });
    if (!store.ok) throw new Error(store.fault.fault.id);
    const holder = new Libsql(file);
    holder.exec('begin immediate');
    expect(await faultOf(place)).toBeNull();
    await expect(store.value.eventIds.claim('a', 1)).rejects.toMatchObject({ fault: { id: 'state-locked' } });
    expect(await store.value.digests.find('nothing')).toBeNull();
    expect(await store.value.ready()).toMatchObject({ ok: true });
    holder.exec('rollback');
    expect(await store.value.eventIds.claim('a', 1)).toBe(true);
    holder.close();
    await store.value.close();
  });

  test('waiting for a lock ends with the lock', async () => {
    const { place, file } = fresh();
    const holder = new Libsql(file);
    holder.exec('begin immediate');
    expect(await faultOf(place)).toMatchObject({ fault: { id: 'state-locked', facts: [file] }, passing: true });
    const troubles: string[] = [];
    const waiting = awaitStore(
      place,
      { waits: [10], stop: new AbortController().signal },
      {
        lockWait: 100,
        onTrouble: ({ id }) => {
          troubles.push(id);
          if (troubles.length === 1) holder.exec('rollback');
        },
      },
    );
    const store = await waiting;
    expect([store.ok, troubles]).toEqual([true, ['state-locked']]);
    if (store.ok) await store.value.close();
    holder.close();
  });

  test('waiting for a lock ends when Trail is stopped', async () => {
    const { place, file } = fresh();
    const holder = new Libsql(file);
    holder.exec('begin immediate');
    const stop = new AbortController();
    const waiting = awaitStore(
      place,
      { waits: [60_000], stop: stop.signal },
      { lockWait: 10, onTrouble: () => stop.abort() },
    );
    expect(await waiting).toMatchObject({ ok: false, fault: { id: 'state-locked' } });
    holder.close();
  });

  test('a store that was closed leaves one file, which only its user can find', async () => {
    const { folder } = fresh();
    const inner = join(folder, 'a', 'b');
    await (await opened({ kind: 'folder', folder: inner })).close();
    expect(statSync(inner).mode & 0o777).toBe(0o700);
    const log = join(inner, 'trail.db-wal');
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0);
  });
});
