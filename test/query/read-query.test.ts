import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { valuesOf, where } from '../../src/condition/condition.ts';
import { explain } from '../../src/errors.ts';
import type { Query } from '../../src/query/query.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';
import { context } from './context.ts';

function read(text: string): Query {
  const query = readQuery(text, context);
  if (!query.ok) throw new Error(`${text}: ${explain(query.fault)}`);
  return query.value;
}

const window = (start: string, end: string) => ({ start: Date.parse(start), end: Date.parse(end) });
const now = '2026-11-20T10:00:00Z';

test('a question of a subject alone has nothing else said', () => {
  expect(read(' who DeleteBucket ')).toEqual({
    question: 'who',
    asked: 'who DeleteBucket',
    filter: [where('event', { name: 'DeleteBucket', source: null })],
    about: null,
    window: null,
    regions: null,
    accounts: null,
    limit: 20,
    public: false,
  });
});

const eventsOf = (text: string) => valuesOf(read(text).filter, 'event');

describe('the event of who', () => {
  test.each<[text: string, name: string]>([
    ['WHO deletebucket', 'DeleteBucket'],
    ['who chatbot:DescribeSlackChannels', 'DescribeSlackChannels'],
    ['who chatbot.amazonaws.com:describeslackchannels', 'DescribeSlackChannels'],
    ['who describe slack channels', 'DescribeSlackChannels'],
    ['who "describe slack channels"', 'DescribeSlackChannels'],
    ['who describe slack channels in us-east-1', 'DescribeSlackChannels'],
    ['who in us-east-1 describe slack channels', 'DescribeSlackChannels'],
    ['who since 7d describe slack channels', 'DescribeSlackChannels'],
    ['who in us-east-1, us-east-2 DeleteBucket', 'DeleteBucket'],
    ['who is ok describe key pairs', 'DescribeKeyPairs'],
    ['who create access key', 'CreateAccessKey'],
    ['who create access key by jdoe', 'CreateAccessKey'],
    ['who create access key key AKIAIOSFODNN7EXAMPLE', 'CreateAccessKey'],
    ['who get account summary', 'GetAccountSummary'],
    ['who put key policy on alias/payments', 'PutKeyPolicy'],
    ['who list event buses in us-east-1', 'ListEventBuses'],
    ['who put bucket public access block public', 'PutBucketPublicAccessBlock'],
    ['who public DeleteBucket', 'DeleteBucket'],
    ['who event:DeleteBucket', 'DeleteBucket'],
    ['who event delete bucket since 7d', 'DeleteBucket'],
    ['who SomeBrandNewCall', 'SomeBrandNewCall'],
    ['who notifications associate channel', 'AssociateChannel'],
    ['who notifications AssociateChannel since 7d', 'AssociateChannel'],
    ['who account get contact information', 'GetContactInformation'],
  ])('%s is %s', (text, name) => {
    expect(eventsOf(text)).toContainEqual(expect.objectContaining({ name }));
  });

  test('is of the service that stands before its words', () => {
    expect(eventsOf('who notifications associate channel')).toEqual([
      { name: 'AssociateChannel', source: 'notifications.amazonaws.com' },
    ]);
  });

  test('that is unknown is looked up as typed', () => {
    expect(eventsOf('who ListSlackChannels')).toEqual([{ name: 'ListSlackChannels', source: null }]);
  });
});

