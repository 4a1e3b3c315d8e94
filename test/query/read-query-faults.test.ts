import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isValues } from '../../src/condition/condition.ts';
import { explain, type Fault } from '../../src/errors.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';
import { context } from './context.ts';

function faultOf(text: string): Fault {
  const query = readQuery(text, context);
  if (query.ok) throw new Error(`${text} was read`);
  return query.fault;
}

describe('a question that is not understood names the fault and the closest right form', () => {
  test.each<[text: string, id: Fault['id'], didYouMean: string]>([
    ['', 'empty-question', 'help'],
    [' \n ', 'empty-question', 'help'],
    ['x'.repeat(10_000), 'too-long', 'help'],
    [`who ${'x'.repeat(10_000)}`, 'too-long', 'help who'],
    ['whoo DeleteBucket since 7d', 'unknown-question', 'who DeleteBucket since 7d'],
    ['DeleteBucket', 'unknown-question', 'who DeleteBucket'],
    ['deletebuckett', 'unknown-question', 'who DeleteBucket'],
    ['describe slack channels since 7d', 'unknown-question', 'who describe slack channels since 7d'],
    ['chatbot:DescribeSlackChannels', 'unknown-question', 'who chatbot:DescribeSlackChannels'],
    ['10.1.2.3 since 7d', 'unknown-question', 'ip 10.1.2.3 since 7d'],
    ['AKIAIOSFODNN7EXAMPLE', 'unknown-question', 'key AKIAIOSFODNN7EXAMPLE'],
    ['arn:aws:s3:::audit-logs', 'unknown-question', 'touched arn:aws:s3:::audit-logs'],
    ['ip:10.0.0.1', 'unknown-question', 'ip 10.0.0.1'],
    ['кто DeleteBucket', 'unknown-question', 'who DeleteBucket'],
    ['error since 7d', 'unknown-question', 'errors since 7d'],
    ['🦄', 'unknown-question', 'help'],
    ['xyzzy', 'unknown-question', 'help'],
    ['__proto__', 'unknown-question', 'help'],
    ['constructor', 'unknown-question', 'help'],
    ['whoo DeleteBucket sinc:7d', 'unknown-question', 'who DeleteBucket since:7d'],
    ['who', 'subject-missing', 'who DeleteBucket'],
    ['who since 7d', 'subject-missing', 'who DeleteBucket since 7d'],
    ['who 🦄', 'subject-kind', 'help who'],
    ['who Delete\u0000Bucket', 'subject-kind', 'who DeleteBucket'],
    ['who arn:aws:s3:::x', 'subject-kind', 'touched arn:aws:s3:::x'],
    ['who list slack chanels', 'event-words', 'who DescribeSlackChannels'],
    ['who list slack chanels in us-east-1', 'event-words', 'who DescribeSlackChannels in us-east-1'],
    ['who create acess key by jdoe', 'word-unexpected', 'who CreateAccessKey by jdoe'],
    ['who DeleteBucket please', 'word-unexpected', 'who DeleteBucket'],
    ['who lamda:CreateFunction', 'bad-service', 'who lambda:CreateFunction'],
    ['errors service chimee', 'bad-service', 'errors service chime'],
    ['what Jane Doe since 7d', 'word-unexpected', 'what "Jane Doe" since 7d'],
    ['what Иван', 'subject-kind', 'help what'],
    ['what José', 'subject-kind', 'what Jose'],
    ['ip jdoe', 'bad-address', 'what jdoe'],
    ['ip arn:aws:s3:::x', 'bad-address', 'touched arn:aws:s3:::x'],
    ['ip 10.0.0.0/40', 'bad-address', 'ip 10.0.0.0/32'],
    ['ip 10.0.0.256', 'bad-address', 'ip 10.0.0.255'],
    ['event jdoe', 'bad-event-id', 'what jdoe'],
    ['key jdoe', 'bad-key', 'what jdoe'],
    ['denied DeleteBucket', 'subject-unexpected', 'denied event:DeleteBucket'],
    ['help foo', 'subject-kind', 'help'],
    ['help woh', 'subject-kind', 'help'],
    ['who DeleteBucket sinc:7d', 'unknown-modifier', 'who DeleteBucket since:7d'],
    ['who DeleteBucket sinc 7d', 'unknown-modifier', 'who DeleteBucket since 7d'],
    ['who sinc 7d DeleteBucket', 'unknown-modifier', 'who since 7d DeleteBucket'],
    ['who DeleteBucket regoin:us-east-1', 'unknown-modifier', 'who DeleteBucket in:us-east-1'],
    ['who DeleteBucket region us-east-1', 'unknown-modifier', 'who DeleteBucket in us-east-1'],
    ['who DeleteBucket from us-east-1', 'unknown-modifier', 'who DeleteBucket in us-east-1'],
    ['who DeleteBucket from yesterday', 'unknown-modifier', 'who DeleteBucket since yesterday'],
    ['who DeleteBucket since=7d', 'unknown-modifier', 'who DeleteBucket since:7d'],
    ['who DeleteBucket --since 7d', 'unknown-modifier', 'who DeleteBucket since 7d'],
    ['what user:jdoe', 'unknown-modifier', 'what by:jdoe'],
    ['denied public:yes', 'unknown-modifier', 'denied public'],
    ['who DeleteBucket since', 'value-missing', 'who DeleteBucket'],
    ['who DeleteBucket by in us-east-1', 'value-missing', 'who DeleteBucket in us-east-1'],
    ['who DeleteBucket since 7d since 2d', 'repeated-modifier', 'who DeleteBucket since 7d'],
    ['who DeleteBucket event:CreateBucket', 'repeated-modifier', 'who DeleteBucket,CreateBucket'],
    ['what by:alice jdoe', 'repeated-modifier', 'what jdoe,alice'],
    ['denied by alice since 7d by bob', 'repeated-modifier', 'denied by alice,bob since 7d'],
    ['who DeleteBucket in us-esat-1', 'bad-region', 'who DeleteBucket in us-east-1'],
    ['who DeleteBucket in us-east-1,frankfurt', 'bad-region', 'who DeleteBucket in us-east-1,eu-central-1'],
    ['who DeleteBucket account prd', 'unknown-account', 'who DeleteBucket account prod'],
    ['who DeleteBucket account devbox', 'unknown-account', 'who DeleteBucket account "Dev Box"'],
    ['who DeleteBucket account 99998888777', 'unknown-account', 'help who'],
    ['who DeleteBucket since 2026-02-30', 'bad-time', 'who DeleteBucket since 2026-02-28'],
    ['who DeleteBucket since 25:00', 'bad-time', 'who DeleteBucket since 23:00'],
    ['who since yesteday DeleteBucket', 'bad-time', 'who since yesterday DeleteBucket'],
    ['who DeleteBucket during 3pm', 'bad-time', 'who DeleteBucket since 3pm'],
    ['who DeleteBucket since 2027-01-01', 'time-future', 'who DeleteBucket since 2026-01-01'],
    ['who DeleteBucket since today until yesterday', 'time-order', 'who DeleteBucket since yesterday until today'],
    ['who DeleteBucket during yesterday since 7d', 'time-conflict', 'who DeleteBucket during yesterday'],
    ['who DeleteBucket is:okk', 'bad-is', 'who DeleteBucket is:ok'],
    ['who DeleteBucket is:ok is:denied', 'contradiction', 'who DeleteBucket is:ok'],
    ['who DeleteBucket is read since 7d is write', 'contradiction', 'who DeleteBucket since 7d is:read'],
    ['who DeleteBucket is:human is:service', 'contradiction', 'who DeleteBucket is:human'],
    ['denied by jdoe not by jdoe', 'contradiction', 'denied not by jdoe'],
    ['who DeleteBucket not event DeleteBucket', 'contradiction', 'help who'],
    ['who DeleteBucket limit 5000', 'bad-limit', 'who DeleteBucket limit 1000'],
    ['who DeleteBucket limit 0', 'bad-limit', 'who DeleteBucket limit 1'],
    ['who DeleteBucket limit -1', 'bad-limit', 'who DeleteBucket limit 1'],
    ['who DeleteBucket limit 1e2', 'bad-limit', 'who DeleteBucket limit 100'],
    ['who DeleteBucket by <@U012AB3CD>', 'bad-name', 'help who'],
    ['who "DeleteBucket', 'unclosed-quote', 'who DeleteBucket'],
  ])('%j', (text, id, didYouMean) => {
    const fault = faultOf(text);
    expect([fault.id, fault.didYouMean]).toEqual([id, didYouMean]);
    expect(explain(fault).length).toBeLessThan(250);
  });
});

