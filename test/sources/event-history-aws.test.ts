import { STSClient } from '@aws-sdk/client-sts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AssumeRoleFailed, createRoles, sessionName } from '../../src/sources/aws/clients.ts';
import { readFailure } from '../../src/sources/aws/failure.ts';
import { readEvents } from '../../src/sources/event-history/aws-lookups.ts';
import { startAws } from '../fakes/aws.ts';

test('every session name is one that STS takes, and those that fit stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (asker) => {
      expect(sessionName(asker)).toMatch(/^[\w+=,.@-]{2,64}$/);
    }),
  );
  expect(sessionName('trail-U012AB3CD')).toBe('trail-U012AB3CD');
  expect(sessionName('trail-jürg böll')).toBe('trail-j-rg-b-ll');
});

describe('assumed sessions', () => {
  const role = 'arn:aws:iam::222233334444:role/trail-read-only';
  const wanted = { role, externalId: null, asker: 'trail-cli' };

  test('are shared, kept until five minutes before they expire, and asked for again after a failure', async () => {
    const aws = await startAws({ roles: { [role]: { account: '222233334444' } } });
    Object.assign(process.env, aws.env);
    try {
      let time = Date.now();
      const sts = new STSClient({ region: 'us-east-1', maxAttempts: 1 });
      const roles = createRoles(
        async () => sts,
        () => time,
      );
      const assumed = () => aws.calls.length;
      const [one, other] = await Promise.all([roles(wanted)(), roles(wanted)()]);
      expect(other).toBe(one);
      time += 54 * 60_000;
      expect(await roles(wanted)()).toBe(one);
      expect(assumed()).toBe(1);
      time += 2 * 60_000;
      expect(await roles(wanted)()).not.toBe(one);
      expect(assumed()).toBe(2);
      await roles({ ...wanted, asker: 'trail-U1' })();
      expect(assumed()).toBe(3);
      aws.addFault({ operation: 'AssumeRole', error: 'AccessDenied', status: 403, times: 1 });
      const late = roles({ ...wanted, asker: 'trail-U2' });
      await expect(late()).rejects.toBeInstanceOf(AssumeRoleFailed);
      await expect(late()).resolves.toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
      sts.destroy();
    } finally {
      await aws.stop();
    }
  });
});

describe('a failure', () => {
  const named = (name: string, fields: object = {}) => Object.assign(new Error('any text'), { name, ...fields });

  test.each([
    [named('ThrottlingException'), 'throttled'],
    [named('Anything', { $metadata: { httpStatusCode: 429 } }), 'throttled'],
    [named('AccessDeniedException', { $metadata: { httpStatusCode: 400 } }), 'denied'],
    [named('Anything', { $metadata: { httpStatusCode: 403 } }), 'denied'],
    [named('ExpiredTokenException'), 'expired'],
    [named('CredentialsProviderError'), 'no-credentials'],
    [named('UnrecognizedClientException'), 'not-accepted'],
    [named('InvalidNextTokenException'), 'bad-token'],
    [named('InvalidTimeRangeException'), 'too-old'],
    [named('TimeoutError'), 'unreachable'],
    [named('Error', { code: 'ENOTFOUND' }), 'unreachable'],
    [named('SyntaxError', { $response: { statusCode: 502 } }), 'unreachable'],
    [named('InternalFailure', { $metadata: { httpStatusCode: 500 } }), 'unreachable'],
    [named('ValidationException', { $metadata: { httpStatusCode: 400 } }), 'refused'],
  ])('is told by code and status: %p is %s', (error, kind) => {
    expect(readFailure(error)).toMatchObject({ kind, assuming: false });
    expect(readFailure(new AssumeRoleFailed({ cause: error }))).toMatchObject({ kind, assuming: true });
  });

  test('that is a fault of Trail itself is none of AWS', () => {
    expect(readFailure(new TypeError('x is not a function'))).toBeNull();
    expect(readFailure('text')).toBeNull();
  });

  test('whose answer was not AWS’s own is named by its status', () => {
    expect(readFailure(named('SyntaxError', { $response: { statusCode: 502 } }))?.code).toBe('HTTP 502');
  });
});

describe('an event whose record does not say when it happened', () => {
  const span = { start: 1000, end: 2000 };
  const record = (fields: object) => JSON.stringify({ eventID: 'e', eventName: 'A', eventSource: 's', ...fields });

  test('stands where CloudTrail found it', () => {
    const events = readEvents(
      [
        { CloudTrailEvent: record({ eventTime: 'no time' }) },
        { CloudTrailEvent: record({ eventTime: new Date(1_900_000).toISOString() }) },
        { CloudTrailEvent: record({ eventTime: 'no time' }), EventTime: new Date(1_800_000) },
        { CloudTrailEvent: record({ eventTime: '1999-01-01T00:00:00Z' }) },
      ],
      span,
      { whole: false },
    );
    expect(events.map(({ time }) => time)).toEqual([2_000_000, 1_900_000, 1_800_000, 1_800_000]);
  });
});
