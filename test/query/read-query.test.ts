import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
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
    filter: { event: { typed: 'DeleteBucket', names: ['DeleteBucket'], sources: [], known: true, closest: [] } },
    about: null,
    window: null,
    regions: null,
    accounts: null,
    limit: 20,
    public: false,
  });
});

describe('the event of who', () => {
  test.each<[text: string, typed: string, name: string]>([
    ['WHO deletebucket', 'deletebucket', 'DeleteBucket'],
    ['who chatbot:DescribeSlackChannels', 'chatbot:DescribeSlackChannels', 'DescribeSlackChannels'],
    [
      'who chatbot.amazonaws.com:describeslackchannels',
      'chatbot.amazonaws.com:describeslackchannels',
      'DescribeSlackChannels',
    ],
    ['who describe slack channels', 'describe slack channels', 'DescribeSlackChannels'],
    ['who "describe slack channels"', 'describe slack channels', 'DescribeSlackChannels'],
    ['who describe slack channels in us-east-1', 'describe slack channels', 'DescribeSlackChannels'],
    ['who in us-east-1 describe slack channels', 'describe slack channels', 'DescribeSlackChannels'],
    ['who since 7d describe slack channels', 'describe slack channels', 'DescribeSlackChannels'],
    ['who in us-east-1, us-east-2 DeleteBucket', 'DeleteBucket', 'DeleteBucket'],
    ['who is ok describe key pairs', 'describe key pairs', 'DescribeKeyPairs'],
    ['who create access key', 'create access key', 'CreateAccessKey'],
    ['who create access key by jdoe', 'create access key', 'CreateAccessKey'],
    ['who create access key key AKIAIOSFODNN7EXAMPLE', 'create access key', 'CreateAccessKey'],
    ['who get account summary', 'get account summary', 'GetAccountSummary'],
    ['who put key policy on alias/payments', 'put key policy', 'PutKeyPolicy'],
    ['who list event buses in us-east-1', 'list event buses', 'ListEventBuses'],
    ['who put bucket public access block public', 'put bucket public access block', 'PutBucketPublicAccessBlock'],
    ['who public DeleteBucket', 'DeleteBucket', 'DeleteBucket'],
    ['who event:DeleteBucket', 'DeleteBucket', 'DeleteBucket'],
    ['who event delete bucket since 7d', 'delete bucket', 'DeleteBucket'],
    ['who SomeBrandNewCall', 'SomeBrandNewCall', 'SomeBrandNewCall'],
    ['who notifications associate channel', 'notifications associate channel', 'AssociateChannel'],
    ['who notifications AssociateChannel since 7d', 'notifications AssociateChannel', 'AssociateChannel'],
    ['who account get contact information', 'account get contact information', 'GetContactInformation'],
  ])('%s is %s', (text, typed, name) => {
    const { event } = read(text).filter;
    expect(event?.typed).toBe(typed);
    expect(event?.names).toContain(name);
  });

  test('is of the service that stands before its words', () => {
    expect(read('who notifications associate channel').filter.event?.sources).toEqual(['notifications.amazonaws.com']);
  });

  test('that is unknown is looked up as typed, with the closest beside it', () => {
    expect(read('who ListSlackChannels').filter.event).toMatchObject({ names: ['ListSlackChannels'], known: false });
    expect(read('who ListSlackChannels').filter.event?.closest[0]).toBe('DescribeSlackChannels');
  });
});

