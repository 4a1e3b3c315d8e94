import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NewDigest } from '../../src/state/digest.ts';
import { openStore, type StatePlace } from '../../src/state/open-store.ts';
import type { NewQuestion } from '../../src/state/question.ts';
import type { DigestReading } from '../../src/state/reading.ts';
import type { DigestRun } from '../../src/state/run.ts';
import type { Store } from '../../src/state/store.ts';
import { packIds } from '../../src/state/told-ids.ts';
import { pause } from '../fakes/loopback.ts';
import { until } from '../fakes/until.ts';
import { runAnother } from './run-another.ts';

const day = 86_400_000;
const lease = { now: 1000, until: 2000 };

/** A digest as somebody sets it up. */
export const daily: NewDigest = {
  team: 'T1',
  channel: 'C1',
  maker: 'U1',
  made: 1_795_000_000_000,
  origin: 'slack',
  schedule: 'daily 09:00 Europe/Berlin',
  accounts: ['prod', 'a “quoted” one'],
  sections: null,
};

const question: NewQuestion = { user: 'U1', team: 'T1', channel: 'C1', text: 'who DeleteBucket', time: 5000 };

/** The store of a place that can be opened. */
export async function opened(place: StatePlace): Promise<Store> {
  const store = await openStore(place);
  if (!store.ok) throw new Error(JSON.stringify(store.fault));
  return store.value;
}

