import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { narrow } from '../../src/ask/narrow.ts';
import { matcher } from '../../src/condition/match.ts';
import type { Lookup } from '../../src/plan/plan.ts';
import { type Manner, planSearch, retention } from '../../src/plan/plan-search.ts';
import { sourcesOf } from '../../src/query/names/event-index.ts';
import type { Query } from '../../src/query/query.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { questionNamed, shapes } from '../../src/questions/index.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { type FiledEvent, fileEvent } from '../fakes/filed-event.ts';
import { record } from '../records/make.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const day = 86_400_000;
const account = {
  id: '111122223333',
  name: 'prod',
  role: null,
  externalId: null,
  archive: null,
  regions: ['us-east-1', 'eu-west-1'],
};

function read(text: string, regions = account.regions): { query: Query; manner: Manner } {
  const query = readQuery(text, { now, zone: 'UTC', accounts: [{ ...account, regions }], shapes });
  if (!query.ok) throw new Error(`${text}: ${JSON.stringify(query.fault)}`);
  const question = questionNamed(query.value.question);
  const filter = question === null ? null : narrow(question, query.value.filter);
  if (question === null || filter === null || !filter.ok) throw new Error(`${text} searches nothing`);
  return { query: { ...query.value, filter: filter.value }, manner: question.manner };
}

function plan(text: string, given: { regions?: string[]; sessions?: string[] } = {}) {
  const { query, manner } = read(text, given.regions);
  const accounts = [{ ...account, regions: given.regions ?? account.regions }];
  const seenAs = () => [];
  return planSearch(query, manner, { accounts, logs: false, sourcesOf, seenAs, sessions: given.sessions ?? null }, now);
}

const lookups = (text: string, given = {}) => plan(text, given).fetches[0]?.lookups;

