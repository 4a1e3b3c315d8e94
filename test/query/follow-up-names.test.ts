import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Filter, where } from '../../src/condition/condition.ts';
import { matches } from '../../src/condition/match.ts';
import { explain } from '../../src/errors.ts';
import { commandForm } from '../../src/query/command-form.ts';
import { applyFollowUp } from '../../src/query/follow-up.ts';
import type { Query } from '../../src/query/query.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';
import { anyEvent } from '../condition/any-event.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const accounts = [
  { name: 'prod', id: '111122223333', regions: [] },
  { name: 'dev', id: '444455556666', regions: [] },
];
const read = { now, zone: 'Europe/Berlin', accounts, shapes };

function asked(command: string): Query {
  const query = readQuery(command, read);
  if (!query.ok) throw new Error(explain(query.fault));
  return query.value;
}

function follow(previous: Query, text: string, principals = ['user/jdoe']) {
  return applyFollowUp(previous, text, { ...read, principals, sessions: [] });
}

/** The command that a follow-up makes of another, or the sentence that says why it makes none. */
function says(previous: string, text: string, principals?: string[]) {
  const found = follow(asked(previous), text, principals);
  if (found === null) return null;
  if (found.kind === 'query') return commandForm(found.query);
  return found.kind === 'fault' ? explain(found.fault) : found.sentence;
}

const listed = 'who DeleteBucket by:jdoe,carol by:!ci is:!read';

describe('Names that take the place of others', () => {
  test.each([
    ['same for alice,bob', 'who DeleteBucket by:alice,bob by:!ci is:!read'],
    ['same for alice, bob', 'who DeleteBucket by:alice,bob by:!ci is:!read'],
    ['the same for alice and bob', 'who DeleteBucket by:alice,bob by:!ci is:!read'],
    ['what about alice, bob and carol?', 'who DeleteBucket by:alice,bob,carol by:!ci is:!read'],
    ['by alice and bob', 'who DeleteBucket by:alice,bob by:!ci is:!read'],
    ['same for "Jane Doe" or bob', 'who DeleteBucket by:"Jane Doe",bob by:!ci is:!read'],
    ['same for alice but not bob', 'who DeleteBucket by:alice by:!ci,!bob is:!read'],
    ['same for alice,!bob', 'who DeleteBucket by:alice by:!ci,!bob is:!read'],
    ['same for ci', 'who DeleteBucket by:ci is:!read'],
    ['same for ci and alice', 'who DeleteBucket by:ci,alice is:!read'],
    ['same for CreateBucket and delete trail', 'who CreateBucket,DeleteTrail by:jdoe,carol by:!ci is:!read'],
    ['same for alice in us-east-1 and us-east-2', 'who DeleteBucket by:alice by:!ci is:!read in:us-east-1,us-east-2'],
    ['same for dev', 'who DeleteBucket by:jdoe,carol by:!ci is:!read account:dev'],
    ['same for alice in us-east-1 without bob', 'who DeleteBucket by:alice by:!ci,!bob is:!read in:us-east-1'],
  ])('“%s” asks “%s”', (text, expected) => {
    expect(says(listed, text)).toBe(expected);
  });

  test.each([
    ['what alice by:!ci', 'same for bob and carol', 'what bob,carol by:!ci'],
    ['touched audit-logs', 'same for billing-logs, access-logs', 'touched billing-logs,access-logs'],
    ['touched audit-logs', 'same for jdoe', 'touched audit-logs by:jdoe'],
    ['session admin/jdoe', 'same for admin/alice and bob', 'session admin/alice,bob'],
    ['ip 192.0.2.7', 'same for 192.0.2.8 and 192.0.2.9', 'ip 192.0.2.8,192.0.2.9'],
  ])('%s, then “%s”', (previous, text, expected) => {
    expect(says(previous, text)).toBe(expected);
  });

  test('are of one kind, or it is said that they are not', () => {
    expect(says(listed, 'same for alice and 192.0.2.7')).toContain(
      '“alice” and “192.0.2.7” are names of different kinds',
    );
  });
});

