import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { authoriseDigest } from '../../src/digest/authorise-digest.ts';
import { build } from '../../src/digest/build.ts';
import { createPasses } from '../../src/digest/pass.ts';
import type { Account } from '../../src/plan/plan.ts';
import type { LookupService } from '../../src/sources/event-history/event-history.ts';
import { createSources } from '../../src/sources/index.ts';
import { openStore } from '../../src/state/open-store.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import type { Fields } from '../fakes/json.ts';
import { record } from '../records/make.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const day = 86_400_000;
const accounts = ['111122223333', '444455556666'].map(
  (id): Account => ({ id, name: id, role: null, externalId: null, regions: ['us-east-1'], archive: null }),
);

const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** Digests of what event history holds; more may arrive in between. */
async function setUp(records: Fields[]) {
  const folder = mkdtempSync(join(tmpdir(), 'trail-shared-digest-'));
  const opened = await openStore({ kind: 'folder', folder });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const store = opened.value;
  const lookups: LookupService = {
    quota: () => [],
    of: (account) => ({
      key: account.id ?? '',
      throttled: () => false,
      read: async ({ start, end }) => ({
        events: records
          .map((one) => readRecord(one))
          .filter((event) => event.account === account.id && event.time >= start * 1000 && event.time <= end * 1000)
          .sort((one, other) => other.time - one.time),
        token: null,
      }),
    }),
  };
  const { sources, close } = createSources({ lookups: async () => lookups, clock: () => now });
  ending.push(
    () => rmSync(folder, { recursive: true }),
    () => store.close(),
    close,
  );
  const signal = new AbortController().signal;
  const hiding = { own: { roles: [], callers: [] }, ignore: [] };
  const onBug = (error: unknown) => {
    throw error;
  };
  const passes = createPasses({ store, clock: () => now, hiding, logs: null, sources, quota: () => [], onBug, signal });
  const authorised = await authoriseDigest(
    null,
    { kind: 'local' },
    { accounts: async () => accounts, access: null, logs: null },
  );
  if (!authorised.ok) throw new Error(JSON.stringify(authorised.fault));
  const { allowed } = authorised.value;
  return (daysAgo: number, before: string[] | null) => {
    const window = { start: now - (daysAgo + 1) * day, end: now - daysAgo * day };
    const told = { has: (id: string) => before?.includes(id) ?? false };
    const last = before === null ? null : { window: { start: window.start - day, end: window.start }, told };
    const order = { window, last, allowed, limited: false, sections: null, zone: 'UTC', priority: 'digest' } as const;
    return build(order, { passes, store });
  };
}

/** The record of a call of root that the account itself holds, or another one, which only knows from where it came. */
const copyIn = (account: string, time: number, names: boolean, at: number): Fields =>
  record({
    eventName: 'AssumeRoot',
    source: 'sts',
    account,
    region: 'us-east-1',
    time,
    id: `5c0ffee0-0000-4000-8000-00000000030${at}`,
    identity: names
      ? { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333', principalId: '111122223333' }
      : { type: 'AWSAccount', principalId: '111122223333', accountId: '111122223333' },
    fields: { sharedEventID: 'aaaaaaaa-0000-4000-8000-000000000009', recipientAccountId: account },
  });

describe('a digest of several accounts', () => {
  const [own, other] = ['111122223333', '444455556666'] as const;
  const callsOf = ({ content }: Awaited<ReturnType<typeof build>>) =>
    content.volumes?.map(({ account, calls }) => [account, calls]);

  test('tells a call once that two of them hold, by the record that names the caller', async () => {
    const time = now - day / 2;
    for (const records of [
      [copyIn(own, time, true, 1), copyIn(other, time, false, 2)],
      [copyIn(other, time, false, 2), copyIn(own, time, true, 1)],
    ]) {
      const digest = await setUp(records);
      expect(callsOf(await digest(0, null))).toEqual([
        [own, 1],
        [other, 0],
      ]);
    }
  });

  test('tells it of the one that holds it, and what each holds is what is usual there', async () => {
    const digest = await setUp([copyIn(other, now - day / 2, false, 2)]);
    expect(callsOf(await digest(0, null))).toEqual([
      [own, 0],
      [other, 1],
    ]);
  });

  test.each([
    ['another account’s record', [copyIn(own, now - 1.5 * day, true, 1)], copyIn(other, now - 1.5 * day, false, 2), 0],
    ['the caller’s own record', [copyIn(other, now - 1.5 * day, false, 2)], copyIn(own, now - 1.5 * day, true, 1), 0],
    ['the only record', [], copyIn(other, now - 1.5 * day, false, 2), 1],
  ])('does not tell it again where %s of it arrives late', async (_what, records, late, told) => {
    const held = [...records];
    const digest = await setUp(held);
    const first = await digest(1, null);
    held.push(late);
    const { content } = await digest(0, first.told);
    expect(content.late).toBe(told);
  });

  test('tells it once where all of its records arrive late', async () => {
    const held: Fields[] = [];
    const digest = await setUp(held);
    const first = await digest(1, null);
    held.push(copyIn(other, now - 1.5 * day, false, 2), copyIn(own, now - 1.5 * day, true, 1));
    const { content } = await digest(0, first.told);
    expect(content.late).toBe(1);
    expect(JSON.stringify(content)).toContain('as root');
  });
});