/** What every database must do; `place` makes a fresh, empty one. */
export function storeContract(place: () => Promise<StatePlace>): void {
  let here: StatePlace;
  let store: Store;
  /** Another replica on the same state. */
  let other: Store;

  beforeAll(async () => {
    here = await place();
    store = await opened(here);
    other = await opened(here);
  });
  afterAll(async () => {
    await store?.close();
    await other?.close();
  });

  test('the store is ready, opened once or again', async () => {
    expect(await store.ready()).toEqual({ ok: true, value: null });
    expect(await other.ready()).toEqual({ ok: true, value: null });
  });

  describe('digests', () => {
    test('a digest that is made is found as it was made, with an ID that is easy to type', async () => {
      const digest = await store.digests.create(daily);
      expect(digest).toEqual({ ...daily, id: expect.stringMatching(/^[2-9a-z]{6}$/), paused: null });
      expect(await other.digests.find(digest.id)).toEqual(digest);
      expect(await store.digests.find('nothing\0')).toBeNull();
    });

    test('digests are listed by workspace and by channel, the oldest first', async () => {
      const late = await store.digests.create({ ...daily, team: 'T2', made: 3 });
      const early = await store.digests.create({ ...daily, team: 'T2', channel: 'C2', made: 2 });
      expect(await store.digests.list({ team: 'T2' })).toEqual([early, late]);
      expect(await store.digests.list({ team: 'T2', channel: 'C2' })).toEqual([early]);
      expect(await store.digests.list({ team: 'T3' })).toEqual([]);
    });

    test('a paused digest says since when, by whom and why, as it was paused first, until it goes on', async () => {
      const { id } = await store.digests.create({ ...daily, team: 'T4' });
      const pause = { since: 10, by: null, why: 'The channel is archived.' };
      expect(await store.digests.pause(id, pause)).toBe(true);
      expect(await store.digests.pause(id, { since: 20, by: 'U2', why: null })).toBe(true);
      expect((await other.digests.find(id))?.paused).toEqual(pause);
      expect((await other.digests.listOn()).map((digest) => digest.id)).not.toContain(id);
      expect(await store.digests.resume(id)).toBe(true);
      expect((await other.digests.find(id))?.paused).toBeNull();
      expect((await other.digests.listOn()).map((digest) => digest.id)).toContain(id);
      expect(await store.digests.pause('nothing', pause)).toBe(false);
      expect(await store.digests.resume('nothing')).toBe(false);
    });

    test('a digest of trail.yml is kept under its own ID; a change of it leaves its pause as it is', async () => {
      const kept = { ...daily, id: 'config-1', origin: 'config' as const, team: 'T5', maker: '', paused: null };
      await Promise.all([store.digests.keep(kept), other.digests.keep(kept)]);
      await store.digests.pause('config-1', { since: 1, by: 'U1', why: null });
      await store.digests.keep({ ...kept, made: 1, schedule: 'daily 10:00 UTC', sections: ['root'], accounts: null });
      expect(await store.digests.find('config-1')).toEqual({
        ...kept,
        schedule: 'daily 10:00 UTC',
        sections: ['root'],
        accounts: null,
        paused: { since: 1, by: 'U1', why: null },
      });
    });

    test('a digest that is deleted is gone with its runs', async () => {
      const { id } = await store.digests.create({ ...daily, team: 'T6' });
      const run = await claimed(store, id, 1);
      await store.runs.markSending(run, { window: { start: 0, end: 1 }, told: ['a'] });
      expect(await store.digests.delete(id)).toBe(true);
      expect(await store.digests.delete(id)).toBe(false);
      expect(await other.digests.find(id)).toBeNull();
      expect(await other.runs.markDelivered(run, { at: 1, message: { channel: 'C1', ts: '1' } })).toBe(false);
      expect(await other.runs.claim(id, 2, lease)).toBeNull();
    });
  });

  describe('runs', () => {
    let digest: string;
    beforeEach(async () => {
      digest = (await store.digests.create({ ...daily, team: 'T7' })).id;
    });

    test('a run is claimed by one of many that want it at the same moment', async () => {
      for (let due = 1; due <= 20; due++) {
        const wanted = Array.from({ length: 8 }, (_, place) =>
          (place % 2 ? store : other).runs.claim(digest, due, lease),
        );
        const got = (await Promise.all(wanted)).filter((run) => run !== null);
        expect(got).toEqual([
          {
            id: expect.stringMatching(/^[0-9a-f-]{36}$/),
            digest,
            due,
            state: 'claimed',
            holder: expect.any(String),
            heldUntil: 2000,
            attempts: 1,
            window: null,
            message: null,
            ended: null,
            why: null,
          },
        ]);
      }
    });

    test('the run of a digest that is paused can’t be claimed', async () => {
      await store.digests.pause(digest, { since: 1, by: 'U1', why: null });
      expect(await store.runs.claim(digest, 1, lease)).toBeNull();
      expect(await store.runs.claim('nothing', 1, lease)).toBeNull();
    });

    test('a run goes from claimed by sending to delivered, and what it told counts from then on', async () => {
      const run = await claimed(store, digest, 7);
      expect(await store.runs.markSending(run, { window: { start: 1, end: 7 }, told: ['a', uuid(1)] })).toBe(true);
      expect((await other.runs.readTold(digest)).has('a')).toBe(false);
      expect(await other.runs.findLastDelivered(digest)).toBeNull();
      const delivery = { at: 9, message: { channel: 'C1', ts: '1795.0001' } };
      expect(await store.runs.markDelivered(run, delivery)).toBe(true);
      expect(await store.runs.markDelivered(run, delivery)).toBe(true);
      expect(await other.runs.findLastDelivered(digest)).toEqual({
        ...run,
        state: 'delivered',
        window: { start: 1, end: 7 },
        message: delivery.message,
        ended: 9,
      });
      const told = await other.runs.readTold(digest);
      expect(['a', uuid(1), 'b', uuid(2)].map(told.has)).toEqual([true, true, false, false]);
      expect(await store.runs.markFailed(run, { at: 10, why: 'Too late.' })).toBe(false);
      expect(await store.runs.renew(run, 3000)).toBe(false);
      expect(await store.runs.markSending(run, { window: { start: 1, end: 7 }, told: [] })).toBe(false);
    });

    test('a run built anew tells what it tells last', async () => {
      const run = await claimed(store, digest, 7);
      await store.runs.markSending(run, { window: { start: 1, end: 7 }, told: ids(10_000) });
      await store.runs.markSending(run, { window: { start: 1, end: 8 }, told: ['b'] });
      await store.runs.markDelivered(run, { at: 9, message: { channel: 'C1', ts: '1' } });
      const told = await store.runs.readTold(digest);
      expect([told.has(uuid(9_999)), told.has('b')]).toEqual([false, true]);
    });

    test('a run that failed says why, is over, and has told nothing', async () => {
      const run = await claimed(store, digest, 7);
      await store.runs.markSending(run, { window: { start: 1, end: 7 }, told: ['a'] });
      expect(await store.runs.markFailed(run, { at: 9, why: 'Slack was away.' })).toBe(true);
      expect(await store.runs.markFailed(run, { at: 9, why: 'Slack was away.' })).toBe(true);
      expect(await store.runs.markDelivered(run, { at: 9, message: { channel: 'C1', ts: '1' } })).toBe(false);
      expect(await other.runs.claim(digest, 7, lease)).toBeNull();
      expect((await unfinished(other, digest, 10_000)).length).toBe(0);
      expect((await other.runs.readTold(digest)).has('a')).toBe(false);
    });

    test('a run whose holder fell silent is taken over by one other, and the old holder may not go on', async () => {
      const run = await claimed(store, digest, 7);
      await store.runs.markSending(run, { window: { start: 1, end: 7 }, told: ['a'] });
      expect(await unfinished(other, digest, 1999)).toEqual([]);
      const [found, ...more] = await unfinished(other, digest, 2000);
      expect(more).toEqual([]);
      expect(found).toEqual({ ...run, state: 'sending', window: { start: 1, end: 7 } });

      const wanted = Array.from({ length: 8 }, (_, place) =>
        (place % 2 ? store : other).runs.takeOver(run, { now: 2000, until: 4000 }),
      );
      const [mine, ...others] = (await Promise.all(wanted)).filter((taken) => taken !== null);
      expect(others).toEqual([]);
      expect(mine).toMatchObject({ id: run.id, state: 'sending', attempts: 2, heldUntil: 4000 });
      expect(await store.runs.renew(run, 9000)).toBe(false);
      expect(await store.runs.markDelivered(run, { at: 3, message: { channel: 'C1', ts: '1' } })).toBe(false);
      expect(await store.runs.markFailed(run, { at: 3, why: 'no' })).toBe(false);
      expect(await other.runs.markDelivered(mine ?? run, { at: 3, message: { channel: 'C1', ts: '2' } })).toBe(true);
      expect((await store.runs.readTold(digest)).has('a')).toBe(true);
    });

    test('a run that is held for longer, or given up, is unfinished from then', async () => {
      const run = await claimed(store, digest, 7);
      expect(await store.runs.takeOver(run, { now: 1999, until: 4000 })).toBeNull();
      expect(await store.runs.renew(run, 5000)).toBe(true);
      expect(await unfinished(store, digest, 4999)).toEqual([]);
      expect(await store.runs.renew(run, 0)).toBe(true);
      expect((await unfinished(other, digest, 1)).map(({ id }) => id)).toEqual([run.id]);
    });

    test('the last two digests that were delivered keep what they told', async () => {
      for (const due of [1, 2, 3]) {
        const run = await claimed(store, digest, due);
        await store.runs.markSending(run, { window: { start: due - 1, end: due }, told: [`told ${due}`] });
        await store.runs.markDelivered(run, { at: due, message: { channel: 'C1', ts: String(due) } });
      }
      const told = await other.runs.readTold(digest);
      expect([1, 2, 3].map((due) => told.has(`told ${due}`))).toEqual([false, true, true]);
      expect((await other.runs.findLastDelivered(digest))?.window).toEqual({ start: 2, end: 3 });
    });

    test('200,000 events of one digest are kept, and told apart', async () => {
      const run = await claimed(store, digest, 7);
      await store.runs.markSending(run, { window: { start: 1, end: 7 }, told: ids(200_000) });
      await store.runs.markDelivered(run, { at: 8, message: { channel: 'C1', ts: '1' } });
      const told = await other.runs.readTold(digest);
      expect([0, 4095, 4096, 199_999, 200_000].map((place) => told.has(uuid(place)))).toEqual([
        true,
        true,
        true,
        true,
        false,
      ]);
    });
  });

  describe('readings', () => {
    const reading = (id: string, at: number): DigestReading => ({
      id,
      account: 'reading',
      window: { start: at - day, end: at },
      calls: 12,
      denied: { jdoe: 3, constructor: 1 },
      seen: {
        principals: [['jdoe', at - 5]],
        events: [['a “quoted” one', at - 9]],
        regions: [],
        addresses: null,
        changes: [['jdoe\tCreateUser', at - 7]],
      },
    });

    test('a reading is kept with the events it read, once however often it is told', async () => {
      await store.readings.keep(reading('r1', 2 * day), packIds(ids(10_000)));
      await other.readings.keep(reading('r1', 2 * day), packIds(ids(10_000)));
      await store.readings.keep(reading('r2', 3 * day), []);
      expect(await other.readings.list('reading', day)).toEqual([reading('r1', 2 * day), reading('r2', 3 * day)]);
      expect(await other.readings.list('reading', 2 * day)).toEqual([reading('r2', 3 * day)]);
      expect(await other.readings.list('another', 0)).toEqual([]);
      const read = await other.readings.readIds('r1');
      expect([read?.has(uuid(0)), read?.has(uuid(9_999)), read?.has(uuid(10_000))]).toEqual([true, true, false]);
      expect((await other.readings.readIds('r2'))?.has(uuid(0))).toBe(false);
      expect(await other.readings.readIds('r3')).toBeNull();
    });

    test('which events were read is forgotten after 16 days, the reading after 36', async () => {
      const now = 700 * day;
      for (const [id, age] of [
        ['old', 37],
        ['elder', 17],
        ['young', 15],
      ] as const) {
        await store.readings.keep({ ...reading(id, now - age * day), account: 'ageing' }, packIds(['a']));
      }
      await other.prune(now);
      expect((await store.readings.list('ageing', 0)).map(({ id }) => id)).toEqual(['elder', 'young']);
      expect(await store.readings.readIds('elder')).toBeNull();
      expect((await store.readings.readIds('young'))?.has('a')).toBe(true);
    });
  });

  describe('questions', () => {
    test('a question is kept from its start, and its end added', async () => {
      const id = await store.questions.start(question);
      expect(await other.questions.listRecent({ team: 'T1', user: 'U1' }, 1)).toEqual([
        { ...question, id, ending: null },
      ]);
      const ending = { outcome: 'answered' as const, took: 1234, complete: false };
      await store.questions.finish(id, { ...ending, took: 1234.4 });
      await store.questions.finish('nothing', ending);
      expect(await other.questions.listRecent({ team: 'T1', user: 'U1' }, 1)).toEqual([{ ...question, id, ending }]);
    });

    test('somebody’s latest questions come newest first, and nobody else’s among them', async () => {
      for (let time = 1; time <= 5; time++) {
        await store.questions.start({ ...question, user: 'U8', time, text: `who ${time}` });
        await store.questions.start({ ...question, user: 'U8', team: 'T8', time });
        await store.questions.start({ ...question, user: 'U9', time });
      }
      const recent = await store.questions.listRecent({ team: 'T1', user: 'U8' }, 3);
      expect(recent.map(({ text }) => text)).toEqual(['who 5', 'who 4', 'who 3']);
    });

    test('all questions since an instant are read oldest first, pages long, each once', async () => {
      const texts = Array.from({ length: 1003 }, (_, place) => `who ${place}`);
      const ask = (text: string, place: number) =>
        store.questions.start({ ...question, user: 'U10', text, time: 1_000_000 + Math.floor(place / 3) });
      await Promise.all(texts.map(ask));
      const read: string[] = [];
      const times: number[] = [];
      for await (const asked of other.questions.listSince(1_000_001)) {
        read.push(asked.text);
        times.push(asked.time);
      }
      expect(read.sort()).toEqual(texts.slice(3).sort());
      expect(times).toEqual([...times].sort((a, b) => a - b));
    });

    test('any text comes back as it was, but for what no database holds', async () => {
      const text = fc.string({
        unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('\0', '\ud800', "'", '\\', '�')),
      });
      await fc.assert(
        fc.asyncProperty(text, async (given) => {
          await store.questions.start({ ...question, user: 'U11', text: given, time: 1 });
          const [kept, ...none] = await store.questions.listRecent({ team: 'T1', user: 'U11' }, 1);
          await store.prune(1 + 400 * day + 1);
          expect(none).toEqual([]);
          expect(kept?.text).toBe(given.replace(/\p{Surrogate}/gu, '�').replaceAll('\0', '�'));
        }),
        { numRuns: 60 },
      );
    });
  });

  test('an event is taken once among all replicas', async () => {
    for (let at = 1; at <= 20; at++) {
      const wanted = Array.from({ length: 8 }, (_, place) => (place % 2 ? store : other).eventIds.claim(`Ev${at}`, at));
      expect((await Promise.all(wanted)).filter((taken) => taken)).toEqual([true]);
    }
  });

  test('event IDs are forgotten after an hour, questions and runs after 400 days, the last delivered run never', async () => {
    const now = 500 * day;
    await store.eventIds.claim('old', now - 3_600_001);
    await store.eventIds.claim('young', now - 3_600_000);
    await store.questions.start({ ...question, user: 'U12', text: 'old', time: now - 400 * day - 1 });
    await store.questions.start({ ...question, user: 'U12', text: 'young', time: now - 400 * day });
    const { id } = await store.digests.create({ ...daily, team: 'T12' });
    for (const due of [1, 2]) {
      const run = await claimed(store, id, due);
      await store.runs.markSending(run, { window: { start: due - 1, end: due }, told: [] });
      await store.runs.markDelivered(run, { at: due, message: { channel: 'C1', ts: '1' } });
    }
    await other.prune(now);
    expect(await store.eventIds.claim('old', now)).toBe(true);
    expect(await store.eventIds.claim('young', now)).toBe(false);
    const kept = await store.questions.listRecent({ team: 'T1', user: 'U12' }, 9);
    expect(kept.map(({ text }) => text)).toEqual(['young']);
    expect((await store.runs.findLastDelivered(id))?.due).toBe(2);
    expect(await store.runs.claim(id, 1, lease)).not.toBeNull();
  });

  test('processes that start on an empty place at the same moment all open it', async () => {
    const fresh = await place();
    const started = await Promise.all(Array.from({ length: 4 }, () => runAnother({ place: fresh, job: 'open' })));
    await Promise.all(started.map(({ ended }) => ended));
    expect(started.map(({ said, stderr }) => [...said, stderr()])).toEqual(Array(4).fill([{ opened: true }, '']));
  });

  test('two processes that claim the same runs and events share them, each taken once', async () => {
    const digest = await store.digests.create({ ...daily, team: 'T13' });
    const count = 300;
    const claims = [1, 2].map(() => runAnother({ place: here, job: 'claim', digest: digest.id, count }));
    const both = await Promise.all(claims);
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
    const every = Array.from({ length: count }, (_, place) => place + 1);
    for (const kind of ['run', 'event'] as const) {
      const taken = both.flatMap(({ said }) => said.map((line) => Number(line[kind]))).filter((at) => at > 0);
      expect(taken.sort((a, b) => a - b)).toEqual(every);
    }
  });

  test('a process killed while it writes loses nothing that it had committed', async () => {
    const { id: digest } = await store.digests.create({ ...daily, team: 'T14' });
    for (let round = 0; round < 8; round++) {
      const writer = await runAnother({ place: here, job: 'write', digest });
      await until(() => writer.said.length >= 5);
      await pause(Math.random() * 60);
      writer.process.kill('SIGKILL');
      await writer.ended;

      const again = await opened(here);
      const asked = new Map(
        (await again.questions.listRecent({ team: 'T1', user: 'U1' }, 10_000)).map((one) => [one.id, one]),
      );
      const questions = writer.said.filter((line) => 'question' in line);
      const lost = questions.filter((line) => asked.get(String(line.question))?.ending?.took !== line.at);
      expect({ lost, failed: writer.stderr() }).toEqual({ lost: [], failed: '' });
      const last = writer.said.filter((line) => 'run' in line).at(-1);
      const delivered = await again.runs.findLastDelivered(digest);
      expect(Number(delivered?.window?.start)).toBeGreaterThanOrEqual(Number(last?.at ?? 0));
      const told = await again.runs.readTold(digest);
      expect(last === undefined || told.has(`${last.run} 49`)).toBe(true);
      await again.close();
    }
  });

  test('a store that is closed says so', async () => {
    const closing = await opened(here);
    await closing.close();
    await closing.close();
    await expect(closing.digests.find('a')).rejects.toMatchObject({ fault: { id: 'state-closed' } });
    expect(await closing.ready()).toMatchObject({ ok: false, fault: { id: 'state-closed' } });
  });
}

async function claimed(store: Store, digest: string, due: number): Promise<DigestRun> {
  const run = await store.runs.claim(digest, due, lease);
  if (run === null) throw new Error('The run could not be claimed.');
  return run;
}

async function unfinished(store: Store, digest: string, now: number): Promise<DigestRun[]> {
  return (await store.runs.listUnfinished(now)).filter((run) => run.digest === digest);
}

function uuid(number: number): string {
  return `5b2805a5-3e06-4437-a7a2-${number.toString(16).padStart(12, '0')}`;
}

function* ids(count: number): Generator<string> {
  for (let number = 0; number < count; number++) yield uuid(number);
}
