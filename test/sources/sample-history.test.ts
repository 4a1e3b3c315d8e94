import { describe, expect, test } from '@jest/globals';
import { where } from '../../src/condition/condition.ts';
import type { Fetch } from '../../src/plan/plan.ts';
import { dev, sampleAccounts } from '../../src/sample/company.ts';
import { createSampleHistory } from '../../src/sources/sample/sample-history.ts';
import { type Batch, type SearchOptions, SearchStopped } from '../../src/sources/source.ts';
import { EventIds } from '../../src/trail/event-ids.ts';

const now = Date.parse('2026-11-20T09:30:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const [prodAccount, devAccount] = sampleAccounts;
if (prodAccount === undefined || devAccount === undefined) throw new Error('The company has two accounts.');

const fetchOf = (fields: Partial<Fetch> = {}): Fetch => ({
  source: 'event-history',
  account: prodAccount,
  region: 'us-east-1',
  lookups: [null],
  filter: [],
  window: { start: now - 90 * day, end: now },
  calls: null,
  limit: 20,
  whole: false,
  ...fields,
});

const ordinary = (): SearchOptions => ({
  signal: new AbortController().signal,
  seen: new EventIds(),
  asker: 'trail-test',
  hiding: { own: { roles: [], callers: [] }, ignore: [] },
});

const sample = createSampleHistory({ clock: () => now });

async function search(fields: Partial<Fetch> = {}, options: Partial<SearchOptions> = {}, history = sample) {
  const batches: Batch[] = [];
  for await (const batch of history.search(fetchOf(fields), { ...ordinary(), ...options })) batches.push(batch);
  const sum = (told: (batch: Batch) => number) => batches.reduce((total, batch) => total + told(batch), 0);
  return {
    batches,
    events: batches.flatMap(({ latest }) => latest),
    count: sum(({ tallies }) => tallies.reduce((total, { count }) => total + count, 0)),
    read: sum((batch) => batch.read),
    pages: sum((batch) => batch.pages),
    hidden: sum((batch) => batch.hidden),
    reached: batches.at(-1)?.reached,
  };
}

describe('the sample as a source of events', () => {
  test('gives one account and Region, a page of fifty at a time, newest first, to the window’s start', async () => {
    const { batches, read, pages, reached } = await search({ account: devAccount, limit: 1000 });
    expect(read).toBeGreaterThan(500);
    expect(pages).toBe(Math.ceil(read / 50));
    expect(reached).toBe(now - 90 * day);
    const events = batches.flatMap(({ latest }) => latest);
    expect(new Set(events.map(({ account, region }) => `${account} ${region}`))).toEqual(new Set([`${dev} us-east-1`]));
    expect(events.every(({ time }, index) => index === 0 || time <= (events[index - 1]?.time ?? 0))).toBe(true);
    expect(batches.every((batch, index) => index === 0 || batch.reached <= (batches[index - 1]?.reached ?? 0))).toBe(
      true,
    );
  });

  test('looks up by exact attribute, and filters what that brings in', async () => {
    const exact = await search({ lookups: [{ attribute: 'EventName', value: 'CreateAccessKey' }] });
    expect({ read: exact.read, count: exact.count }).toEqual({ read: 1, count: 1 });
    const wrongCase = await search({ lookups: [{ attribute: 'EventName', value: 'createaccesskey' }] });
    expect({ read: wrongCase.read, pages: wrongCase.pages }).toEqual({ read: 0, pages: 1 });
    const filtered = await search({
      lookups: [{ attribute: 'Username', value: 'report-mailer' }],
      filter: [where('is', 'write')],
    });
    expect(filtered.read).toBeGreaterThan(10);
    expect(filtered.count).toBe(1);
  });

  test('counts an event once that two look-ups find, or that was counted before', async () => {
    const lookups = [
      { attribute: 'EventName', value: 'CreateAccessKey' },
      { attribute: 'Username', value: 'report-mailer' },
    ] as const;
    const seen = new EventIds();
    const twice = await search({ lookups: [...lookups], filter: [where('is', 'write')] }, { seen });
    expect(twice.count).toBe(1);
    expect((await search({ lookups: [lookups[0]] }, { seen })).count).toBe(0);
  });

  test('keeps to the window, the limit and the calls it may spend', async () => {
    const window = { start: now - 3 * day, end: now - 2 * day };
    const within = await search({ window, limit: 5 });
    expect(within.batches.every(({ latest }) => latest.length <= 5)).toBe(true);
    expect(within.events.every(({ time }) => time >= window.start && time <= window.end)).toBe(true);
    const short = await search({ calls: 3 });
    expect(short.pages).toBe(3);
    expect(short.reached).toBeGreaterThan(now - 5 * day);
  });

  test('hides and counts what ignore rules name, and gives whole records where asked', async () => {
    const lookups: Fetch['lookups'] = [{ attribute: 'Username', value: 'ci-deployer' }];
    const ignore = [{ principal: 'ci-deployer' }];
    const hidden = await search({ lookups }, { hiding: { own: { roles: [], callers: [] }, ignore } });
    expect({ count: hidden.count, hidden: hidden.hidden === hidden.read }).toEqual({ count: 0, hidden: true });
    expect((await search({ lookups, calls: 1 })).events[0]?.record).toBeNull();
    expect((await search({ lookups, calls: 1, whole: true })).events[0]?.record).toMatchObject({
      eventName: 'AssumeRole',
    });
  });

  test('holds an event only once it has arrived', async () => {
    let time = now;
    const history = createSampleHistory({ clock: () => time });
    const rotations = async () => {
      const lookups: Fetch['lookups'] = [{ attribute: 'EventName', value: 'RotateSecret' }];
      return (await search({ lookups }, {}, history)).read;
    };
    expect(await rotations()).toBe(1);
    time = now + 2 * minute;
    expect(await rotations()).toBe(2);
  });

  test('is made anew when it has aged, so that it never ends long ago', async () => {
    let time = now;
    const history = createSampleHistory({ clock: () => time });
    for (const days of [0, 0.4, 1, 9]) {
      time = now + days * day;
      const { events } = await search({ window: { start: time - day, end: time } }, {}, history);
      expect(events[0]?.time).toBeGreaterThan(time - 60 * minute);
    }
  });

  test('stops with its reason when it is cancelled', async () => {
    const over = new AbortController();
    over.abort();
    await expect(search({}, { signal: over.signal })).rejects.toThrow(SearchStopped);
  });

  test('finds nothing where the company has nothing', async () => {
    expect(await search({ region: 'eu-central-1' })).toMatchObject({ read: 0, pages: 1, reached: now - 90 * day });
  });
});