describe('a plan', () => {
  test.each<[string, { attribute: string; value: string }[]]>([
    ['who DeleteBucket', [{ attribute: 'EventName', value: 'DeleteBucket' }]],
    ['who deletebucket on:audit-logs', [{ attribute: 'EventName', value: 'DeleteBucket' }]],
    ['who AssumeRole by alice', ['alice', 'ALICE'].map((value) => ({ attribute: 'Username', value }))],
    ['what Alice', ['Alice', 'alice', 'ALICE'].map((value) => ({ attribute: 'Username', value }))],
    ['what admin/Jane', ['Jane', 'jane', 'JANE'].map((value) => ({ attribute: 'Username', value }))],
    ['key akiaiosfodnn7example', [{ attribute: 'AccessKeyId', value: 'AKIAIOSFODNN7EXAMPLE' }]],
    ['root', [{ attribute: 'Username', value: 'root' }]],
    ['logins', [{ attribute: 'EventName', value: 'ConsoleLogin' }]],
    ['changes', [{ attribute: 'ReadOnly', value: 'false' }]],
    ['changes service:notifications', [{ attribute: 'EventSource', value: 'notifications.amazonaws.com' }]],
    ['changes event:AssumeRole', [{ attribute: 'EventName', value: 'AssumeRole' }]],
    ['errors service chime', [{ attribute: 'EventSource', value: 'chime.amazonaws.com' }]],
  ])('of “%s” looks up the attribute that reads the fewest pages', (text, expected) => {
    expect(lookups(text)).toEqual(expected);
  });

  test('of what no attribute holds reads everything', () => {
    expect(lookups('denied')).toEqual([null]);
    expect(lookups('ip 192.0.2.7')).toEqual([null]);
  });

  test('of a resource looks up its ARN and its short name', () => {
    const values = lookups('touched audit-logs')?.map((lookup: Lookup) => lookup?.value);
    expect(values).toEqual(expect.arrayContaining(['audit-logs', 'arn:aws:s3:::audit-logs']));
    expect(lookups('touched arn:aws:s3:::audit-logs')?.map((lookup: Lookup) => lookup?.value)).toContain('audit-logs');
  });

  test('looks a global service up where it logs, and says so', () => {
    const { fetches, notes } = plan('who CreateUser', { regions: ['eu-west-1'] });
    expect(fetches.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
    expect(notes).toContainEqual(expect.stringContaining('IAM logs to us-east-1'));
  });

  test('says that event history never holds a data event', () => {
    expect(plan('who s3:GetObject').notes).toContainEqual(expect.stringContaining('data event'));
  });

  test('says that a name is unknown, and what is close to it', () => {
    expect(plan('who ListSlackChannels').notes).toContainEqual(expect.stringContaining('DescribeSlackChannels'));
  });

  test('freezes its window to whole seconds, on a budget where no time was said', () => {
    const habitual = plan('who DeleteBucket');
    expect(habitual).toMatchObject({ explicit: false, budget: 20_000, window: { start: now - retention, end: now } });
    expect(habitual.fetches.every(({ calls }) => calls === 40)).toBe(true);
    expect(plan('who DeleteBucket since:7d')).toMatchObject({
      explicit: true,
      budget: null,
      window: { start: now - 7 * day },
    });
  });

  test('says what is older than event history holds', () => {
    const { missed, fetches } = plan('who DeleteBucket since:2026-01-01');
    expect(missed.map(({ region, reason }) => ({ region, reason }))).toEqual([
      { region: 'us-east-1', reason: 'too-old' },
      { region: 'eu-west-1', reason: 'too-old' },
    ]);
    expect(fetches.every(({ window }) => window.start === now - retention)).toBe(true);
    expect(plan('who DeleteBucket during 2026-01').fetches).toEqual([]);
  });
});

/** What LookupEvents finds for the look-ups, filtered by the rest: as event history answers a plan. */
function planned(text: string, filed: readonly FiledEvent[]): Set<string> {
  const holds = matcher(read(text).query.filter);
  const sessions = ['alice', 'Alice', 'bob', 'jane@example.com'];
  const found = plan(text, { sessions }).fetches.flatMap(({ lookups: ways, region }) =>
    filed.filter(
      (event) =>
        event.region === region && ways.some((way) => way === null || event.values[way.attribute].includes(way.value)),
    ),
  );
  const events = found.map(({ wire }) => readRecord(JSON.parse(JSON.parse(wire).CloudTrailEvent)));
  return new Set(events.filter(holds).map(({ id }) => id));
}

const users = fc.constantFrom('alice', 'Alice', 'bob', 'jane@example.com');
const anyRecord = fc
  .record({
    eventName: fc.constantFrom(
      'DeleteBucket',
      'ListBuckets',
      'AssumeRole',
      'ConsoleLogin',
      'RunInstances',
      'AddDomain',
    ),
    caller: fc.oneof(
      users.map((user) => ({ user })),
      users.map((session) => ({ session, role: 'admin' })),
      fc.constant({ root: true }),
    ),
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
    error: fc.constantFrom(undefined, 'AccessDenied', 'ConflictException'),
    address: fc.constantFrom('192.0.2.7', '198.51.100.9'),
    bucket: fc.constantFrom('audit-logs', 'scratch'),
  })
  .map(({ caller, error, bucket, ...spec }) =>
    record({
      ...spec,
      ...caller,
      ...(error === undefined ? {} : { error }),
      time: now - day / 2,
      request: { bucketName: bucket },
      resources: [{ ARN: `arn:aws:s3:::${bucket}`, type: 'AWS::S3::Bucket' }],
    }),
  );

const anyQuestion = fc
  .tuple(
    fc.constantFrom(
      'who DeleteBucket',
      'who assume role',
      'what alice',
      'what role/admin',
      'touched audit-logs',
      'denied',
      'errors',
      'root',
      'logins',
      'changes',
      'ip 192.0.2.0/24',
    ),
    fc.subarray(['in:eu-west-1', 'is:error', 'since:2d', 'service:s3']),
  )
  .filter(([text, modifiers]) => text !== 'logins' || !modifiers.includes('service:s3'))
  .map(([text, modifiers]) => [text, ...modifiers].join(' '));

test('whatever is asked, the plan finds exactly what filtering everything would', () => {
  fc.assert(
    fc.property(anyQuestion, fc.array(anyRecord, { maxLength: 30 }), (text, raws) => {
      const { query } = read(text);
      const holds = matcher(query.filter);
      const filed = raws.flatMap((raw) => fileEvent(raw, { account: account.id, region: 'us-east-1' }) ?? []);
      const wanted = raws
        .map((raw) => readRecord(raw))
        .filter((event) => (query.regions ?? account.regions).includes(event.region));
      expect(planned(text, filed)).toEqual(new Set(wanted.filter(holds).map(({ id }) => id)));
    }),
    { numRuns: 300 },
  );
});
