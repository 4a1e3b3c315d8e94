import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Condition,
  type ConditionKind,
  findClash,
  isValues,
  kinds,
  ordered,
  where,
} from '../../src/condition/condition.ts';
import { explain } from '../../src/errors.ts';
import { commandForm } from '../../src/query/command-form.ts';
import { resolveEvent } from '../../src/query/names/resolve-event.ts';
import type { Query, QuestionName } from '../../src/query/query.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { defaultRegions } from '../../src/query/regions.ts';
import { anyFilter } from '../condition/any-filter.ts';
import { context } from './context.ts';

function read(text: string): Query {
  const query = readQuery(text, context);
  if (!query.ok) throw new Error(`${text}: ${explain(query.fault)}`);
  return query.value;
}

describe('a query in command form', () => {
  test.each<[typed: string, form: string]>([
    ['who DeleteBucket', 'who DeleteBucket'],
    ['WHO describe slack channels', 'who DescribeSlackChannels'],
    ['who StopLogging,deletetrail', 'who StopLogging,DeleteTrail'],
    ['who s3:DeleteBucket, iam:DeleteUser', 'who s3:DeleteBucket,iam:DeleteUser'],
    ['who update function code not by ci', 'who UpdateFunctionCode by:!ci'],
    ['denied by !ci,!"Jane Doe" by alice', 'denied by:alice by:!ci,!"Jane Doe"'],
    ['denied by:alice,!bob', 'denied by:alice by:!bob'],
    ['denied not by ci not by:jdoe', 'denied by:!ci,!jdoe'],
    ['denied by:"a, b"', 'denied by:a,b'],
    ['denied by:"a\\, b",c\\,d', 'denied by:"a\\, b","c\\,d"'],
    ['what "jdoe, aws internal"', 'what jdoe,"aws internal"'],
    ['denied by:"!odd"', 'denied by:"!odd"'],
    ['touched "on:x",y', 'touched "on:x",y'],
    ['what jdoe,alice is:!read', 'what jdoe,alice is:!read'],
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
    ['denied service cloudwatch event console login', 'denied event:ConsoleLogin service:monitoring.amazonaws.com'],
    ['help key', 'help key'],
  ])('%s is %s', (typed, form) => {
    expect(commandForm(read(typed))).toBe(form);
  });
});

/** Names with everything that could be taken for something else. */
const name = fc.oneof(
  fc.stringMatching(/^[\w+=.@-]{1,20}$/),
  fc.stringMatching(/^[a-z]{1,8}[ ':,/][a-z' ]{0,8}[a-z]$/),
  fc.constantFrom(
    'by',
    'public',
    'in:x',
    'since:7d',
    'o’brien',
    "'x",
    '10:30',
    'who',
    'sinc:7d',
    '!x',
    'not',
    'a,b',
    'a, b',
    '!a, !b',
    'a\\,b',
    'a\\',
    '\\\\,',
    ',',
    'CORP\\jdoe',
  ),
  fc.constantFrom('arn:aws:iam::1:role/a', 'arn:aws:iam::1:user/jdoe'),
);
/** IAM and STS allow no other letters. */
const ascii = name.filter((one) => /^[ -~]+$/.test(one));
const event = fc.constantFrom(
  'DeleteBucket',
  'get key policy',
  'SomeNewCall',
  'lambda:CreateFunction20150331',
  'iam:Xyz',
);
const conditions = anyFilter({
  by: ascii,
  on: name,
  ip: fc.constantFrom('10.0.0.1', '10.0.0.0/8', '2001:db8::1'),
  key: fc.constantFrom('AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'),
  service: fc.constantFrom('s3.amazonaws.com', 'monitoring.amazonaws.com', 'my-own.amazonaws.com'),
  is: fc.constantFrom(...isValues),
  in: fc.constantFrom('us-east-1', 'eu-west-1', 'il-central-1'),
});
const subject = fc.oneof(
  fc.array(event, { minLength: 1, maxLength: 3 }).map((typed) => where('event', ...typed.flatMap(resolveEvent))),
  fc.array(ascii, { minLength: 1, maxLength: 3 }).map((names) => where('by', ...names)),
  fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => where('on', ...names)),
  fc.array(fc.constantFrom('admin/jdoe', 'x'), { minLength: 1, maxLength: 2 }).map((all) => where('session', ...all)),
  fc.constant(where('key', 'AKIAIOSFODNN7EXAMPLE')),
  fc.constant(where('ip', '203.0.113.7', '10.0.0.0/8')),
  fc.constant(null),
);
const questions: Partial<Record<ConditionKind, QuestionName>> = {
  event: 'who',
  by: 'what',
  on: 'touched',
  session: 'session',
  key: 'key',
  ip: 'ip',
};
const now = Math.floor(context.now / 1000) * 1000;
const scope = fc.record({
  window: fc.option(fc.integer({ min: 1, max: 89 }).map((days) => ({ start: now - days * 86_400_000, end: now }))),
  regions: fc.option(fc.subarray([...defaultRegions], { minLength: 1, maxLength: 3 })),
  accounts: fc.option(fc.subarray(['prod', 'Dev Box'], { minLength: 1 })),
  limit: fc.integer({ min: 1, max: 1000 }),
  public: fc.boolean(),
});

/** Any query that can be asked: every kind of condition, wanted or excluded, with one value or a list. */
const anyQuery = fc.tuple(subject, conditions, scope).map(([about, others, rest]): Query => {
  const wanted = [...(about === null ? [] : [about]), ...others.filter(({ kind, not }) => !not && kind !== 'in')];
  const once = wanted.filter(
    ({ kind }, at) => kind === 'is' || wanted.findIndex((other) => other.kind === kind) === at,
  );
  const excluded = kinds.flatMap((kind): Condition[] => {
    const values = others.filter((one) => one.not && one.kind === kind).flatMap(({ anyOf }) => anyOf);
    return values.length === 0 ? [] : [{ kind, anyOf: values, not: true }];
  });
  const question = about === null ? 'chatbot' : (questions[about.kind] ?? 'chatbot');
  return { question, asked: '', filter: ordered([...once, ...excluded]), about: null, ...rest };
});

test('a command form reads back to an equal query', () => {
  fc.assert(
    fc.property(anyQuery, (query) => {
      const places = query.regions === null ? [] : [where('in', ...query.regions)];
      fc.pre(findClash([...places, ...query.filter]) === null);
      const form = commandForm(query);
      expect({ ...read(form), asked: '' }).toEqual(query);
      expect(commandForm(read(form))).toBe(form);
    }),
    { numRuns: 400 },
  );
});
