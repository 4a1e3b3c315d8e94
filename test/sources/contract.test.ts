import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Condition, except, type Filter, isValues, where } from '../../src/condition/condition.ts';
import { matches } from '../../src/condition/match.ts';
import { type Hiding, isHidden } from '../../src/plan/hidden.ts';
import type { Account, Fetch } from '../../src/plan/plan.ts';
import { type SourceName, sourceTraits } from '../../src/plan/source-traits.ts';
import type { Window } from '../../src/query/query.ts';
import { prod, sampleAccounts } from '../../src/sample/company.ts';
import { sampleMonth } from '../../src/sample/sample-month.ts';
import { createClients } from '../../src/sources/aws/clients.ts';
import { createAwsLookups } from '../../src/sources/event-history/aws-lookups.ts';
import { createEventHistory } from '../../src/sources/event-history/event-history.ts';
import { createSources } from '../../src/sources/index.ts';
import { createSampleLookups } from '../../src/sources/sample/sample-lookups.ts';
import type { Batch, EventSource } from '../../src/sources/source.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { type SharedCalls, settleShared } from '../../src/trail/shared-calls.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import type { Tally } from '../../src/trail/tally.ts';
import { anyFilter } from '../condition/any-filter.ts';
import { startAws } from '../fakes/aws.ts';
import type { Fields } from '../fakes/json.ts';
import { writeLogs } from '../records/write-logs.ts';

const built = '../../build/sources/log-files/log-files.js';
const { createLogFiles }: typeof import('../../src/sources/log-files/log-files.ts') = await import(built);

/** A Wednesday noon long past, so that everything has arrived. */
const now = Date.parse('2026-11-18T12:00:00Z');
const day = 86_400_000;
const records = sampleMonth(now - day)
  .flatMap((part) => part.deliveries())
  .filter(({ arrives }) => arrives <= now - day)
  .map(({ record }): Fields => JSON.parse(JSON.stringify(record)));
const events = records.map((raw) => readRecord(raw));
const [account] = sampleAccounts;
if (account === undefined) throw new Error('The company has accounts.');
const regions = [...new Set(events.filter((event) => event.account === prod).map(({ region }) => region))];
const hiding: Hiding = { own: { roles: [], callers: [] }, ignore: [{ principal: 'ci-deployer', event: 'AssumeRole' }] };

/** One source with the sample's records in it, and what it can't be asked, with the reason. */
interface Held {
  name: SourceName;
  open(): Promise<{ source: EventSource; close(): Promise<void> }>;
  account: Account;
  skip(filter: Filter): string | null;
}

const roleSessions = 'the use of a role is found by the sessions that were seen handed out, not by an index';
const isRole = (value: unknown) =>
  typeof value === 'string' && /^(?:role\/|deploy$|support$|log-admin$|user$)/.test(value);

const held: Record<string, Held> = {
  'event history over a loopback AWS': {
    name: 'event-history',
    account: { ...account, role: null },
    async open() {
      const aws = await startAws({ records, now: () => now, limit: { perSecond: null }, ambientAccount: prod });
      Object.assign(process.env, aws.env);
      const clients = createClients({ version: '1', clock: Date.now });
      const service = createAwsLookups({ clients, pacing: { spacing: 0 } });
      const close = async () => {
        clients.close();
        await aws.stop();
      };
      return { source: createEventHistory({ service, clock: () => now }), close };
    },
    skip: (filter) => (filter.some(({ kind, anyOf }) => kind === 'by' && anyOf.some(isRole)) ? roleSessions : null),
  },
  'log files': {
    name: 'log-files',
    account: { ...account, role: null },
    async open() {
      const folder = mkdtempSync(join(tmpdir(), 'trail-contract-'));
      // What was delivered twice counts once.
      writeLogs(join(folder, 'one'), records, { perFile: 700 });
      writeLogs(join(folder, 'again'), records.slice(0, 900), { perFile: 300 });
      const source = createLogFiles({ root: folder, workers: 2 });
      const close = async () => {
        await source.close();
        rmSync(folder, { recursive: true });
      };
      return { source, close };
    },
    skip: () => null,
  },
  'the sample': {
    name: 'event-history',
    account,
    async open() {
      const lookups = createSampleLookups({ clock: () => now - day });
      return { source: createEventHistory({ service: lookups, clock: () => now - day }), close: async () => undefined };
    },
    skip: (filter) => (filter.some(({ kind, anyOf }) => kind === 'by' && anyOf.some(isRole)) ? roleSessions : null),
  },
};

interface Outcome {
  tallies: Tally[];
  latest: string[];
  hidden: number;
}

