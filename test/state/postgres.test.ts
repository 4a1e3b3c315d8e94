import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { explain, type Fault } from '../../src/errors.ts';
import { awaitStore, openStore, type StatePlace } from '../../src/state/open-store.ts';
import { openPostgres } from '../../src/state/postgres.ts';
import { until } from '../fakes/until.ts';
import { cutWire } from './cut-wire.ts';
import { migrationContract } from './migration-contract.ts';
import { createPostgres, findPostgres, freePort, type PostgresServer } from './postgres-server.ts';
import { daily, opened, storeContract } from './store-contract.ts';

const bin = findPostgres();
const needed = process.env.TRAIL_CHECKS === 'all';
if (bin === null) {
  process.stderr.write(
    '\nPostgreSQL is not installed, so the state in it is NOT checked (apt-get install postgresql).\n\n',
  );
}

test('PostgreSQL is installed where every check is asked for', () => {
  expect(bin !== null || !needed).toBe(true);
});

const describeWhere = bin === null ? describe.skip : describe;

describeWhere('the state in PostgreSQL', () => {
  let server: PostgresServer;
  let made = 0;
  const fresh = async (): Promise<StatePlace> => ({ kind: 'server', url: await server.database(`trail_${++made}`) });

  beforeAll(async () => {
    server = await createPostgres(bin ?? '');
  }, 60_000);
  afterAll(() => server?.remove());

  storeContract(fresh);
  migrationContract(async () => {
    const engine = openPostgres(await server.database(`trail_${++made}`));
    if (!engine.ok) throw new Error(engine.fault.fault.id);
    return engine.value;
  });

  test('a database of PostgreSQL that can’t be used says why, without its password', async () => {
    const right = await server.database('granted');
    const faultOf = async (url: string) => {
      const store = await openStore({ kind: 'server', url });
      return store.ok
        ? null
        : { id: store.fault.fault.id, passing: store.fault.passing, says: explain(store.fault.fault) };
    };
    const wrong = new URL(right);
    const { port } = wrong;
    wrong.password = 'wrong';
    expect(await faultOf(wrong.href)).toEqual({
      id: 'state-refused',
      passing: false,
      says: `PostgreSQL at 127.0.0.1:${port}/granted refused Trail (28P01): check user, password, database and rights in DATABASE_URL.`,
    });
    expect(await faultOf(right.replace('/granted', '/missing'))).toMatchObject({ id: 'state-refused', passing: false });
    expect(await faultOf(`${right}?sslmode=require`)).toMatchObject({ id: 'state-refused', passing: false });
    const nowhere = new URL(right);
    nowhere.port = String(await freePort());
    expect(await faultOf(nowhere.href)).toMatchObject({ id: 'state-unreachable', passing: true });
    for (const bad of ['', 'trail', 'mysql://127.0.0.1/trail', 'postgres://a:b@:x/trail']) {
      expect(await faultOf(bad)).toMatchObject({ id: 'state-url', passing: false });
    }
  });

  test('a user without rights, and a newer schema, are refused', async () => {
    const url = await server.database('shared');
    await server.query(
      'shared',
      "create role guest login password 'guest'; revoke create on schema public from public",
    );
    const guest = new URL(url);
    guest.username = 'guest';
    guest.password = 'guest';
    const refused = await openStore({ kind: 'server', url: guest.href });
    expect(refused).toMatchObject({ ok: false, fault: { fault: { id: 'state-refused' }, passing: false } });
    await (await opened({ kind: 'server', url })).close();
    await server.query('shared', "insert into trail_schema values (7, 'from the future')");
    const newer = await openStore({ kind: 'server', url });
    expect(newer).toMatchObject({ ok: false, fault: { fault: { id: 'state-newer', facts: [7, 2] }, passing: false } });
  });

  test('a server that is away at the start is waited for', async () => {
    const url = await server.database('late');
    await server.stop();
    const troubles: Fault[] = [];
    const waiting = awaitStore(
      { kind: 'server', url },
      { waits: [20], stop: new AbortController().signal },
      {
        onTrouble: (fault) => troubles.push(fault),
      },
    );
    await until(() => troubles.length >= 3);
    await server.start();
    const store = await waiting;
    expect(store.ok).toBe(true);
    expect(troubles[0]).toMatchObject({ id: 'state-unreachable', facts: [expect.any(String), 'ECONNREFUSED'] });
    if (store.ok) await store.value.close();
  });

  test.each(['SIGINT', 'SIGQUIT'] as const)(
    'a server that goes away in the middle (%s) and comes back costs nothing',
    async (signal) => {
      const url = await server.database(`away_${signal.toLowerCase()}`);
      const troubles: Fault[] = [];
      const store = await openStore({ kind: 'server', url }, { onTrouble: (fault) => troubles.push(fault) });
      if (!store.ok) throw new Error(store.fault.fault.id);
      const { digests, eventIds, runs, questions } = store.value;
      const digest = await digests.create(daily);
      let at = 0;
      let over = false;
      const write = async () => {
        while (!over) {
          const due = ++at;
          const event = await eventIds.claim(`Ev${due}`, due);
          const run = await runs.claim(digest.id, due, { now: 0, until: 1_000_000 });
          if (!event || run === null) throw new Error(`${due} was claimed, and then lost.`);
          await runs.markSending(run, { window: { start: due, end: due + 1 }, told: [`${due}`] });
          if (!(await runs.markDelivered(run, { at: due, message: { channel: 'C1', ts: `${due}` } })))
            throw new Error(`${due} is lost.`);
          await questions.start({ user: 'U1', team: 'T1', channel: 'C1', text: `who ${due}`, time: due });
        }
      };
      const writers = Promise.all([write(), write(), write()]);
      await until(() => at >= 30);
      await server.stop(signal);
      expect(await store.value.ready()).toMatchObject({ ok: false, fault: { id: 'state-unreachable' } });
      await server.start();
      const before = at;
      await until(() => at >= before + 30);
      over = true;
      await writers;
      expect(troubles.length).toBeGreaterThan(0);
      expect(await store.value.ready()).toMatchObject({ ok: true });
      const asked = await questions.listRecent({ team: 'T1', user: 'U1' }, 100_000);
      expect(asked.map(({ time }) => time).sort((a, b) => a - b)).toEqual(
        Array.from({ length: at }, (_, place) => place + 1),
      );
      expect(await runs.listUnfinished(2_000_000)).toEqual([]);
      await store.value.close();
    },
  );

  test('work that was done but not answered is done once', async () => {
    const url = await server.database('unanswered');
    const wire = await cutWire(Number(new URL(url).port));
    const through = new URL(url);
    through.port = String(wire.port);
    const store = await opened({ kind: 'server', url: through.href });
    const { digests, runs, eventIds, questions } = store;
    const message = { channel: 'C1', ts: '1' };
    let team = 0;
    for (let replies = 1; replies <= 8; replies++) {
      const cut = async <T>(work: () => Promise<T>) => {
        wire.cutAfter(replies);
        try {
          return await work();
        } finally {
          wire.cutAfter(Number.POSITIVE_INFINITY);
        }
      };
      const digest = await cut(() => digests.create({ ...daily, team: `T${++team}` }));
      expect(await digests.list({ team: `T${team}` })).toEqual([digest]);
      const run = await cut(() => runs.claim(digest.id, 1, { now: 0, until: 10 }));
      expect(run).toMatchObject({ attempts: 1 });
      const taken = run && (await cut(() => runs.takeOver(run, { now: 10, until: 20 })));
      expect(taken).toMatchObject({ attempts: 2 });
      if (!taken) return;
      expect(await cut(() => runs.renew(taken, 30))).toBe(true);
      expect(await cut(() => runs.markSending(taken, { window: { start: 0, end: 1 }, told: ['a'].values() }))).toBe(
        true,
      );
      expect(await cut(() => runs.markDelivered(taken, { at: 11, message }))).toBe(true);
      expect((await runs.readTold(digest.id)).has('a')).toBe(true);
      expect(await cut(() => eventIds.claim(`Ev${replies}`, 1))).toBe(true);
      const asked = await cut(() =>
        questions.start({ user: 'U2', team: `T${team}`, channel: 'C1', text: 'root', time: 1 }),
      );
      expect((await questions.listRecent({ team: `T${team}`, user: 'U2' }, 9)).map(({ id }) => id)).toEqual([asked]);
      expect(await cut(() => digests.pause(digest.id, { since: 1, by: null, why: 'no' }))).toBe(true);
      expect(await cut(() => digests.resume(digest.id))).toBe(true);
      expect(await cut(() => digests.delete(digest.id))).toBe(true);
    }
    expect(wire.cuts()).toBeGreaterThan(15);
    await store.close();
    await wire.stop();
  });

  test('a server that stays away is told once patience ends', async () => {
    const url = await server.database('gone');
    const store = await openStore({ kind: 'server', url }, { waits: [10, 10] });
    if (!store.ok) throw new Error(store.fault.fault.id);
    await server.stop();
    await expect(store.value.digests.listOn()).rejects.toMatchObject({
      name: 'StoreFailed',
      message: expect.stringMatching(/^PostgreSQL at 127\.0\.0\.1:\d+\/gone could not be reached/),
      fault: { id: 'state-unreachable' },
    });
    await server.start();
    expect(await store.value.digests.listOn()).toEqual([]);
    await store.value.close();
  });
});