describe('the subject of every kind of question', () => {
  test.each<[text: string, filter: Query['filter']]>([
    ['what jdoe', [where('by', 'jdoe')]],
    ['what "Jane Doe"', [where('by', 'Jane Doe')]],
    ['what by:jdoe', [where('by', 'jdoe')]],
    ['what "key"', [where('by', 'key')]],
    ['what root', [where('by', 'root')]],
    ['what arn:aws:iam::111122223333:user/jdoe', [where('by', 'arn:aws:iam::111122223333:user/jdoe')]],
    ['what since:7d jane@example.com', [where('by', 'jane@example.com')]],
    ['touched arn:aws:s3:::audit-logs', [where('on', 'arn:aws:s3:::audit-logs')]],
    ['touched "my file ünï.txt"', [where('on', 'my file ünï.txt')]],
    ['event 5B2805A5-3e06-4437-a7a2-b5fdb5cbb4e2', [where('id', '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2')]],
    ['session admin/jdoe', [where('session', 'admin/jdoe')]],
    ['session jane@example.com', [where('session', 'jane@example.com')]],
    ['session ASIAIOSFODNN7EXAMPLE', [where('session', 'ASIAIOSFODNN7EXAMPLE')]],
    [
      'session arn:aws:sts::111122223333:assumed-role/admin/jdoe',
      [where('session', 'arn:aws:sts::111122223333:assumed-role/admin/jdoe')],
    ],
    ['session arn:aws-cn:sts::1:federated-user/bob', [where('session', 'arn:aws-cn:sts::1:federated-user/bob')]],
    ['what arn:aws:iam::111122223333:root', [where('by', 'arn:aws:iam::111122223333:root')]],
    ['what arn:aws:iam::111122223333:role/path/ci', [where('by', 'arn:aws:iam::111122223333:role/path/ci')]],
    ['what arn:aws:sts::1:assumed-role/admin/jdoe', [where('by', 'arn:aws:sts::1:assumed-role/admin/jdoe')]],
    ['what AKIAIOSFODNN7EXAMPLE', [where('by', 'AKIAIOSFODNN7EXAMPLE')]],
    ['denied on arn:aws:iam::111122223333:user/jdoe', [where('on', 'arn:aws:iam::111122223333:user/jdoe')]],
    ['logins event:ConsoleLogin service:signin', [where('service', 'signin.amazonaws.com')]],
    ['who s3:DeleteBucket service:s3', [where('service', 's3.amazonaws.com')]],
    ['errors is:denied', [where('is', 'denied')]],
    ['root is:service', [where('is', 'service')]],
    ['key akiaiosfodnn7example', [where('key', 'AKIAIOSFODNN7EXAMPLE')]],
    ['ip 203.0.113.7', [where('ip', '203.0.113.7')]],
    ['ip 198.51.100.0/24', [where('ip', '198.51.100.0/24')]],
    ['ip 2001:db8::1', [where('ip', '2001:db8::1')]],
    ['ip fe80::/10', [where('ip', 'fe80::/10')]],
    ['denied', []],
  ])('%s', (text, filter) => {
    expect(read(text).filter).toEqual(expect.arrayContaining([...filter]));
  });

  test('help is about a question, even one that is also a modifier', () => {
    expect(read('help').about).toBeNull();
    expect(read('help WHO').about).toBe('who');
    expect(read('help key').about).toBe('key');
    expect(read('help event').about).toBe('event');
  });
});

