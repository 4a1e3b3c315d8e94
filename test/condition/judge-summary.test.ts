import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { except, type Filter, where } from '../../src/condition/condition.ts';
import { callsOf, summaryJudge } from '../../src/condition/judge-summary.ts';
import { matcher } from '../../src/condition/match.ts';
import { readRecord } from '../../src/trail/read-record.ts';
import { aggregated, countBy } from '../records/aggregated.ts';

/** One call as a trail logs it, from which CloudTrail makes summaries. */
interface Call {
  eventName: string;
  resourceARN: string;
  userIdentity: string;
  sourceIpAddress: string;
  errorCodes: string | null;
}

const names = {
  eventName: ['GetObject', 'PutObject', 'DeleteObject'],
  resourceARN: ['arn:aws:s3:::audit-logs', 'arn:aws:s3:::backups'],
  userIdentity: ['arn:aws:iam::111122223333:user/alice', 'arn:aws:sts::111122223333:assumed-role/app/i-0abc'],
  sourceIpAddress: ['192.0.2.1', '198.51.100.7'],
  errorCodes: ['AccessDenied', 'NoSuchKey', null],
};
const call: fc.Arbitrary<Call> = fc.record({
  eventName: fc.constantFrom(...names.eventName),
  resourceARN: fc.constantFrom(...names.resourceARN),
  userIdentity: fc.constantFrom(...names.userIdentity),
  sourceIpAddress: fc.constantFrom(...names.sourceIpAddress),
  errorCodes: fc.constantFrom(...names.errorCodes),
});
const condition = fc.oneof(
  fc.constantFrom(...names.eventName).map((name) => where('event', { name, source: null })),
  fc.constantFrom(...names.eventName).map((name) => except('event', { name, source: null })),
  fc.constantFrom('alice', 'app', 'role/app', 'nobody').map((who) => where('by', who)),
  fc.constant(except('by', 'alice')),
  fc.constantFrom('audit-logs', 'arn:aws:s3:::backups', 'elsewhere').map((name) => where('on', name)),
  fc.constantFrom('192.0.2.1', '198.51.100.0/24').map((ip) => where('ip', ip)),
  fc.constantFrom('error', 'denied', 'ok', 'read', 'write', 'human').map((is) => where('is', is)),
  fc.constantFrom('s3.amazonaws.com', 'sqs.amazonaws.com').map((service) => where('service', service)),
);
const filter: fc.Arbitrary<Filter> = fc.array(condition, { maxLength: 3 });
const detail = fc.constantFrom('resourceARN', 'userIdentity', 'sourceIpAddress', 'errorCodes');

/** The call as a record of its own, read as any other. */
const eventOf = ({ eventName, resourceARN, userIdentity, sourceIpAddress, errorCodes }: Call) =>
  readRecord({
    eventTime: '2025-11-17T19:21:00Z',
    eventName,
    eventSource: 's3.amazonaws.com',
    awsRegion: 'us-west-2',
    recipientAccountId: '111122223333',
    userIdentity: userIdentity.includes(':user/')
      ? { type: 'IAMUser', arn: userIdentity, accountId: '111122223333', userName: 'alice' }
      : { type: 'AssumedRole', arn: userIdentity, accountId: '111122223333' },
    sourceIPAddress: sourceIpAddress,
    errorCode: errorCodes ?? undefined,
    resources: [{ ARN: resourceARN }],
    eventCategory: 'Data',
  });

describe('what a summary tells of a question', () => {
  test('is never more than there was, and what it leaves open covers the rest', () => {
    fc.assert(
      fc.property(
        fc.array(call, { minLength: 1, maxLength: 12 }),
        filter,
        fc.uniqueArray(detail, { maxLength: 4 }),
        (calls, asked, details) => {
          const [first] = calls;
          const own = calls.filter(({ eventName }) => eventName === first?.eventName);
          const record = aggregated({
            by: 'eventName',
            of: countBy(own, 'eventName'),
            details: own,
            dimensions: details,
          });
          const { matching, unjudged } = summaryJudge(asked)(readRecord(record));
          const really = own.map(eventOf).filter(matcher(asked)).length;
          expect(callsOf(matching)).toBeLessThanOrEqual(really);
          expect(callsOf(matching) + unjudged).toBeGreaterThanOrEqual(really);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is exact where at most one dimension parts its calls', () => {
    fc.assert(
      fc.property(fc.array(call, { minLength: 1, maxLength: 12 }), filter, (calls, asked) => {
        const [first] = calls;
        const own = calls.map((one) => ({ ...one, ...first, userIdentity: one.userIdentity }));
        const dimensions = ['resourceARN', 'userIdentity', 'sourceIpAddress', 'errorCodes'] as const;
        const record = aggregated({ by: 'eventName', of: countBy(own, 'eventName'), details: own, dimensions });
        const { matching, unjudged } = summaryJudge(asked)(readRecord(record));
        expect([callsOf(matching), unjudged]).toEqual([own.map(eventOf).filter(matcher(asked)).length, 0]);
      }),
      { numRuns: 300 },
    );
  });

  test('is nothing for a condition that no summary tells, and all of it is left open', () => {
    const record = aggregated({ by: 'eventName', of: { PutObject: 9 } });
    expect(summaryJudge([where('key', 'AKIAIOSFODNN7EXAMPLE')])(readRecord(record))).toEqual({
      matching: [],
      unjudged: 9,
    });
    expect(summaryJudge([where('by', 'AIDAEXAMPLEALICE00001')])(readRecord(record)).unjudged).toBe(9);
  });
});

describe('a summary', () => {
  test.each([
    ['no window', { timeWindow: undefined }],
    ['no count', { summary: { primaryDimension: { dimension: 'eventName', statistics: 'many' } } }],
    [
      'another measure than a count',
      { summary: { primaryDimension: { dimension: 'eventName', statistics: [], aggregationType: 'Sum' } } },
    ],
    ['nothing', { timeWindow: 7, summary: null }],
  ])('with %s is one that could not be read', (_what, fields) => {
    const event = readRecord({ ...aggregated({ by: 'eventName', of: { PutObject: 9 } }), ...fields });
    expect(event).toMatchObject({ kind: 'summary', summary: null, understood: false });
  });

  test('counts nothing by what is no number of calls', () => {
    const statistics = [-1, Number.NaN, 'x', 1e300, 2.5, null, '3', 4].map((value) => ({ name: 'PutObject', value }));
    const summary = { primaryDimension: { dimension: 'eventName', statistics } };
    expect(readRecord({ ...aggregated({ by: 'eventName', of: {} }), summary }).summary?.calls).toBe(7);
  });
});
