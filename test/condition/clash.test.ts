import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { except, type Filter, findClash, isNarrower, isValues, where } from '../../src/condition/condition.ts';
import { matches } from '../../src/condition/match.ts';
import { anyEvent } from './any-event.ts';
import { type AnyValues, anyFilter } from './any-filter.ts';

const called = fc.constantFrom('DeleteBucket', 'StopLogging', 'AssumeRole');
const source = fc.constantFrom('s3.amazonaws.com', 'cloudtrail.amazonaws.com', 'sts.amazonaws.com');
const region = fc.constantFrom('us-east-1', 'eu-west-1');
const key = fc.constantFrom('ASIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE');
const who = fc.constantFrom('jdoe', 'alice', 'admin', 'root', 'lambda.amazonaws.com');
const session = 'arn:aws:sts::111122223333:assumed-role/admin/jdoe';
const filters = anyFilter({
  id: fc.constantFrom('5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2', '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e3'),
  event: fc.record({ name: called, source: fc.option(source) }),
  service: source,
  in: region,
  account: fc.constantFrom('111122223333', '444455556666'),
  key,
  is: fc.constantFrom(...isValues),
  by: who,
  session: who,
  on: fc.constantFrom('audit-logs', 'arn:aws:s3:::audit-logs', 'scratch'),
  ip: fc.constantFrom('10.0.0.0/8', '192.0.2.7'),
  chatbot: fc.constant(true),
  issued: fc.record({ accessKey: fc.option(key), arn: fc.constantFrom(null, session) }),
} satisfies Required<AnyValues>);

describe('what is asked', () => {
  test.each<[string, Filter]>([
    ['two outcomes', [where('is', 'ok'), where('is', 'denied')]],
    ['a denial, and no error', [where('is', 'denied'), except('is', 'error')]],
    ['somebody, and not them', [where('by', 'jdoe'), except('by', 'alice', 'jdoe')]],
    ['events of other services', [where('event', { name: 'A', source: 's3' }), where('service', 'iam', 'sts')]],
    ['events of a service left out', [where('event', { name: 'A', source: 's3' }), except('service', 's3')]],
    ['an account, and not it', [where('account', 'prod'), except('account', 'prod', 'dev')]],
    ['a Region, and not it', [where('in', 'us-east-1'), except('in', 'us-east-1', 'eu-west-1')]],
    ['two events', [where('event', { name: 'A', source: null }), where('event', { name: 'B', source: null })]],
  ])('contradicts itself: %s', (_says, filter) => {
    expect(findClash(filter)).not.toBeNull();
    expect(findClash([...filter].reverse())).not.toBeNull();
  });

  test.each<[string, Filter]>([
    ['an error that is a denial', [where('is', 'error'), where('is', 'denied')]],
    ['one of two, and not the other', [where('by', 'jdoe', 'alice'), except('by', 'jdoe')]],
    ['two names of one caller', [where('by', 'jdoe'), where('by', 'admin')]],
    ['an event that any service may log', [where('event', { name: 'A', source: null }), where('service', 'iam')]],
    ['a call of root that a service made', [where('is', 'root'), where('is', 'service')]],
    ['two exclusions', [except('is', 'error'), except('is', 'ok')]],
  ])('holds together: %s', (_says, filter) => {
    expect(findClash(filter)).toBeNull();
  });

  test('is only called a contradiction where no event satisfies it', () => {
    fc.assert(
      fc.property(filters, fc.array(anyEvent, { maxLength: 40 }), (filter, events) => {
        if (findClash(filter) !== null) expect(events.filter((event) => matches(filter, event))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  const events = fc.sample(anyEvent, { seed: 1, numRuns: 5000 });
  const pairs = isValues.flatMap((one) =>
    isValues.filter((other) => other !== one).map((other) => [one, other] as const),
  );

  test.each(pairs)('is:%s and is:%s contradict each other if, and only if, no event is both', (one, other) => {
    const both = [where('is', one), where('is', other)];
    expect(findClash(both) === null).toBe(events.some((event) => matches(both, event)));
    const only = [where('is', one), except('is', other)];
    expect(findClash(only) === null).toBe(events.some((event) => matches(only, event)));
  });
});

describe('a narrower question', () => {
  test('asks for the same and more, or for fewer values, or leaves out more', () => {
    const wide = [where('by', 'jdoe', 'alice'), except('is', 'read')];
    expect(isNarrower(wide, wide)).toBe(true);
    expect(isNarrower([where('by', 'jdoe'), except('is', 'read', 'error'), where('ip', '10.0.0.1')], wide)).toBe(true);
    expect(isNarrower([where('by', 'jdoe', 'bob'), except('is', 'read')], wide)).toBe(false);
    expect(isNarrower([where('by', 'jdoe')], wide)).toBe(false);
    expect(isNarrower(wide, [])).toBe(true);
    expect(isNarrower([where('is', 'denied')], [where('is', 'error')])).toBe(true);
  });

  test('never finds an event that the wider one does not', () => {
    fc.assert(
      fc.property(filters, filters, fc.array(anyEvent, { maxLength: 20 }), (more, wider, events) => {
        const filter = [...wider, ...more];
        expect(isNarrower(filter, wider)).toBe(true);
        if (!isNarrower(more, wider)) return;
        for (const event of events) if (matches(more, event)) expect(matches(wider, event)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
