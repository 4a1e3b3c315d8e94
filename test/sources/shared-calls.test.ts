import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Filter, where } from '../../src/condition/condition.ts';
import { matches } from '../../src/condition/match.ts';
import type { Found } from '../../src/plan/found.ts';
import type { Account, Fetch, Plan } from '../../src/plan/plan.ts';
import type { SourceName } from '../../src/plan/source-traits.ts';
import { createEventHistory } from '../../src/sources/event-history/event-history.ts';
import { type GatherOptions, gather } from '../../src/sources/index.ts';
import type { createArchives } from '../../src/sources/log-files/archives.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { copyOf } from '../../src/trail/shared-calls.ts';
import type { Fields } from '../fakes/json.ts';

const built = '../../build/sources/log-files/archives.js';
const { createArchives: createBuilt }: { createArchives: typeof createArchives } = await import(built);

const accounts = ['111122223333', '444455556666', '777788889999'];
const now = Date.parse('2026-11-20T10:00:00Z');
const window = { start: now - 86_400_000, end: now };

let folder = '';
const archives = createBuilt();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trail-shared-'));
});
afterAll(async () => {
  await archives.close();
  rmSync(folder, { recursive: true });
});

interface Copy {
  call: number;
  /** Where it lies. */
  account: number;
  caller: 'full' | 'account' | 'service';
}

/** One account’s record of a call that 0, 1 or 2 others hold, too; the caller is of the first account. */
function recordOf({ call, account, caller }: Copy, at: number, isShared: boolean): Fields {
  const own = accounts[0] ?? '';
  const identities = {
    full: { type: 'IAMUser', userName: `user-${call}`, arn: `arn:aws:iam::${own}:user/user-${call}`, accountId: own },
    account: { type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: own },
    service: { type: 'AWSService', invokedBy: 'backup.amazonaws.com' },
  };
  const hex = (number: number) => number.toString(16).padStart(12, '0');
  return {
    eventVersion: '1.09',
    userIdentity: identities[caller],
    eventTime: new Date(now - 60_000 * (call + 1)).toISOString().replace('.000', ''),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.1',
    eventID: `00000000-0000-4000-8000-${hex(at + 1)}`,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    readOnly: true,
    recipientAccountId: accounts[account],
    ...(isShared ? { sharedEventID: `aaaaaaaa-0000-4000-8000-${hex(call + 1)}` } : {}),
  };
}

function planOf(source: SourceName, filter: Filter, asked: readonly string[], logs: string | null): Plan {
  const all = asked.map((id): Account => {
    const archive = logs === null ? null : { logs, athena: null };
    return { id, name: id, role: null, externalId: null, regions: ['us-east-1'], archive };
  });
  const fetches = all.map(
    (account): Fetch => ({
      source,
      account,
      region: 'us-east-1',
      filter,
      window,
      effort: 'complete',
      limit: 50,
      whole: false,
    }),
  );
  return { fetches, window, effort: 'complete', missed: [], notes: [] };
}

async function last(
  plan: Plan,
  sources: Partial<GatherOptions['sources']>,
  more: Partial<GatherOptions> = {},
): Promise<Found> {
  const history = createEventHistory({
    service: {
      of: () => {
        throw new Error('No event history.');
      },
      quota: () => [],
    },
    clock: () => now,
  });
  const options: GatherOptions = {
    sources: { 'event-history': history, 'log-files': archives, ...sources },
    signal: new AbortController().signal,
    asker: 'trail-test',
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
    clock: () => now,
    limit: 50,
    quota: () => [],
    onBug: (error) => {
      throw error;
    },
    ...more,
  };
  for await (const found of gather(plan, options)) if (found.final) return found;
  throw new Error('No last word.');
}

/** Files of one folder, in whatever order the records come. */
function askFiles(records: readonly Fields[], filter: Filter, asked: readonly string[], more?: Partial<GatherOptions>) {
  const place = mkdtempSync(join(folder, 'files-'));
  for (const [at, part] of [0, 1, 2].entries()) {
    const some = records.filter((_record, index) => index % 3 === part);
    writeFileSync(join(place, `${at}.json`), JSON.stringify({ Records: some }));
  }
  return last(planOf('log-files', filter, asked, place), {}, more);
}

/** What answers LookupEvents, a page an event. */
function askHistory(
  records: readonly Fields[],
  filter: Filter,
  asked: readonly string[],
  more?: Partial<GatherOptions>,
) {
  const service: Parameters<typeof createEventHistory>[0]['service'] = {
    quota: () => [],
    of: (account) => ({
      key: account.id ?? '',
      throttled: () => false,
      async read({ token, lookup, whole }) {
        const own = records
          .map((one) => readRecord(one, { whole }))
          .filter((event) => event.account === account.id)
          .filter((event) => lookup === null || lookup.attribute !== 'EventName' || lookup.value === event.name)
          .filter((event) => lookup?.attribute !== 'Username' || lookup.value === event.principal.name)
          .sort((one, other) => other.time - one.time);
        const at = Number(token ?? 0);
        return { events: own.slice(at, at + 1), token: at + 1 < own.length ? String(at + 1) : null };
      },
    }),
  };
  const history = createEventHistory({ service, clock: () => now });
  return last(planOf('event-history', filter, asked, null), { 'event-history': history }, more);
}

