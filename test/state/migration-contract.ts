import { expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Engine } from '../../src/state/engine.ts';
import { migrate } from '../../src/state/migrate.ts';
import type { Migration } from '../../src/state/migrations.ts';

const first: Migration = {
  name: 'a table',
  up: async (db) => void (await sql`create table things (name text primary key)`.execute(db)),
};
const second: Migration = {
  name: 'a column',
  up: async (db) => void (await sql`alter table things add column size integer`.execute(db)),
};
const broken: Migration = {
  name: 'half a step',
  async up(db) {
    await sql`create table others (name text)`.execute(db);
    await sql`insert into nowhere values (1)`.execute(db);
  },
};

/** What every engine must do with a schema; `open` gives one on a fresh, empty database. */
export function migrationContract(open: () => Promise<Engine>): void {
  test('a schema is brought up to date step by step, and what it holds stays', async () => {
    const engine = await open();
    const { db } = engine;
    expect(await migrate(engine, [first])).toBeNull();
    await sql`insert into things values ('one')`.execute(db);
    expect(await migrate(engine, [first, second])).toBeNull();
    expect(await migrate(engine, [first, second])).toBeNull();
    expect((await sql`select * from things`.execute(db)).rows).toEqual([{ name: 'one', size: null }]);
    expect(await db.selectFrom('trail_schema').selectAll().orderBy('version').execute()).toEqual([
      { version: 1, name: 'a table' },
      { version: 2, name: 'a column' },
    ]);
    expect(await migrate(engine, [first])).toEqual({ found: 2, known: 1 });
    await engine.close();
  });

  test('a step that fails leaves the schema as it was before the first', async () => {
    const engine = await open();
    await expect(migrate(engine, [first, broken])).rejects.toThrow('nowhere');
    await expect(sql`select * from things`.execute(engine.db)).rejects.toThrow('things');
    expect(await migrate(engine, [first, second])).toBeNull();
    await engine.close();
  });
}