describe('the subject of every kind of question', () => {
  test.each<[text: string, filter: Query['filter']]>([
    ['what jdoe', { by: 'jdoe' }],
    ['what "Jane Doe"', { by: 'Jane Doe' }],
    ['what by:jdoe', { by: 'jdoe' }],
    ['what "key"', { by: 'key' }],
    ['what root', { by: 'root' }],
    ['what arn:aws:iam::111122223333:user/jdoe', { by: 'arn:aws:iam::111122223333:user/jdoe' }],
    ['what since:7d jane@example.com', { by: 'jane@example.com' }],
    ['touched arn:aws:s3:::audit-logs', { on: 'arn:aws:s3:::audit-logs' }],
    ['touched "my file ünï.txt"', { on: 'my file ünï.txt' }],
    ['event 5B2805A5-3e06-4437-a7a2-b5fdb5cbb4e2', { id: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2' }],
    ['session admin/jdoe', { session: 'admin/jdoe' }],
    ['session jane@example.com', { session: 'jane@example.com' }],
    ['session ASIAIOSFODNN7EXAMPLE', { session: 'ASIAIOSFODNN7EXAMPLE' }],
    [
      'session arn:aws:sts::111122223333:assumed-role/admin/jdoe',
      { session: 'arn:aws:sts::111122223333:assumed-role/admin/jdoe' },
    ],
    ['session arn:aws-cn:sts::1:federated-user/bob', { session: 'arn:aws-cn:sts::1:federated-user/bob' }],
    ['what arn:aws:iam::111122223333:root', { by: 'arn:aws:iam::111122223333:root' }],
    ['what arn:aws:iam::111122223333:role/path/ci', { by: 'arn:aws:iam::111122223333:role/path/ci' }],
    ['what arn:aws:sts::1:assumed-role/admin/jdoe', { by: 'arn:aws:sts::1:assumed-role/admin/jdoe' }],
    ['what AKIAIOSFODNN7EXAMPLE', { by: 'AKIAIOSFODNN7EXAMPLE' }],
    ['denied on arn:aws:iam::111122223333:user/jdoe', { on: 'arn:aws:iam::111122223333:user/jdoe' }],
    ['logins event:ConsoleLogin service:signin', { service: 'signin.amazonaws.com' }],
    ['who s3:DeleteBucket service:s3', { service: 's3.amazonaws.com' }],
    ['errors is:denied', { is: ['denied'] }],
    ['key akiaiosfodnn7example', { key: 'AKIAIOSFODNN7EXAMPLE' }],
    ['ip 203.0.113.7', { ip: '203.0.113.7' }],
    ['ip 198.51.100.0/24', { ip: '198.51.100.0/24' }],
    ['ip 2001:db8::1', { ip: '2001:db8::1' }],
    ['ip fe80::/10', { ip: 'fe80::/10' }],
    ['denied', {}],
  ])('%s', (text, filter) => {
    expect(read(text).filter).toEqual(expect.objectContaining(filter));
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
    ['denied by jdoe', { filter: { by: 'jdoe' } }],
    ['denied BY:jdoe', { filter: { by: 'jdoe' } }],
    ['denied by: jdoe', { filter: { by: 'jdoe' } }],
    ['denied by:"Jane Doe"', { filter: { by: 'Jane Doe' } }],
    ["denied by 'o'brien'", { filter: { by: "o'brien" } }],
    ['denied by jdoe by jdoe', { filter: { by: 'jdoe' } }],
    ['denied on arn:aws:s3:::b', { filter: { on: 'arn:aws:s3:::b' } }],
    ['denied ip 10.0.0.0/8', { filter: { ip: '10.0.0.0/8' } }],
    ['denied ip:2001:db8::1', { filter: { ip: '2001:db8::1' } }],
    ['denied key asiaiosfodnn7example', { filter: { key: 'ASIAIOSFODNN7EXAMPLE' } }],
    ['denied service cloudwatch', { filter: { service: 'monitoring.amazonaws.com' } }],
    ['denied service:chatbot.amazonaws.com', { filter: { service: 'chatbot.amazonaws.com' } }],
    ['denied is:write', { filter: { is: ['write'] } }],
    ['denied is write, human is:error', { filter: { is: ['error', 'write', 'human'] } }],
    ['denied is error is denied', { filter: { is: ['error', 'denied'] } }],
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
      { filter: { by: 'jdoe' }, window: window('2026-11-08T23:00:00Z', '2026-11-15T22:59:59Z') },
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

  test('the ambient account is meant by its name and by any account ID', () => {
    const ambient = { ...context, accounts: [{ name: 'this account', id: null, regions: [] }] };
    for (const text of ['denied account:"This Account"', 'denied account 999988887777']) {
      const query = readQuery(text, ambient);
      expect(query.ok ? query.value.accounts : query.fault).toEqual(['this account']);
    }
  });
});

test('every example reads as typed', () => {
  for (const { name, examples } of shapes) {
    for (const example of examples) expect(read(example).question).toBe(name);
  }
});