describe('a value that can’t be read is put right', () => {
  test.each<[text: string, id: Fault['id'], didYouMean: string]>([
    ['denied since 7x', 'bad-time', 'denied since 7d'],
    ['denied since 4y', 'bad-time', 'denied since 90d'],
    ['denied since 1h30m by jdoe', 'bad-time', 'denied since 90m by jdoe'],
    ['denied since 20261101', 'bad-time', 'denied since 2026-11-01'],
    ['denied since 11/01/2026', 'bad-time', 'denied since 2026-11-01'],
    ['denied since 2026-11-20T24:00', 'bad-time', 'denied since 2026-11-20'],
    ['denied until 2026-11-19T24:00', 'bad-time', 'denied until 2026-11-20T00:00'],
    ['denied since 2026-13-01', 'bad-time', 'denied since 2026-01-13'],
    ['denied since 2026-02-30', 'bad-time', 'denied since 2026-02-28'],
    ['denied since tomorrow', 'bad-time', 'denied since today'],
    ['denied since -5d', 'bad-time', 'denied since 5d'],
    ['denied since 999999999d', 'bad-time', 'denied since 90d'],
    ['denied during november', 'bad-time', 'denied during 2026-11'],
    ['denied during banana', 'bad-time', 'denied during yesterday'],
    ['denied since 1h until banana', 'bad-time', 'denied since 1h until now'],
    ['who since banana DeleteBucket', 'bad-time', 'who since yesterday DeleteBucket'],
    ['denied limit:0', 'bad-limit', 'denied limit:1'],
    ['denied limit:abc', 'bad-limit', 'denied limit:20'],
    ['denied service:s4', 'bad-service', 'denied service:s3'],
    ['denied service:xyzzyplugh', 'bad-service', 'help denied'],
    ['denied in mars', 'bad-region', 'help denied'],
    ['denied in eu', 'bad-region', 'denied in eu-central-1'],
    ['denied in us-east-1,mars', 'bad-region', 'help denied'],
    ['denied is:failed,human', 'bad-is', 'denied is:error,human'],
    ['denied account prod,devbox', 'unknown-account', 'denied account prod,"Dev Box"'],
    ['ip 1.2.3', 'bad-address', 'ip 1.2.3.0/24'],
    ['ip 1.2.3.*', 'bad-address', 'ip 1.2.3.0/24'],
    ['ip 999.1.1.1', 'bad-address', 'ip 255.1.1.1'],
    ['ip 10.0.0.1:443', 'bad-address', 'ip 10.0.0.1'],
    ['ip 2001:db8', 'bad-address', 'ip 2001:db8::/32'],
    ['ip 2001:db8::g', 'bad-address', 'help ip'],
    ['key AKIA123', 'bad-key', 'help key'],
    ['key (AKIAIOSFODNN7EXAMPLE)', 'bad-key', 'key AKIAIOSFODNN7EXAMPLE'],
    ['denied ip:jdoe', 'bad-address', 'denied by:jdoe'],
    ['event 5b28', 'bad-event-id', 'help event'],
    ['event 3f061095b48843d4beccf8652d459ac5', 'bad-event-id', 'event 3f061095-b488-43d4-becc-f8652d459ac5'],
    ['denied since 7x by José limit 0 in frankfurt', 'bad-time', 'denied since 7d by Jose limit 1 in eu-central-1'],
  ])('%j', (text, id, didYouMean) => {
    const fault = faultOf(text);
    expect([fault.id, fault.didYouMean]).toEqual([id, didYouMean]);
  });
});

