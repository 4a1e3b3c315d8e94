import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Fields } from '../fakes/json.ts';
import { runCli } from '../fakes/run-bot.ts';
import { aggregated } from '../records/aggregated.ts';
import { record } from '../records/make.ts';

const running: (() => unknown)[] = [];
afterAll(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

/** Asks log files of these names. */
async function askFiles(question: string, files: Record<string, unknown>) {
  const folder = mkdtempSync(join(tmpdir(), 'trail-kinds-'));
  running.push(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  const { stdout, code } = await runCli([...question.split(' '), '--json', '--logs', folder]);
  return { code, ...JSON.parse(stdout) };
}

const ask = (question: string, records: readonly Fields[]) => askFiles(question, { 'all.json': { Records: records } });

/** As CloudTrail writes the start and the end of what Insights found. */
const insight = (state: string, id: string, fields: Fields = {}): Fields => ({
  eventVersion: '1.09',
  eventTime: '2024-05-02T09:00:00Z',
  awsRegion: 'us-east-1',
  eventID: id,
  eventType: 'AwsCloudTrailInsight',
  recipientAccountId: '111122223333',
  sharedEventID: '11111111-2222-4333-8444-555555555555',
  insightDetails: {
    state,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    insightType: 'ApiCallRateInsight',
    insightContext: { statistics: { baseline: { average: 0.02 }, insight: { average: 40 } }, attributions: [] },
  },
  eventCategory: 'Insight',
  ...fields,
});
const startId = '5c0ffee0-0000-4000-8000-000000000012';
const insights = [insight('Start', startId), insight('End', '5c0ffee0-0000-4000-8000-000000000013')];
const runs = record({ eventName: 'RunInstances', user: 'alice', time: '2024-05-02T10:00:00Z', region: 'us-east-1' });
const digest = {
  awsAccountId: '111122223333',
  digestStartTime: '2024-05-02T08:00:00Z',
  digestEndTime: '2024-05-02T09:00:00Z',
  digestS3Bucket: 'trail',
  digestS3Object: 'AWSLogs/111122223333/CloudTrail-Digest/x.json.gz',
  logFiles: [{ s3Bucket: 'trail', s3Object: 'x', hashValue: 'ab', hashAlgorithm: 'SHA-256' }],
};
const notesOf = (answer: { coverage: { notes: string[] } }) => answer.coverage.notes.join('\n');

describe('Insights records', () => {
  test.each([
    'who RunInstances since:2010-01-01',
    'changes since:2010-01-01',
    'ip 0.0.0.0/0',
    'touched i-0abc',
    'errors since:2010-01-01',
    'new during:2024-05-02',
    'what unknown',
  ])('are no calls to “%s”, and counted as what they are', async (question) => {
    const answer = await ask(question, [...insights, ...insights, runs]);
    const calls = /^(?:who|changes|new|ip)/.test(question) ? 1 : 0;
    expect([answer.total, answer.code]).toEqual([calls, 0]);
    expect(answer.groups.map(({ key }: { key: string }) => key)).not.toContain('unknown');
    expect(notesOf(answer)).toContain('2 Insights records say that rates of calls or errors were unusual');
  });

  test('are counted in the window that was asked for alone', async () => {
    expect(notesOf(await ask('who RunInstances since:2024-05-03', insights))).not.toContain('Insights');
  });

  test('are shown whole to whoever asks for one by its ID', async () => {
    const answer = await ask(`event ${startId}`, [...insights, runs]);
    expect(answer).toMatchObject({ total: 1, groups: [], events: [{ id: startId, kind: 'insight' }] });
    expect(answer.record).toMatchObject({ insightDetails: { state: 'Start' } });
    expect(answer.headline).toBe(
      'CloudTrail Insights found rates of RunInstances unusual at 2024-05-02T09:00:00Z in us-east-1.',
    );
  });

  test.each([
    ['without a category', { eventCategory: undefined }],
    [
      'as event data stores write them',
      { insightDetails: undefined, insightEventName: 'RunInstances', insightState: 'Start' },
    ],
    ['by their category alone', { eventType: undefined, insightDetails: undefined }],
  ])('are told %s', async (_how, fields) => {
    const answer = await ask('who RunInstances', [insight('Start', startId, fields), runs]);
    expect(answer.total).toBe(1);
    expect(notesOf(answer)).toContain('1 Insights record says');
  });
});

describe('files that hold no calls', () => {
  test.each([
    ['a digest', { 'x.json': digest }, '1 digest file lists and signs log files'],
    ['a digest under another name, twice', { 'a.json': digest, 'b.json': digest }, '1 digest file'],
    ['Insights', { 'x.json': { Records: insights } }, '2 Insights records'],
  ])('are said to be what they are, and nobody is said to have called: %s', async (_what, files, note) => {
    const answer = await askFiles('who RunInstances', files);
    expect(answer.headline).toBe('Nothing could be searched, so who called RunInstances is not known.');
    expect(answer.coverage).toMatchObject({ complete: false, searched: [] });
    expect(answer.coverage.missed[0].message).toContain('holds no calls');
    expect([notesOf(answer), answer.code]).toEqual([expect.stringContaining(note), 3]);
  });

  test('keep nothing from those beside them', async () => {
    const answer = await askFiles('who RunInstances', { 'x.json': digest, 'y.json': { Records: [runs] } });
    expect([answer.total, answer.coverage.complete]).toEqual([1, true]);
  });
});

describe('aggregated events', () => {
  const alice = 'arn:aws:iam::111122223333:user/alice';
  const app = 'arn:aws:sts::111122223333:assumed-role/app/i-0abc';
  const buckets = { 'arn:aws:s3:::audit-logs': 800, 'arn:aws:s3:::backups': 200 };
  const byEvent = aggregated({
    by: 'eventName',
    of: { PutObject: 1000 },
    told: { resourceARN: buckets, userIdentity: { [alice]: 700, [app]: 300 }, sourceIpAddress: { '192.0.2.1': 1000 } },
  });
  const byResource = aggregated({
    id: '2ed87efa-45c1-412d-bc38-7e0879faa6df',
    by: 'resourceARN',
    of: { 'arn:aws:s3:::audit-logs': 800 },
    told: { eventName: { PutObject: 800 } },
  });
  const put = (at: number, user = 'alice') =>
    record({
      eventName: 'PutObject',
      source: 's3',
      user,
      region: 'us-west-2',
      time: '2025-11-17T19:21:00Z',
      fields: { eventID: `5c0ffee0-0000-4000-8000-0000000001${String(at).padStart(2, '0')}`, eventCategory: 'Data' },
    });
  const keysOf = (answer: { groups: { key: string; count: number }[] }) =>
    answer.groups.map(({ key, count }) => [key, count]);

  test('count as the calls they sum up, by whom they tell', async () => {
    const answer = await ask('who PutObject', [byEvent]);
    expect([answer.total, keysOf(answer)]).toEqual([
      1000,
      [
        ['alice', 700],
        ['i-0abc', 300],
      ],
    ]);
    expect(answer.events).toMatchObject([
      { kind: 'summary', calls: 1000, name: 'PutObject', time: '2025-11-17T19:20:00Z' },
    ]);
    expect(notesOf(answer)).toContain('1,000 calls are counted from 1 summary');
  });

  test.each([
    ['touched audit-logs', 800],
    ['what alice', 700],
    ['what role/app event:PutObject', 300],
    ['ip 192.0.2.0/24 service:s3', 1000],
    ['changes during:2025-11-17', 1000],
    ['who DeleteObject', 0],
    ['who PutObject in us-east-1', 0],
    ['who PutObject since:2025-11-18', 0],
    ['touched audit-logs not by alice', 100],
  ])('answer “%s” with %d calls', async (question, total) => {
    const answer = await ask(question, [byEvent, byEvent]);
    expect(answer.total).toBe(total);
    if (total > 0) expect(answer.events[0].calls).toBe(total);
  });

  test('do not count what they can’t tell, and say how much that is', async () => {
    const cut = await ask('who PutObject since:2025-11-17T19:22:00Z', [byEvent]);
    expect(cut.headline).toBe('Nobody called PutObject as far as is known; of 1,000 calls only summaries tell.');
    expect(notesOf(cut)).toContain('hold up to 1,000 more calls');
    const both = await ask('touched audit-logs by alice', [byEvent]);
    expect([both.total, notesOf(both)]).toEqual([500, expect.stringContaining('hold up to 200 more calls')]);
  });

  test('count once where they sum up the same calls in several ways', async () => {
    for (const records of [
      [byEvent, byResource],
      [byResource, byEvent],
    ]) {
      expect(await ask('who PutObject', records)).toMatchObject({ total: 1000 });
      expect(await ask('touched audit-logs', records)).toMatchObject({ total: 800 });
    }
  });

  test('count only as far as the calls themselves are not there', async () => {
    const some = await ask('who PutObject', [byEvent, ...[1, 2, 3].map((at) => put(at))]);
    expect([some.total, keysOf(some)]).toEqual([
      1000,
      [
        ['unnamed callers', 997],
        ['alice', 3],
      ],
    ]);
    const few = aggregated({ by: 'eventName', of: { PutObject: 3 } });
    const all = await ask('who PutObject', [few, ...[1, 2, 3].map((at) => put(at))]);
    expect([all.total, keysOf(all)]).toEqual([3, [['alice', 3]]]);
    const others = await ask('who PutObject by bob', [few, put(4, 'alice'), put(5, 'alice'), put(6, 'bob')]);
    expect([others.total, others.headline]).toEqual([1, expect.stringContaining('bob called PutObject')]);
  });

  test('that can’t be read are counted as such', async () => {
    const answer = await ask('who PutObject', [{ ...byEvent, summary: {} }, put(1)]);
    expect([answer.total, notesOf(answer)]).toEqual([
      1,
      expect.stringContaining('1 summary (aggregated event) could not be read'),
    ]);
  });

  test('lie in a list of their own, too', async () => {
    expect(await askFiles('who PutObject', { 'x.json': [byEvent] })).toMatchObject({ total: 1000 });
  });

  test('are shown whole to whoever asks for one by its ID', async () => {
    const answer = await ask('event 62759c1a-6248-48e1-a6b3-d5fb7e6c4bc0', [byEvent]);
    expect(answer.headline).toBe(
      'A summary of 1,000 calls of s3.amazonaws.com, begun at 2025-11-17T19:20:00Z in us-west-2.',
    );
    expect(answer.record).toMatchObject({ eventCategory: 'Aggregated' });
  });
});

describe('records without a time', () => {
  const times = [undefined, null, 'garbage', 0, '1970-01-01T00:00:00Z'];
  const records = times.map((eventTime, at) =>
    record({
      eventName: 'DeleteBucket',
      user: 'alice',
      id: `5c0ffee0-0000-4000-8000-00000000020${at}`,
      fields: { eventTime },
    }),
  );

  test('count where nothing was said of time, and are shown without one', async () => {
    const answer = await ask('who DeleteBucket', records);
    expect(answer).toMatchObject({ total: 5, groups: [{ key: 'alice', count: 5, first: null, last: null }] });
    expect(answer.events.map(({ time }: { time: unknown }) => time)).toEqual(times.map(() => null));
    expect(answer.headline).toBe('alice called DeleteBucket 5 times, without a time from 192.0.2.10 in us-east-1.');
    expect(notesOf(answer)).toContain('5 calls have no time that can be read');
    expect(JSON.stringify(answer)).not.toContain('1970');
  });

  test.each(['since:2010-01-01', 'since:1970-01-01', 'during:1970-01-01', 'since:7d'])(
    'are in no window: %s',
    async (window) => {
      const answer = await ask(`who DeleteBucket ${window}`, records);
      expect([answer.total, answer.events]).toEqual([0, []]);
      expect(answer.headline).toBe('Nobody called DeleteBucket as far as is known; 5 such calls have no time.');
      expect(notesOf(answer)).toContain('5 more calls have no time that can be read');
    },
  );

  test('take no time from those that have one', async () => {
    const known = record({ eventName: 'DeleteBucket', user: 'alice', time: '2024-05-02T10:00:00Z' });
    const answer = await ask('who DeleteBucket', [...records, known]);
    expect(answer.groups).toMatchObject([{ count: 6, first: '2024-05-02T10:00:00Z', last: '2024-05-02T10:00:00Z' }]);
  });

  test('are printed so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trail-kinds-'));
    running.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'all.json'), JSON.stringify({ Records: records }));
    const { stdout } = await runCli(['who', 'DeleteBucket', '--logs', folder]);
    expect(stdout).toContain('without a time  DeleteBucket');
    expect(stdout).not.toMatch(/1970|unknown/);
  });
});

describe('network activity events', () => {
  test('are calls, told with their caller, address and endpoint', async () => {
    const refused = record({
      eventName: 'ListKeys',
      source: 'kms',
      identity: { type: 'AWSAccount', principalId: 'AROAEXAMPLE:bob', accountId: '444455556666' },
      time: '2024-05-02T10:00:00Z',
      address: '192.0.2.7',
      fields: {
        eventType: 'AwsVpceEvents',
        eventCategory: 'NetworkActivity',
        errorCode: 'VpceAccessDenied',
        errorMessage: 'The request was denied due to a VPC endpoint policy',
        vpcEndpointId: 'vpce-0123456789abcdef0',
        vpcEndpointAccountId: '111122223333',
      },
    });
    const answer = await ask('denied since:2010-01-01', [refused]);
    expect(answer).toMatchObject({
      total: 1,
      groups: [{ key: 'bob', count: 1, errors: 1, addresses: ['192.0.2.7'] }],
      events: [{ outcome: 'denied', error: 'VpceAccessDenied', vpcEndpoint: 'vpce-0123456789abcdef0' }],
    });
  });
});
