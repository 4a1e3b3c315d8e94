import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explain, type Fault } from '../../src/errors.ts';
import { isValues } from '../../src/query/query.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { context } from './context.ts';
import { shapes } from './shapes.ts';

function stumble(text: string): Fault {
  const query = readQuery(text, context);
  if (query.ok) throw new Error(`${text} was read`);
  return query.fault;
}

describe('a question that is not understood names the fault and the closest right form', () => {
  test.each<[text: string, id: Fault['id'], didYouMean: string | undefined]>([
    ['', 'empty-question', undefined],
    [' \n ', 'empty-question', undefined],
    ['x'.repeat(10_000), 'too-long', undefined],
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
    ['🦄', 'unknown-question', undefined],
    ['__proto__', 'unknown-question', undefined],
    ['constructor', 'unknown-question', undefined],
    ['whoo DeleteBucket sinc:7d', 'unknown-question', 'who DeleteBucket since:7d'],
    ['who', 'subject-missing', undefined],
    ['who since 7d', 'subject-missing', undefined],
    ['who 🦄', 'subject-kind', undefined],
    ['who Delete\u0000Bucket', 'subject-kind', 'who DeleteBucket'],
    ['who arn:aws:s3:::x', 'subject-kind', 'touched arn:aws:s3:::x'],
    ['who list slack chanels', 'event-words', 'who DescribeSlackChannels'],
    ['who list slack chanels in us-east-1', 'event-words', 'who DescribeSlackChannels in us-east-1'],
    ['who create acess key by jdoe', 'word-unexpected', 'who CreateAccessKey by jdoe'],
    ['who DeleteBucket please', 'word-unexpected', 'who DeleteBucket'],
    ['who lamda:CreateFunction', 'bad-service', 'who lambda:CreateFunction'],
    ['errors service chimee', 'bad-service', 'errors service chime'],
    ['what Jane Doe since 7d', 'word-unexpected', 'what "Jane Doe" since 7d'],
    ['what Иван', 'subject-kind', undefined],
    ['ip jdoe', 'bad-address', 'what jdoe'],
    ['ip arn:aws:s3:::x', 'bad-address', 'touched arn:aws:s3:::x'],
    ['ip 10.0.0.0/40', 'bad-address', 'ip 10.0.0.0/32'],
    ['ip 10.0.0.256', 'bad-address', 'what 10.0.0.256'],
    ['event jdoe', 'bad-event-id', 'what jdoe'],
    ['key jdoe', 'bad-key', 'what jdoe'],
    ['denied DeleteBucket', 'subject-unexpected', 'denied'],
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
    ['who DeleteBucket event:CreateBucket', 'repeated-modifier', 'who DeleteBucket'],
    ['who DeleteBucket in us-esat-1', 'bad-region', 'who DeleteBucket in us-east-1'],
    ['who DeleteBucket in us-east-1,frankfurt', 'bad-region', 'who DeleteBucket in us-east-1,eu-central-1'],
    ['who DeleteBucket account prd', 'unknown-account', 'who DeleteBucket account prod'],
    ['who DeleteBucket account devbox', 'unknown-account', 'who DeleteBucket account "Dev Box"'],
    ['who DeleteBucket account 999988887777', 'unknown-account', 'who DeleteBucket account prod'],
    ['who DeleteBucket since 2026-02-30', 'bad-time', 'who DeleteBucket since 2026-02-28'],
    ['who DeleteBucket since 25:00', 'bad-time', undefined],
    ['who since yesteday DeleteBucket', 'bad-time', 'who since yesterday DeleteBucket'],
    ['who DeleteBucket during 3pm', 'bad-time', undefined],
    ['who DeleteBucket since 2027-01-01', 'time-future', undefined],
    ['who DeleteBucket since today until yesterday', 'time-order', 'who DeleteBucket since yesterday until today'],
    ['who DeleteBucket during yesterday since 7d', 'time-conflict', 'who DeleteBucket during yesterday'],
    ['who DeleteBucket is:okk', 'bad-is', 'who DeleteBucket is:ok'],
    ['who DeleteBucket is:ok is:denied', 'contradiction', 'who DeleteBucket is:ok'],
    ['who DeleteBucket is:ok,error', 'contradiction', 'who DeleteBucket is:ok'],
    ['who DeleteBucket is read since 7d is write', 'contradiction', 'who DeleteBucket since 7d is:read'],
    ['who DeleteBucket is human,service', 'contradiction', 'who DeleteBucket is:human'],
    ['who DeleteBucket limit 5000', 'bad-limit', 'who DeleteBucket limit 1000'],
    ['who DeleteBucket limit 0', 'bad-limit', undefined],
    ['who DeleteBucket limit -1', 'bad-limit', undefined],
    ['who DeleteBucket limit 1e2', 'bad-limit', undefined],
    ['who DeleteBucket by <@U012AB3CD>', 'bad-name', undefined],
    ['who "DeleteBucket', 'unclosed-quote', 'who DeleteBucket'],
  ])('%j', (text, id, didYouMean) => {
    const fault = stumble(text);
    expect([fault.id, fault.didYouMean]).toEqual([id, didYouMean]);
    expect(explain(fault).length).toBeLessThan(250);
  });
});

test('the example is one of the question asked, and of any where none was', () => {
  expect(stumble('ip jdoe').example).toBe('ip 203.0.113.7 since:24h');
  expect(stumble('gibberish').example).toBe('who DeleteBucket on:audit-logs since:7d');
});

test('an account that is not configured names those that are', () => {
  expect(explain(stumble('denied account staging'))).toBe(
    '“staging” is not a configured account; Trail knows prod (111122223333), Dev Box (444455556666).',
  );
});

describe('whatever is typed', () => {
  const helpful = (text: string) => {
    const query = readQuery(text, context);
    if (query.ok) return;
    const { didYouMean, example } = query.fault;
    expect(explain(query.fault)).not.toBe('');
    expect(readQuery(example ?? '', context).ok).toBe(true);
    if (didYouMean !== undefined) expect(readQuery(didYouMean, context).ok).toBe(true);
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