describe('a window that has only begun is empty, and so a fault', () => {
  test.each([
    ['denied since:0d', 'denied since:24h'],
    ['denied since now', 'denied since 24h'],
    ['denied during 0h', 'denied during 24h'],
    ['denied since now until now', 'denied since 24h until now'],
  ])('%s', (text, didYouMean) => {
    expect(faultOf(text)).toMatchObject({ id: 'time-order', didYouMean });
  });
});

describe('what is of another kind belongs to another question or modifier', () => {
  test.each<[text: string, id: Fault['id'], didYouMean: string]>([
    ['session AKIAIOSFODNN7EXAMPLE', 'subject-kind', 'key AKIAIOSFODNN7EXAMPLE'],
    ['session arn:aws:s3:::x', 'subject-kind', 'touched arn:aws:s3:::x'],
    [
      'session arn:aws:iam::111122223333:user/mia since 7d',
      'subject-kind',
      'what arn:aws:iam::111122223333:user/mia since 7d',
    ],
    ['session arn:aws:iam::1:role/admin', 'subject-kind', 'what arn:aws:iam::1:role/admin'],
    ['what arn:aws:s3:::bucket', 'subject-kind', 'touched arn:aws:s3:::bucket'],
    ['what arn:aws:iam::1:policy/admin', 'subject-kind', 'touched arn:aws:iam::1:policy/admin'],
    ['denied by arn:aws:s3:::bucket', 'not-principal', 'denied on:arn:aws:s3:::bucket'],
  ])('%s', (text, id, didYouMean) => {
    const fault = faultOf(text);
    expect([fault.id, fault.didYouMean]).toEqual([id, didYouMean]);
  });
});