async function ask(
  source: EventSource,
  name: SourceName,
  of: Account,
  filter: Filter,
  window: Window,
): Promise<Outcome> {
  const base = { source: name, account: of, filter, window, effort: 'complete', limit: 10, whole: false } as const;
  const { byRegion } = sourceTraits[name];
  const fetches = (byRegion ? regions : [null]).map((region): Fetch => ({ ...base, region }));
  const opened = await source.open(fetches, { signal: new AbortController().signal, asker: 'trail-test', hiding });
  const batches: Batch[] = [];
  const shared = new Set<SharedCalls>();
  for (const fetch of fetches) {
    let reached = Number.POSITIVE_INFINITY;
    for await (const batch of opened.search(fetch)) {
      batches.push(batch);
      if (batch.shared !== undefined) shared.add(batch.shared);
      expect(batch.reached).toBeLessThanOrEqual(reached);
      expect(batch.latest.length).toBeLessThanOrEqual(10);
      reached = batch.reached;
    }
    expect(reached).toBe(window.start);
  }
  const tallies = new Tallies();
  const held = settleShared([...shared], 'all-records');
  for (const tally of [...batches.flatMap((batch) => batch.tallies), ...held.tallies]) tallies.merge(tally);
  return {
    tallies: sorted(tallies.list()),
    latest: newest([...batches.flatMap(({ latest }) => latest), ...held.events]),
    hidden: batches.reduce((sum, { hidden }) => sum + hidden, held.hidden),
  };
}

/** The same by holding every record against the filter. */
function askNaively(filter: Filter, window: Window): Outcome {
  const there = events.filter(({ account: of, region }) => of === prod && regions.includes(region));
  const found = there
    .filter(({ time }) => time >= window.start && time <= window.end)
    .filter((one) => matches(filter, one));
  const shown = found.filter((event) => !isHidden(event, hiding));
  const tallies = new Tallies();
  for (const event of shown) tallies.add(event);
  return { tallies: sorted(tallies.list()), latest: newest(shown), hidden: found.length - shown.length };
}

function newest(all: readonly TrailEvent[]): string[] {
  const byTime = [...all].sort((one, other) => other.time - one.time || (one.id < other.id ? -1 : 1));
  return [...new Set(byTime.map(({ id }) => id))].slice(0, 5);
}

function sorted(tallies: Tally[]): Tally[] {
  const key = ({ count, first, last, ...rest }: Tally) => JSON.stringify([rest, count, first, last]);
  return tallies.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

const window = { start: now - 5 * day, end: now - day };
const anyName = fc.constantFrom(
  'jdoe',
  'alice',
  'nikki.wolf',
  'ci-deployer',
  'root',
  'deploy',
  'report-mailer',
  'mateo',
);
const questions: Condition[][] = [
  [],
  [where('is', 'write')],
  [where('is', 'denied')],
  [where('is', 'error', 'write')],
  [where('is', 'human'), except('is', 'read')],
  [where('event', { name: 'AssumeRole', source: null }, { name: 'ListBuckets', source: null })],
  [where('event', { name: 'ListBuckets', source: 's3.amazonaws.com' }), except('by', 'ci-deployer', 'nikki.wolf')],
  [except('event', { name: 'AssumeRole', source: null }), except('service', 'ec2.amazonaws.com')],
  [where('service', 'iam.amazonaws.com', 's3.amazonaws.com')],
  [where('by', 'nikki.wolf@example.com', 'report-mailer')],
  [where('ip', '10.24.34.0/24', '192.0.2.44')],
  [except('ip', '10.0.0.0/8')],
];

describe.each(Object.entries(held))('%s', (_says, { name, account: of, open, skip }) => {
  let opened: Awaited<ReturnType<Held['open']>>;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  test('says what it is, and has a README of the permissions it needs', () => {
    expect(opened.source.traits).toEqual(sourceTraits[name]);
    const folder = { 'event-history': 'event-history', 'log-files': 'log-files' }[name];
    expect(readFileSync(`src/sources/${folder}/README.md`, 'utf8')).toContain('## Permissions');
  });

  test.each(questions.map((filter) => ({ says: JSON.stringify(filter), filter })))(
    'finds what holding every record against the question finds: $says',
    async ({ filter }) => {
      expect(await ask(opened.source, name, of, filter, window)).toEqual(askNaively(filter, window));
    },
  );

  test('finds it for any combination of conditions, lists and exclusions, and any time', async () => {
    const filters = anyFilter({
      event: fc
        .constantFrom('AssumeRole', 'ListBuckets', 'DeleteBucket')
        .map((event) => ({ name: event, source: null })),
      service: fc.constantFrom('sts.amazonaws.com', 's3.amazonaws.com'),
      in: fc.constantFrom('us-east-1', 'us-west-2'),
      is: fc.constantFrom(...isValues),
      by: anyName,
      ip: fc.constantFrom('10.24.34.0/24', '203.0.113.7'),
    });
    const hours = fc.tuple(fc.integer({ min: 24, max: 100 }), fc.integer({ min: 1, max: 20 }));
    await fc.assert(
      fc.asyncProperty(filters, hours, async (filter, [ago, length]) => {
        fc.pre(skip(filter) === null);
        const some = { start: now - (ago + length) * 3_600_000, end: now - ago * 3_600_000 };
        expect(await ask(opened.source, name, of, filter, some)).toEqual(askNaively(filter, some));
      }),
      { numRuns: 40 },
    );
  });
});

test('each source that is registered stands in the suite', async () => {
  const { sources, close } = createSources({
    lookups: async () => createSampleLookups({ clock: () => now }),
    clock: () => now,
  });
  await close();
  expect(new Set(Object.keys(sources))).toEqual(new Set(Object.values(held).map(({ name }) => name)));
});