describe('What is left out', () => {
  test.each([
    ['without bob', 'who DeleteBucket by:jdoe,carol by:!ci,!bob is:!read'],
    ['without carol', 'who DeleteBucket by:jdoe,carol by:!ci,!carol is:!read'],
    ['not alice', 'who DeleteBucket by:jdoe,carol by:!ci,!alice is:!read'],
    ['by:!bob', 'who DeleteBucket by:jdoe,carol by:!ci,!bob is:!read'],
    ['not by bob and alice', 'who DeleteBucket by:jdoe,carol by:!ci,!bob,!alice is:!read'],
    ['except alice', 'who DeleteBucket by:jdoe,carol by:!ci,!alice is:!read'],
    ['except for alice, bob', 'who DeleteBucket by:jdoe,carol by:!ci,!alice,!bob is:!read'],
    ['but not alice and bob', 'who DeleteBucket by:jdoe,carol by:!ci,!alice,!bob is:!read'],
    ['without bob’s calls', 'who DeleteBucket by:jdoe,carol by:!ci,!bob is:!read'],
    ['without ci', listed],
    ['without 192.0.2.7 and bob', 'who DeleteBucket by:jdoe,carol by:!ci,!bob ip:!192.0.2.7 is:!read'],
    [
      'without kms and s3',
      'who DeleteBucket by:jdoe,carol by:!ci service:!kms.amazonaws.com,!s3.amazonaws.com is:!read',
    ],
    ['without describe instances', 'who DeleteBucket by:jdoe,carol by:!ci event:!DescribeInstances is:!read'],
    ['without people', 'who DeleteBucket by:jdoe,carol by:!ci is:!read,!human'],
    ['no denied calls', 'who DeleteBucket by:jdoe,carol by:!ci is:!read,!denied'],
    ['is:!error', 'who DeleteBucket by:jdoe,carol by:!ci is:!read,!error'],
    ['only reads', 'who DeleteBucket by:jdoe,carol by:!ci is:read'],
  ])('“%s” is left out besides', (text, expected) => {
    expect(says(listed, text)).toBe(expected);
  });

  test.each([
    ['who DeleteBucket', 'without us-east-1', 'who DeleteBucket in:!us-east-1'],
    ['who DeleteBucket', 'not in us-east-1', 'who DeleteBucket in:!us-east-1'],
    ['who DeleteBucket in:!us-east-1', 'without us-west-2', 'who DeleteBucket in:!us-east-1,!us-west-2'],
    ['who DeleteBucket in:us-east-1,us-west-2', 'without us-west-2', 'who DeleteBucket in:us-east-1 in:!us-west-2'],
    ['who DeleteBucket in:!us-east-1', 'in us-east-1', 'who DeleteBucket in:us-east-1'],
  ])('of “%s”, “%s” says which Regions are searched', (previous, text, expected) => {
    expect(says(previous, text)).toBe(expected);
  });

  test('may be a configured account', () => {
    expect(says('who DeleteBucket', 'except for prod')).toBe('who DeleteBucket account:!prod');
  });

  test.each([
    ['touched audit-logs,uploads', 'without uploads', 'touched audit-logs,uploads on:!uploads'],
    ['touched audit-logs,uploads', 'without jdoe', 'touched audit-logs,uploads by:!jdoe'],
    ['who DeleteBucket on:audit-logs,lambda', 'not audit-logs', 'who DeleteBucket on:audit-logs,lambda on:!audit-logs'],
  ])('of “%s”, “%s” is one of what was asked', (previous, text, expected) => {
    expect(says(previous, text)).toBe(expected);
  });

  test('is a principal where the last answer names one so', () => {
    expect(says('changes', 'without lambda')).toBe('changes service:!lambda.amazonaws.com');
    expect(says('changes', 'without lambda', ['role/lambda'])).toBe('changes by:!lambda');
  });

  test.each([
    ['what alice,bob', 'without alice and bob', '“alice,bob” and “by:!alice,!bob” exclude each other'],
    ['who DeleteBucket by:alice', 'by:!alice', '“by:alice” and “by:!alice” exclude each other'],
    ['errors', 'only ok', '“errors” and “is:ok” exclude each other'],
    ['who DeleteBucket', 'without since 7d', '“since 7d” can’t be left out'],
    ['who DeleteBucket', 'without "a<b"', '“a<b” after “by” holds characters'],
  ])('of “%s”, “%s”: it is said why that finds nothing', (previous, text, expected) => {
    expect(says(previous, text)).toContain(expected);
  });

  test.each(['without mfa', 'not now', 'not what I meant', 'no problem', 'without the last week', 'not everyone'])(
    '“%s” names nobody',
    (text) => {
      expect(says(listed, text)).toBeNull();
    },
  );
});

test('a limit is what was said last, the usual one as well', () => {
  expect(says('who DeleteBucket limit:50', 'limit 20')).toBe('who DeleteBucket');
  expect(says('who DeleteBucket limit:50', 'in us-east-1')).toBe('who DeleteBucket in:us-east-1 limit:50');
});

describe('Of any question before', () => {
  const name = fc.constantFrom('jdoe', 'alice', 'admin', 'ci-deployer', '10.0.0.1', 'ListBuckets', 'errors');
  const wanted: Record<string, Filter> = {
    '10.0.0.1': [where('ip', '10.0.0.1')],
    ListBuckets: [where('event', { name: 'ListBuckets', source: null })],
    errors: [where('is', 'error')],
  };
  const isOf = (one: string) => wanted[one] ?? [where('by', one)];
  const before = fc.constantFrom(
    'changes',
    'changes by:jdoe,alice by:!ci-deployer',
    'what jdoe is:!denied',
    'who DeleteBucket,ListBuckets ip:10.0.0.0/8',
    'denied event:!StopLogging',
  );
  const lists = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
  const join = fc.constantFrom(',', ', ', ' and ', ' or ');

  test('what is left out is all that the answer lacks, or it is said that nothing is left', () => {
    const without = fc.constantFrom('without ', 'except ', 'not ', 'but not ', 'same without ');
    fc.assert(
      fc.property(
        before,
        without,
        lists,
        join,
        fc.array(anyEvent, { maxLength: 30 }),
        (command, say, names, and, events) => {
          fc.pre(names.length > 1 || names[0] !== 'errors');
          const previous = asked(command);
          const found = follow(previous, `${say}${names.join(and)}`);
          const left = events.filter(
            (event) => matches(previous.filter, event) && !names.some((one) => matches(isOf(one), event)),
          );
          if (found?.kind === 'query')
            expect(events.filter((event) => matches(found.query.filter, event))).toEqual(left);
          else
            expect([found?.kind, left.filter((event) => matches(impliedBy(previous), event))]).toEqual(['fault', []]);
        },
      ),
      { numRuns: 500 },
    );
  });

  const impliedBy = ({ question }: Query) => shapes.find((shape) => shape.name === question)?.implies ?? [];
});
