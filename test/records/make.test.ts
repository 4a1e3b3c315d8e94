import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { record, records, recordTime, writeLogs } from './make.ts';

const folder = mkdtempSync(join(tmpdir(), 'trail-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a made record', () => {
  test('is an IAM user’s call unless it says otherwise', () => {
    expect(record({ eventName: 'ListBuckets', user: 'bob' })).toMatchObject({
      userIdentity: { type: 'IAMUser', userName: 'bob', arn: 'arn:aws:iam::111122223333:user/bob' },
      eventSource: 's3.amazonaws.com',
      eventName: 'ListBuckets',
      eventTime: '2026-11-20T09:00:00Z',
      readOnly: true,
      recipientAccountId: '111122223333',
    });
  });

  test('names session and role, root, or the service that called', () => {
    expect(record({ session: 'jdoe', role: 'user' })).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::111122223333:assumed-role/user/jdoe',
        principalId: expect.stringMatching(/^AROA.+:jdoe$/),
        sessionContext: { sessionIssuer: { userName: 'user' } },
      },
    });
    expect(record({ root: true })).toMatchObject({ userIdentity: { type: 'Root' } });
    expect(record({ service: 'ec2.amazonaws.com' })).toMatchObject({
      userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
      sourceIPAddress: 'ec2.amazonaws.com',
    });
  });

  test('can have its identity, or any field, replaced or taken out', () => {
    expect(record({ identity: null })).not.toHaveProperty('userIdentity');
    expect(record({ fields: { readOnly: undefined, eventVersion: '1.0' } })).not.toHaveProperty('readOnly');
    expect(record()).not.toHaveProperty('errorCode');
    expect(record({ error: 'AccessDenied' })).toHaveProperty('errorCode', 'AccessDenied');
  });

  test('comes in numbers, each a second older, each with an ID of its own', () => {
    const made = records(3, { eventName: 'Decrypt' }, (index) => ({ user: `user-${index}` }));
    expect(made.map((one) => one.eventTime)).toEqual([
      '2026-11-20T09:00:00Z',
      '2026-11-20T08:59:59Z',
      '2026-11-20T08:59:58Z',
    ]);
    expect(new Set(made.map((one) => one.eventID)).size).toBe(3);
    expect(made[2]).toMatchObject({ userIdentity: { userName: 'user-2' } });
  });
});

describe('log files', () => {
  test('lie as CloudTrail delivers them, by account, Region and day', () => {
    const made = [
      ...records(3, { region: 'us-east-2' }),
      record({ account: '123456789012', time: recordTime - 24 * 60 * 60 * 1000 }),
    ];
    const paths = writeLogs(join(folder, 's3'), made, { perFile: 2 });
    expect(paths.map((path) => relative(join(folder, 's3'), path))).toEqual([
      expect.stringMatching(
        /^AWSLogs\/111122223333\/CloudTrail\/us-east-2\/2026\/11\/20\/111122223333_CloudTrail_us-east-2_20261120T0900Z_\w{16}\.json\.gz$/,
      ),
      expect.stringContaining('/us-east-2/2026/11/20/'),
      expect.stringContaining('AWSLogs/123456789012/CloudTrail/us-east-1/2026/11/19/'),
    ]);
    const read: unknown = JSON.parse(gunzipSync(readFileSync(paths[0] ?? '')).toString());
    expect(read).toEqual({ Records: made.slice(0, 2) });
  });

  test('can lie flat and unzipped', () => {
    const [path = ''] = writeLogs(join(folder, 'flat'), records(2), { layout: 'flat', gzip: false });
    expect(relative(join(folder, 'flat'), path)).toMatch(/^[^/]+\.json$/);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ Records: [{}, {}] });
  });
});