describe('a question that takes no subject is offered the modifier that is missing', () => {
  test.each([
    ['denied alice', 'denied by:alice'],
    ['logins bob since 7d', 'logins by:bob since 7d'],
    ['denied "Jane Doe"', 'denied by:"Jane Doe"'],
    ['changes audit-logs', 'changes on:audit-logs'],
    ['changes 2024-logs', 'changes on:2024-logs'],
    ['changes 7z/uploads', 'changes on:7z/uploads'],
    ['changes arn:aws:s3:::logs', 'changes on:arn:aws:s3:::logs'],
    ['denied delete bucket', 'denied event delete bucket'],
    ['denied last week', 'denied during last week'],
    ['denied us-east-1', 'denied in:us-east-1'],
    ['denied prod', 'denied account:prod'],
    ['denied 10.0.0.1', 'denied ip:10.0.0.1'],
    ['errors chime', 'errors service:chime'],
    ['denied root', 'denied is:root'],
    ['logins DeleteBucket', 'who DeleteBucket'],
  ])('%s', (text, didYouMean) => {
    expect(faultOf(text)).toMatchObject({ id: 'subject-unexpected', didYouMean });
  });

  test('and so is one that has its subject already', () => {
    expect(faultOf('what jdoe yesterday').didYouMean).toBe('what jdoe during yesterday');
    expect(faultOf('what jdoe DeleteBucket').didYouMean).toBe('what jdoe event:DeleteBucket');
    expect(faultOf('who delete bucket s3').didYouMean).toBe('who delete bucket service:s3');
  });
});

test('the words of an event in another order are that event', () => {
  expect(faultOf('who bucket delete since 7d')).toMatchObject({
    id: 'event-words',
    didYouMean: 'who DeleteBucket since 7d',
  });
  expect(faultOf('who key access create').didYouMean).toBe('who CreateAccessKey');
});

describe('what contradicts itself, or what the question is about, is a fault', () => {
  test.each<[text: string, one: string, other: string, didYouMean: string]>([
    ['errors is:ok', 'is:ok', 'errors', 'errors'],
    ['errors is:ok is:denied', 'is:ok', 'errors', 'errors is:denied'],
    ['changes is:read is:human', 'is:read', 'changes', 'changes is:human'],
    ['denied is:!error', 'is:!error', 'denied', 'help denied'],
    ['root is:!root since 7d', 'root', 'is:!root', 'help root'],
    ['logins event:DeleteBucket', 'logins', 'event:DeleteBucket', 'help logins'],
    ['logins service:ec2 by bob', 'logins', 'service:ec2', 'help logins'],
    ['who s3:DeleteBucket service:ec2', 's3:DeleteBucket', 'service:ec2', 'help who'],
    ['denied event s3:DeleteBucket service ec2', 'event:s3:DeleteBucket', 'service:ec2', 'help denied'],
  ])('%s', (text, one, other, didYouMean) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ id: 'contradiction', didYouMean });
    expect(fault.facts.toSorted()).toEqual([one, other].sort());
  });
});

