import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../fakes/run-bot.ts';
import { type RecordSpec, record } from '../records/make.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trail-failures-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const none = (action: string) =>
  `is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
const scp = 'is not authorized to perform: s3:DeleteBucket with an explicit deny in a service control policy';
const refused = (user: string, message: string, spec: RecordSpec = {}): RecordSpec => ({
  eventName: 'DeleteBucket',
  user,
  error: 'AccessDenied',
  errorMessage: `User: arn:aws:iam::111122223333:user/${user} ${message}`,
  ...spec,
});

let asked = 0;
async function ask(words: string, specs: readonly RecordSpec[], ...flags: string[]): Promise<string> {
  const logs = join(folder, `${asked++}`);
  mkdirSync(logs);
  const records = specs.map((spec, at) => record({ time: Date.UTC(2026, 10, 20, 9, at), ...spec }));
  writeFileSync(join(logs, 'records.json'), JSON.stringify({ Records: records }));
  const { code, stdout, stderr } = await runCli([...words.split(' '), 'since', '2020-01-01', '--logs', logs, ...flags]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const story = [
  refused('ann', none('s3:DeleteBucket')),
  refused('ann', none('ec2:RunInstances'), { eventName: 'RunInstances', error: 'Client.UnauthorizedOperation' }),
  refused('bob', scp),
  { ...refused('bob', ''), errorMessage: 'Access Denied' },
];

test('denied says in its headline and line by line why calls were refused', async () => {
  const text = await ask('denied', story);
  expect(text).toContain(
    '4 calls were denied, 2 because no identity-based policy allows them and 1 by an explicit deny in a service control policy, mostly by bob (2); first 2026-11-20 09:00, last 2026-11-20 09:03.',
  );
  expect(text).toContain('no identity-based policy allows it: 2, 2026-11-20 09:00 to 2026-11-20 09:01');
  expect(text).toContain('explicit deny in a service control policy: 1, 2026-11-20 09:02');
  expect(text).toContain('not told: 1, 2026-11-20 09:03');
  expect(text).toContain('RunInstances: 1 (Client.UnauthorizedOperation: no identity-based policy allows it), ');
  expect(text).toContain('denied: AccessDenied (explicit ');
});

test('as data, events and groups have the reasons', async () => {
  const { groups, events } = JSON.parse(await ask('denied', story, '--json'));
  const reasons = groups.map(({ key, reasons: told }: { key: string; reasons: unknown }) => [key, told]);
  expect(Object.fromEntries(reasons)).toEqual({
    ann: [{ reason: 'no identity-based policy allows it', count: 2 }],
    bob: [{ reason: 'explicit deny in a service control policy', count: 1 }],
  });
  expect(events.map(({ reason }: { reason?: string }) => reason)).toEqual([
    undefined,
    'explicit deny in a service control policy',
    'no identity-based policy allows it',
    'no identity-based policy allows it',
  ]);
});

test('one reason of all is told once', async () => {
  const text = await ask('denied', story.slice(0, 2));
  expect(text).toContain('2 calls were denied because no identity-based policy allows them, all by ann;');
  expect(text).not.toContain('BY REASON');
  const one = await ask('denied', story.slice(2, 3));
  expect(one).toContain('1 call was denied by an explicit deny in a service control policy: DeleteBucket by bob, ');
});

test('a reason that only AWS can read is told with how to have it read', async () => {
  const message =
    'You are not authorized to perform this operation. Encoded authorization failure message: 1Qju1r-MUd3L';
  const text = await ask('denied', [refused('ann', '', { errorMessage: message })]);
  expect(text).toContain('1 call was denied: DeleteBucket by ann');
  expect(text).toContain('told in encoded form: 1, 2026-11-20 09:00; aws sts decode-authorization-message reads it');
});

test('errors tell of what was refused, could not be authenticated, or was only tried out', async () => {
  const failures = [
    ...story,
    refused('eve', '', {
      error: 'ExpiredToken',
      errorMessage: 'The security token included in the request is expired',
    }),
    refused('eve', '', { error: 'Client.DryRunOperation', errorMessage: 'Request would have succeeded' }),
    refused('eve', '', { error: '200', errorMessage: 'OK' }),
  ];
  const text = await ask('errors', failures);
  expect(text).toContain('6 calls failed, ');
  expect(text).toContain('failed authentication: 1, ');
  expect(text).toContain('dry run: 1, ');
  expect(text).not.toContain('not told');
});