/** The calls that count, by looking at all records of each. */
function countNaively(records: readonly Fields[], filter: Filter, asked: readonly string[]): TrailEvent[] {
  const events = records.map((one) => readRecord(one)).filter(({ account }) => asked.includes(account));
  const calls = new Map<string, TrailEvent[]>();
  for (const event of events.filter((one) => matches(filter, one))) {
    const key = event.sharedId ?? event.id;
    calls.set(key, [...(calls.get(key) ?? []), event]);
  }
  const rank = (event: TrailEvent) => ['home', 'named', 'nameless'].indexOf(copyOf(event));
  return [...calls.values()].flatMap((copies) => {
    const best = [...copies].sort((one, other) => rank(one) - rank(other) || (one.account < other.account ? -1 : 1));
    return best.slice(0, 1);
  });
}

const copy = (call: number) =>
  fc.oneof(
    fc
      .subarray([1, 2])
      .chain((others) =>
        fc.record({
          own: fc.boolean(),
          others: fc.constant(others),
          named: fc.boolean(),
        }),
      )
      .map(({ own, others, named }): Copy[] => [
        ...(own || others.length === 0 ? [{ call, account: 0, caller: 'full' as const }] : []),
        ...others.map((account, at) => ({
          call,
          account,
          caller: named && at === 0 ? ('full' as const) : ('account' as const),
        })),
      ]),
    fc
      .subarray([0, 1, 2], { minLength: 1 })
      .map((all) => all.map((account): Copy => ({ call, account, caller: 'service' }))),
  );

const anyRecords = fc.tuple(...[0, 1, 2, 3, 4].map(copy)).chain((calls) => {
  const all = calls.flat().map((one, at) => recordOf(one, at, one.call !== 4));
  return fc.shuffledSubarray(all, { minLength: all.length });
});

describe.each([
  ['log files', askFiles, 25],
  ['event history', askHistory, 80],
] as const)('a call that the trails of several accounts hold, in %s', (_source, ask, numRuns) => {
  test('counts once, by the record that names the caller, whatever order they come in', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRecords,
        fc.constantFrom<Filter>([], [where('event', { name: 'AssumeRole', source: null })], [where('by', 'user-1')]),
        fc.subarray(accounts, { minLength: 1 }),
        async (records, filter, asked) => {
          const taken: string[] = [];
          const each = async (events: readonly TrailEvent[]) => {
            taken.push(...events.map(({ id }) => id));
          };
          const found = await ask(records, filter, asked, { each });
          const expected = countNaively(records, filter, asked);
          const ids = expected.map(({ id }) => id).sort();
          expect(found.latest.map(({ id }) => id).sort()).toEqual(ids);
          expect(taken.sort()).toEqual(ids);
          const counts = (of: readonly (readonly [string, number])[]) =>
            [...new Set(of.map(([name]) => name))]
              .map((name) => [name, of.reduce((sum, [other, count]) => sum + (other === name ? count : 0), 0)])
              .sort();
          expect(counts(found.tallies.map(({ principal, count }) => [principal.name, count]))).toEqual(
            counts(expected.map(({ principal }) => [principal.name, 1])),
          );
          expect(found.timeline?.reduce((sum, { calls }) => sum + calls, 0) ?? ids.length).toBe(ids.length);
        },
      ),
      { numRuns },
    );
  }, 120_000);

  const own = recordOf({ call: 1, account: 0, caller: 'full' }, 1, true);
  const other = recordOf({ call: 1, account: 1, caller: 'account' }, 2, true);

  test.each([
    ['the caller’s account first', [own, other]],
    ['the other account first', [other, own]],
  ])('counts once with %s', async (_order, records) => {
    const { tallies } = await ask(records, [], accounts);
    expect(tallies).toMatchObject([{ principal: { name: 'user-1' }, account: accounts[0], count: 1 }]);
  });

  test('counts in an answer about one account alone', async () => {
    const { tallies } = await ask([own, other], [], accounts.slice(1, 2));
    expect(tallies).toMatchObject([{ principal: { type: 'AWSAccount' }, account: accounts[1], count: 1 }]);
  });

  test('counts once where it was hidden by its caller', async () => {
    const hiding = { own: { roles: [], callers: [] }, ignore: [{ principal: 'user-1' }] };
    expect(await ask([other, own], [], accounts, { hiding })).toMatchObject({ tallies: [], hidden: 1 });
  });

  test('is told by each of its records to whoever follows sessions', async () => {
    const { latest } = await ask([own, other], [], accounts, { sharedCalls: 'all-records' });
    expect(latest).toHaveLength(2);
  });

  test('is no other call of the same account, though they share an ID', async () => {
    const again = { ...own, eventID: '00000000-0000-4000-8000-0000000000ff' };
    const alike = { ...other, eventID: '00000000-0000-4000-8000-0000000000fe' };
    expect((await ask([own, again], [], accounts)).latest).toHaveLength(2);
    expect((await ask([other, alike], [], accounts)).latest).toHaveLength(2);
  });
});