test('the example is one of the question asked, and of any where none was', () => {
  expect(faultOf('ip jdoe').example).toBe('ip 203.0.113.7 since:24h');
  expect(faultOf('gibberish').example).toBe('who DeleteBucket on:audit-logs since:7d');
});

test('an account that is not configured names those that are', () => {
  expect(explain(faultOf('denied account staging'))).toBe(
    '“staging” is not a configured account; Trail knows prod (111122223333), Dev Box (444455556666).',
  );
});

describe('whatever is typed', () => {
  const helpful = (text: string) => {
    const query = readQuery(text, context);
    if (query.ok) return;
    const { didYouMean = '', example = '' } = query.fault;
    expect(explain(query.fault)).not.toBe('');
    expect(readQuery(example, context).ok).toBe(true);
    expect([didYouMean, readQuery(didYouMean, context).ok]).toEqual([didYouMean, true]);
  };

  test('in any script, nothing is thrown, the example works and the closest form reads', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), helpful), { numRuns: 40 });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }).map((rest) => `who ${rest}`),
        helpful,
      ),
      { numRuns: 40 },
    );
  });

  test('of questions that were right before something was changed in them, the same holds', () => {
    const right = fc.constantFrom(
      ...shapes.flatMap(({ examples }) => examples),
      'who delete bucket in us-east-1,us-east-2 since last monday 3pm limit 5',
      'what "Jane Doe" account:"Dev Box" during 2026-11-01..2026-11-03 public',
      'session arn:aws:sts::111122223333:assumed-role/admin/jdoe since 7d',
      'errors service:chime event RunInstances by jdoe until yesterday is:human',
    );
    const sign = fc.constantFrom(...'axz019-:,./"’ @#é🦄');
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    const word = fc.constantFrom(
      ...['banana', '7x', 'is:ok', 'by', 'since', 'in:mars', 'limit:0', 'AKIA1', 'arn:aws:s3:::x', '1.2.3'],
    );
    const change = fc.oneof(
      fc.record({ kind: fc.constant('insert' as const), place, sign }),
      fc.record({ kind: fc.constant('replace' as const), place, sign }),
      fc.record({ kind: fc.constant('drop' as const), place }),
      fc.record({ kind: fc.constant('word' as const), place, sign: word }),
    );
    const changed = fc.tuple(right, fc.array(change, { minLength: 1, maxLength: 3 })).map(([text, changes]) =>
      changes.reduce((before, one) => {
        const words = before.split(' ');
        const at = Math.floor(one.place * (one.kind === 'word' ? words.length : before.length));
        if (one.kind === 'word') return words.with(Math.min(at, words.length - 1), one.sign).join(' ');
        const rest = before.slice(one.kind === 'insert' ? at : at + 1);
        return before.slice(0, at) + (one.kind === 'drop' ? '' : one.sign) + rest;
      }, text),
    );
    fc.assert(fc.property(changed, helpful), { numRuns: 200 });
  });

  test('of words that questions are made of, the same holds', () => {
    const word = fc.constantFrom(
      ...shapes.map(({ name }) => name),
      ...isValues,
      ...[
        'by',
        'in',
        'account',
        'service',
        'on',
        'event',
        'ip',
        'key',
        'since',
        'until',
        'during',
        'is',
        'limit',
        'public',
      ],
      ...[
        'by:',
        'in:us-east-1,',
        'since:7d',
        'sinc:7d',
        'is:ok',
        'limit:0',
        '"',
        '“a b”',
        "'",
        ',',
        ':',
        '::',
        'x:y',
        's3:GetObject',
      ],
      ...[
        'DeleteBucket',
        'describe',
        'slack',
        'channels',
        'create',
        'access',
        'jdoe',
        'yesterday',
        '3pm',
        'last',
        'monday',
      ],
      ...['us-east-1', 'prod', '111122223333', '10.0.0.1', '2001:db8::1', 'AKIAIOSFODNN7EXAMPLE', '🦄', '__proto__'],
    );
    const text = fc.array(word, { maxLength: 9 }).map((words) => words.join(' '));
    fc.assert(fc.property(text, helpful), { numRuns: 120 });
  });
});
