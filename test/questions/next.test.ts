import { describe, expect, test } from '@jest/globals';
import type { ConditionKind } from '../../src/condition/condition.ts';
import type { Answer } from '../../src/present/answer.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';
import { detailCommand, nextQuestions } from '../../src/questions/next.ts';
import { sampleAnswer, sampleEvent, sampleGroup, samplePrincipal, sampleSearched } from '../blocks/sample-answers.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const context = { now, zone: 'UTC', accounts: [{ name: 'prod', id: '111122223333', regions: [] }], shapes };

function asked(text: string, given: Partial<Answer> = {}, share = true): Record<string, string> {
  const read = readQuery(text, context);
  if (!read.ok) throw new Error(JSON.stringify(read.fault));
  const next = nextQuestions(read.value, sampleAnswer({ final: true, ...given }), { share });
  for (const { command } of next) expect(readQuery(command, context).ok).toBe(true);
  return Object.fromEntries(next.map(({ id, command }) => [id, command]));
}

const events = [sampleEvent()];
const window = { start: now - 86_400_000, end: now };
const complete = { complete: true, searched: [sampleSearched()], missed: [], notes: [] };

describe('What may be asked after an answer', () => {
  test('keeps its window, and adds to what was asked', () => {
    const groups = [sampleGroup({ errors: 1 })];
    const next = asked('who DescribeSlackChannels in us-east-2 since:24h', {
      events,
      groups,
      window,
      total: 3,
      coverage: complete,
    });
    const frozen = 'since:2026-11-19T10:00:00Z until:2026-11-20T10:00:00Z';
    expect(next).toEqual({
      failures: `who DescribeSlackChannels is:error in:us-east-2 ${frozen}`,
      principal: `what user/jdoe in:us-east-2 ${frozen}`,
      address: `ip 10.24.34.3 in:us-east-2 ${frozen}`,
      session: `session arn:aws:sts::111122223333:assumed-role/user/jdoe in:us-east-2 ${frozen}`,
      around: 'changes in:us-east-2 since:2026-11-20T08:45:00Z until:2026-11-20T09:15:00Z',
      back: 'who DescribeSlackChannels in:us-east-2 since:2026-11-18T10:00:00Z until:2026-11-19T09:59:59Z',
      share: `who DescribeSlackChannels in:us-east-2 ${frozen} public`,
      export: `who DescribeSlackChannels in:us-east-2 ${frozen}`,
    });
  });

  test('begins where the search got to', () => {
    const reached = now - 3_600_000;
    const coverage = { ...complete, complete: false, searched: [sampleSearched({ start: reached })] };
    expect(asked('who DeleteBucket', { window, coverage }).export).toContain(
      'since:2026-11-20T09:00:00Z until:2026-11-20T10',
    );
  });

  test.each([
    ['nothing was found', 'who DeleteBucket since:7d', { total: 0, groups: [], events: [] }, ['back', 'share']],
    [
      'all failed',
      'denied',
      { total: 3, groups: [sampleGroup({ errors: 3 })], events: [] },
      ['back', 'share', 'export'],
    ],
    ['it is about the service', 'status', {}, []],
    ['it is not final', 'changes', { final: false }, []],
  ])('leaves out what makes no sense where %s', (_case, text, given, ids) => {
    expect(Object.keys(asked(text, given))).toEqual(ids);
  });

  test('leaves out what was asked anyway, sharing what all see, and going back beyond what there is', () => {
    const whole = { start: now - 90 * 86_400_000, end: now };
    const next = asked('what user/jdoe since:90d', { events, window: whole, coverage: complete }, false);
    expect(Object.keys(next)).not.toEqual(expect.arrayContaining(['principal']));
    expect(next).not.toHaveProperty('share');
    expect(next).not.toHaveProperty('back');
  });

  /** A condition of each kind as it is typed; null where none can be but in the subject. */
  const typed: Record<ConditionKind, readonly string[] | null> = {
    id: null,
    event: ['event:!CreateUser', 'event:DescribeSlackChannels'],
    service: ['service:chatbot.amazonaws.com', 'service:!kms.amazonaws.com'],
    in: ['in:!eu-west-1', 'in:!eu-west-1,!us-west-2'],
    account: ['account:!444455556666'],
    key: ['key:ASIAIOSFODNN7EXAMPLE', 'key:!AKIAIOSFODNN7EXAMPLE'],
    is: ['is:human', 'is:!root'],
    by: ['by:jdoe', 'by:!alice'],
    session: null,
    on: ['on:audit-logs', 'on:!scratch'],
    ip: ['ip:10.24.34.0/24', 'ip:!192.0.2.7'],
    chatbot: null,
    issued: null,
  };
  const typedOf = Object.entries(typed).flatMap(([kind, all]) => (all ?? []).map((text) => [text, kind] as const));
  const base = 'changes since:24h';

  test.each(typedOf)('goes on within %s where it asks the same, and elsewhere if it is a place', (text, kind) => {
    const given = { events, groups: [sampleGroup({ errors: 1 })], window, total: 3, coverage: complete };
    const [plain, narrowed] = [asked(base, given), asked(`${base} ${text}`, given)];
    const same = ['failures', 'back', 'share', 'export'];
    expect(Object.keys(narrowed)).toEqual(expect.arrayContaining(same));
    for (const [id, command] of Object.entries(narrowed)) {
      if (same.includes(id) || kind === 'in' || kind === 'account') expect(command.split(' ')).toContain(text);
      else expect(command).toBe(plain[id]);
    }
  });

  test('stays in the Regions, accounts and time of the answer, whatever it asks', () => {
    const next = asked('who DeleteBucket,StopLogging by:!alice in:!eu-west-1 account:prod since:24h', {
      events,
      window,
      total: 3,
      coverage: complete,
    });
    expect(Object.keys(next)).toEqual(['principal', 'address', 'session', 'around', 'back', 'share', 'export']);
    for (const command of Object.values(next)) expect(command).toContain('in:!eu-west-1 account:prod');
    expect(next.around).toBe(
      'changes in:!eu-west-1 account:prod since:2026-11-20T08:45:00Z until:2026-11-20T09:15:00Z',
    );
    expect(asked('what user/jdoe in:!eu-west-1 since:24h', { events, window, coverage: complete })).not.toHaveProperty(
      'principal',
    );
  });

  test('writes principals so that they are found again, and none that can’t be typed', () => {
    const odd = sampleEvent({
      principal: samplePrincipal({ name: 'a"b`<', role: null, arn: null }),
      address: 'AWS Internal',
    });
    const next = asked('who DeleteBucket since:24h', { events: [odd] });
    expect(next).not.toHaveProperty('principal');
    expect(next).not.toHaveProperty('session');
    expect(next).not.toHaveProperty('address');
  });
});

describe('Details of an event', () => {
  test('are asked for by ID, second, Region and account, briefly enough for a menu', () => {
    const command = detailCommand(sampleEvent({ region: 'ap-southeast-1' }));
    expect(command?.length).toBeLessThanOrEqual(150);
    expect(command === null ? null : readQuery(command, context).ok).toBe(true);
  });

  test('can’t be asked for where the record has no ID or Region of its own', () => {
    expect(detailCommand(sampleEvent({ id: 'digest' }))).toBeNull();
    expect(detailCommand(sampleEvent({ region: '' }))).toBeNull();
  });
});
