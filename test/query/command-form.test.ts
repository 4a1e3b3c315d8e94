import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain } from '../../src/errors.ts';
import { commandForm } from '../../src/query/command-form.ts';
import { type Is, isValues, type Query } from '../../src/query/query.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { defaultRegions } from '../../src/query/regions.ts';
import { context } from './context.ts';

function read(text: string): Query {
  const query = readQuery(text, context);
  if (!query.ok) throw new Error(`${text}: ${explain(query.fault)}`);
  return query.value;
}

describe('a query in command form', () => {
  test.each<[typed: string, form: string]>([
    ['who DeleteBucket', 'who DeleteBucket'],
    ['WHO describe slack channels', 'who "describe slack channels"'],
    ['who chatbot:DescribeSlackChannels', 'who chatbot:DescribeSlackChannels'],
    [
      'who DeleteBucket on audit-logs since 7d',
      'who DeleteBucket on:audit-logs since:2026-11-13T10:00:00Z until:2026-11-20T10:00:00Z',
    ],
    ['what "Jane Doe" is write,human', 'what "Jane Doe" is:write,human'],
    ['what "key"', 'what "key"'],
    ['what "by:jdoe"', 'what "by:jdoe"'],
    ['touched arn:aws:s3:::b in us-east-1, us-east-2', 'touched arn:aws:s3:::b in:us-east-1,us-east-2'],
    ['ip 2001:db8::1', 'ip 2001:db8::1'],
    ['denied account:"dev box" limit 5 public', 'denied account:"Dev Box" limit:5 public'],
    ['denied service cloudwatch event console login', 'denied event:"console login" service:monitoring.amazonaws.com'],
    ['help key', 'help key'],
  ])('%s is %s', (typed, form) => {
    expect(commandForm(read(typed))).toBe(form);
  });
});

test('a command form reads back to an equal query', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[\w+=,.@-]{1,20}$/),
    fc.stringMatching(/^[a-z]{1,8}[ ':,/][a-z' ]{0,8}[a-z]$/),
    fc.constantFrom(
      'by',
      'public',
      'in:x',
      'since:7d',
      'o’brien',
      "'x",
      '10:30',
      'arn:aws:iam::1:role/a',
      'who',
      'sinc:7d',
    ),
  );
  const isCompatible = (is: Is[]) => readQuery(`denied is:${is.join(',')}`, context).ok;
  const subject = fc.oneof(
    fc.constantFrom('who DeleteBucket', 'who "get key policy"', 'who SomeNewCall', 'who lambda:CreateFunction20150331'),
    fc.constantFrom('denied', 'help who', 'key AKIAIOSFODNN7EXAMPLE', 'event 5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2'),
    name.map((one) => `touched "${one}"`),
  );
  const modifiers = fc.record(
    {
      by: fc.stringMatching(/^[\w+=.@ -]{1,20}$/).filter((one) => one.trim() === one),
      is: fc.subarray([...isValues], { minLength: 1 }).filter(isCompatible),
      in: fc.subarray([...defaultRegions], { minLength: 1, maxLength: 3 }),
      account: fc.subarray(['prod', 'Dev Box'], { minLength: 1 }),
      window: fc.tuple(fc.integer({ min: 1, max: 89 }), fc.constantFrom('', 'until:yesterday', 'until:1h')),
      limit: fc.integer({ min: 1, max: 1000 }),
      public: fc.constant(true),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(subject, modifiers, (asked, said) => {
      const text = [
        asked,
        said.by === undefined ? '' : `by:"${said.by}"`,
        said.is === undefined ? '' : `is:${said.is.join(',')}`,
        said.in === undefined ? '' : `in:${said.in.join(',')}`,
        said.account === undefined ? '' : `account:${said.account.map((one) => `"${one}"`).join(',')}`,
        said.window === undefined ? '' : `since:${said.window[0]}d ${said.window[0] > 2 ? said.window[1] : ''}`,
        said.limit === undefined ? '' : `limit:${said.limit}`,
        said.public === undefined ? '' : 'public',
      ].join(' ');
      const query = read(text);
      const form = commandForm(query);
      expect({ ...read(form), asked: '' }).toEqual({ ...query, asked: '' });
      expect(commandForm(read(form))).toBe(form);
    }),
    { numRuns: 150 },
  );
});
