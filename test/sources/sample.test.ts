import { describe, expect, test } from '@jest/globals';
import { where } from '../../src/condition/condition.ts';
import type { Fetch } from '../../src/plan/plan.ts';
import { dev, sampleAccounts } from '../../src/sample/company.ts';
import { createEventHistory } from '../../src/sources/event-history/event-history.ts';
import { createSampleLookups } from '../../src/sources/sample/sample-lookups.ts';
import { type Batch, type SearchOptions, SearchStopped } from '../../src/sources/source.ts';

const now = Date.parse('2026-11-20T09:30:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const [prodAccount, devAccount] = sampleAccounts;
if (prodAccount === undefined || devAccount === undefined) throw new Error('The company has two accounts.');

const fetchOf = (fields: Partial<Fetch> = {}): Fetch => ({
  source: 'event-history',
  account: prodAccount,
  region: 'us-east-1',
  filter: [],
  window: { start: now - 90 * day, end: now },
  effort: 'complete',
  limit: 20,
  whole: false,
  ...fields,
});

const ordinary = (): SearchOptions => ({
  signal: new AbortController().signal,
  asker: 'trail-test',
  hiding: { own: { roles: [], callers: [] }, ignore: [] },
});

const sampleAt = (clock: () => number) =>
  createEventHistory({ service: createSampleLookups({ clock }), clock, remember: 0 });
const sample = sampleAt(() => now);
const events = (...names: string[]) => where('event', ...names.map((name) => ({ name, source: null })));

async function search(fields: Partial<Fetch> = {}, options: Partial<SearchOptions> = {}, history = sample) {
  const batches: Batch[] = [];
  const fetch = fetchOf(fields);
  const opened = await history.open([fetch], { ...ordinary(), ...options });
  for await (const batch of opened.search(fetch)) batches.push(batch);
  const sum = (told: (batch: Batch) => number) => batches.reduce((total, batch) => total + told(batch), 0);
  return {
    batches,
    events: batches.flatMap(({ latest }) => latest),
    count: sum(({ tallies }) => tallies.reduce((total, { count }) => total + count, 0)),
    recordsRead: sum((batch) => batch.recordsRead),
    pages: sum((batch) => batch.pages),
    hidden: sum((batch) => batch.hidden),
    reached: batches.at(-1)?.reached,
  };
}

describe('the sample as a source of events', () => {
  test('gives one account and Region, a page of fifty at a time, newest first, to the window’s start', async () => {
    const { batches, recordsRead, pages, reached } = await search({ account: devAccount, limit: 1000 });
    expect(recordsRead).toBeGreaterThan(500);
    expect(pages).toBe(Math.ceil(recordsRead / 50));
    expect(reached).toBe(now - 90 * day);
    const events = batches.flatMap(({ latest }) => latest);
    expect(new Set(events.map(({ account, region }) => `${account} ${region}`))).toEqual(new Set([`${dev} us-east-1`]));
    expect(events.every(({ time }, index) => index === 0 || time <= (events[index - 1]?.time ?? 0))).toBe(true);
    expect(batches.every((batch, index) => index === 0 || batch.reached <= (batches[index - 1]?.reached ?? 0))).toBe(
      true,
    );
  });

  test('looks up by exact attribute, and filters what that brings in', async () => {
    const exact = await search({ filter: [events('CreateAccessKey')] });
    expect({ recordsRead: exact.recordsRead, count: exact.count }).toEqual({ recordsRead: 1, count: 1 });
    const wrongCase = await search({ filter: [events('createaccesskey')] });
    expect({ recordsRead: wrongCase.recordsRead, pages: wrongCase.pages }).toEqual({ recordsRead: 0, pages: 1 });
    const filtered = await search({ filter: [where('by', 'user/report-mailer'), where('is', 'write')] });
    expect(filtered.recordsRead).toBeGreaterThan(10);
    expect(filtered.count).toBe(1);
  });

  test('counts an event once, however many look-ups find it', async () => {
    const filter = [events('CreateAccessKey', 'DeleteAccessKey', 'CreateAccessKey')];
    expect((await search({ filter })).count).toBe(1);
  });

  test('keeps to the window, the limit and the calls it may spend', async () => {
    const window = { start: now - 3 * day, end: now - 2 * day };
    const within = await search({ window, limit: 5 });
    expect(within.batches.every(({ latest }) => latest.length <= 5)).toBe(true);
    expect(within.events.every(({ time }) => time >= window.start && time <= window.end)).toBe(true);
    const short = await search({ effort: 'glance' });
    expect(short.pages).toBe(1);
    expect(short.reached).toBeGreaterThan(now - 5 * day);
  });

  test('hides and counts what ignore rules name, and gives whole records where asked', async () => {
    const filter = [where('by', 'user/ci-deployer')];
    const ignore = [{ principal: 'ci-deployer' }];
    const hidden = await search({ filter }, { hiding: { own: { roles: [], callers: [] }, ignore } });
    expect({ count: hidden.count, hidden: hidden.hidden === hidden.recordsRead }).toEqual({ count: 0, hidden: true });
    expect((await search({ filter, effort: 'glance' })).events[0]?.record).toBeNull();
    expect((await search({ filter, effort: 'glance', whole: true })).events[0]?.record).toMatchObject({
      eventName: 'AssumeRole',
    });
  });

  test('holds an event only once it has arrived', async () => {
    let time = now;
    const history = sampleAt(() => time);
    const rotations = async () => {
      return (await search({ filter: [events('RotateSecret')] }, {}, history)).recordsRead;
    };
    expect(await rotations()).toBe(1);
    time = now + 2 * minute;
    expect(await rotations()).toBe(2);
  });

  test('is made anew when it has aged, so that it never ends long ago', async () => {
    let time = now;
    const history = sampleAt(() => time);
    for (const days of [0, 0.4, 1, 9]) {
      time = now + days * day;
      const found = await search({ window: { start: time - day, end: time } }, {}, history);
      expect(found.events[0]?.time).toBeGreaterThan(time - 60 * minute);
    }
  });

  test('stops with its reason when it is cancelled', async () => {
    const over = new AbortController();
    over.abort();
    await expect(search({}, { signal: over.signal })).rejects.toThrow(SearchStopped);
  });

  test('finds nothing where the company has nothing', async () => {
    expect(await search({ region: 'eu-central-1' })).toMatchObject({
      recordsRead: 0,
      pages: 1,
      reached: now - 90 * day,
    });
  });
});
