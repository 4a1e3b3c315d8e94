import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { except, where } from '../../src/condition/condition.ts';
import type { Fetch } from '../../src/plan/plan.ts';
import { createFileReader } from '../../src/sources/log-files/create-file-reader.ts';
import { mayHold } from '../../src/sources/log-files/list-folders.ts';
import { record } from '../records/make.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'trail-accounts-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const accounts = ['111111111111', '222222222222', '333333333333', '444455556666'];
const archive = { logs: null, athena: null };
const base: Fetch = {
  source: 'log-files',
  account: { id: null, name: 'all', role: null, externalId: null, regions: [], archive },
  region: null,
  filter: [],
  window: { start: Date.UTC(2026, 10, 20), end: Date.UTC(2026, 10, 21) },
  effort: 'complete',
  limit: 5,
  whole: false,
};

/** A fetch of these accounts, or of all but these, as each way to say so has it. */
const ways: Record<string, (ids: string[]) => Fetch> = {
  'an account of its own': ([id = '']) => ({ ...base, account: { ...base.account, id } }),
  'several of one folder': (ids) => ({ ...base, account: { ...base.account, archive: { ...archive, accounts: ids } } }),
  'a condition': (ids) => ({ ...base, filter: [where('account', ...ids)] }),
  'an exclusion': (ids) => ({ ...base, filter: [except('account', ...ids)] }),
};

/** Whose a call is, by its recipient, by its caller alone, by its path alone, or nobody's. */
const anyCall = fc.record({
  owner: fc.constantFrom(...accounts),
  says: fc.constantFrom('recipient', 'caller', 'nothing'),
  laidOut: fc.boolean(),
});

test.each(Object.entries(ways))(
  '%s reads what a filter of all records keeps, wherever they lie',
  async (way, fetchOf) => {
    const property = fc.asyncProperty(
      fc.array(anyCall, { minLength: 1, maxLength: 12 }),
      fc.uniqueArray(fc.constantFrom(...accounts), {
        minLength: 1,
        maxLength: way === 'an account of its own' ? 1 : 2,
      }),
      async (calls, asked) => {
        const folder = mkdtempSync(join(root, 'logs-'));
        const files = new Map<string, object[]>();
        let wanted = 0;
        for (const [at, { owner, says, laidOut }] of calls.entries()) {
          const identity = { type: 'IAMUser', userName: 'a', ...(says === 'nothing' ? {} : { accountId: owner }) };
          const id = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
          const fields = { recipientAccountId: says === 'recipient' ? owner : undefined };
          const file = laidOut ? `AWSLogs/o-abc/${owner}/CloudTrail/us-east-1/2026/11/20/x.json` : 'x.json';
          files.set(file, [...(files.get(file) ?? []), record({ eventName: 'DeleteBucket', identity, id, fields })]);
          const known = says === 'nothing' && !laidOut ? '' : owner;
          if (asked.includes(known) !== (way === 'an exclusion')) wanted += 1;
        }
        const fetch = fetchOf(asked);
        const reader = createFileReader({ fetch, hiding: { own: { roles: [], callers: [] }, ignore: [] } });
        let found = 0;
        for (const [file, records] of files) {
          const path = join(folder, file);
          mkdirSync(dirname(path), { recursive: true });
          writeFileSync(path, JSON.stringify({ Records: records }));
          if (!mayHold(dirname(path), folder, fetch)) continue;
          const { times, recordsRead } = await reader.read(path, Number.NEGATIVE_INFINITY);
          expect(recordsRead).toBe(times.length);
          found += times.length;
        }
        expect(found).toBe(wanted);
      },
    );
    await fc.assert(property, { numRuns: 60 });
  },
);