describe('modifiers', () => {
  test.each<[text: string, said: Partial<Query>]>([
    ['denied by jdoe', { filter: [where('by', 'jdoe')] }],
    ['denied BY:jdoe', { filter: [where('by', 'jdoe')] }],
    ['denied by: jdoe', { filter: [where('by', 'jdoe')] }],
    ['denied by:"Jane Doe"', { filter: [where('by', 'Jane Doe')] }],
    ["denied by 'o'brien'", { filter: [where('by', "o'brien")] }],
    ['denied by jdoe by jdoe', { filter: [where('by', 'jdoe')] }],
    ['denied on arn:aws:s3:::b', { filter: [where('on', 'arn:aws:s3:::b')] }],
    ['denied ip 10.0.0.0/8', { filter: [where('ip', '10.0.0.0/8')] }],
    ['denied ip:2001:db8::1', { filter: [where('ip', '2001:db8::1')] }],
    ['denied key asiaiosfodnn7example', { filter: [where('key', 'ASIAIOSFODNN7EXAMPLE')] }],
    ['denied service cloudwatch', { filter: [where('service', 'monitoring.amazonaws.com')] }],
    ['denied service:chatbot.amazonaws.com', { filter: [where('service', 'chatbot.amazonaws.com')] }],
    ['denied is:write', { filter: [where('is', 'write')] }],
    ['denied is write, human is:error', { filter: [where('is', 'error'), where('is', 'write', 'human')] }],
    ['denied is error is denied', { filter: [where('is', 'error'), where('is', 'denied')] }],
    ['denied in us-east-1', { regions: ['us-east-1'] }],
    ['denied in US-EAST-1,us-east-2', { regions: ['us-east-1', 'us-east-2'] }],
    [
      'denied in us-east-1 , us-east-2 ,eu-west-1 public',
      { regions: ['us-east-1', 'us-east-2', 'eu-west-1'], public: true },
    ],
    ['denied account PROD', { accounts: ['prod'] }],
    ['denied account 111122223333', { accounts: ['prod'] }],
    ['denied account:"dev box",prod', { accounts: ['Dev Box', 'prod'] }],
    ['denied limit 1000', { limit: 1000 }],
    ['denied limit:1', { limit: 1 }],
    ['denied public', { public: true }],
    ['denied since 24h', { window: window('2026-11-19T10:00:00Z', now) }],
    [
      'denied since last monday 3pm in us-east-1',
      { window: window('2026-11-16T14:00:00Z', now), regions: ['us-east-1'] },
    ],
    ['denied since:yesterday 14:00', { window: window('2026-11-19T13:00:00Z', now) }],
    [
      'denied since 2026-11-01 10:00 until 2026-11-03',
      { window: window('2026-11-01T09:00:00Z', '2026-11-03T22:59:59Z') },
    ],
    ['denied until:"yesterday noon" since:7d', { window: window('2026-11-13T10:00:00Z', '2026-11-19T11:00:00Z') }],
    ['denied until 2027-01-01', { window: window('2026-08-22T10:00:00Z', now) }],
    ['denied until 2026-06-30', { window: window('2026-04-01T21:59:59Z', '2026-06-30T21:59:59Z') }],
    ['denied during yesterday', { window: window('2026-11-18T23:00:00Z', '2026-11-19T22:59:59Z') }],
    ['denied during today', { window: window('2026-11-19T23:00:00Z', now) }],
    [
      'denied during last week by jdoe',
      { filter: [where('by', 'jdoe')], window: window('2026-11-08T23:00:00Z', '2026-11-15T22:59:59Z') },
    ],
    ['denied during 2026-11-01..2026-11-03', { window: window('2026-10-31T23:00:00Z', '2026-11-03T22:59:59Z') }],
    ['denied since 1h until 1h', { window: window('2026-11-20T09:00:00Z', '2026-11-20T09:00:00Z') }],
  ])('%s', (text, said) => {
    expect(read(text)).toMatchObject(said);
  });

  test('come in any order, before and after the subject', () => {
    const parts = ['DeleteBucket', 'in us-east-1', 'since:7d', 'by jdoe', 'is:ok', 'limit 5', 'public', 'account prod'];
    const first = read(`who ${parts.join(' ')}`);
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (order) => {
        expect({ ...read(`who ${order.join(' ')}`), asked: '' }).toEqual({ ...first, asked: '' });
      }),
    );
  });

  test('an account is known by its name, and any ID stays as it is typed', () => {
    const ambient = { ...context, accounts: [{ name: 'this account', id: null, regions: [] }] };
    for (const [text, account] of [
      ['denied account:"This Account"', 'this account'],
      ['denied account 999988887777', '999988887777'],
    ] as const) {
      const query = readQuery(text, ambient);
      expect(query.ok ? query.value.accounts : query.fault).toEqual([account]);
    }
  });
});

test('every example reads as typed', () => {
  for (const { name, examples } of shapes) {
    for (const example of examples) expect(read(example).question).toBe(name);
  }
});
