import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { except, type Filter, type Is, isValues, where } from '../../src/condition/condition.ts';
import { matcher, matches } from '../../src/condition/match.ts';
import { eventWith, principalWith } from '../records/events.ts';
import { anyEvent } from './any-event.ts';

const jdoe = eventWith();
const sso = eventWith({
  principal: principalWith({
    name: 'ann@example.com',
    role: 'AWSReservedSSO_Admin_0123456789abcdef',
    arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ann@example.com',
    id: 'AROASSO00000000000001:ann@example.com',
    accessKey: 'ASIASSO0000000000000',
  }),
});
const ann = eventWith({
  principal: principalWith({
    type: 'IAMUser',
    name: 'Ann',
    role: null,
    arn: 'arn:aws:iam::111122223333:user/ops/Ann',
    id: 'AIDAEXAMPLEID0000001',
    accessKey: 'AKIAIOSFODNN7EXAMPLE',
    credentials: 'long-lived key',
  }),
});
const root = eventWith({
  principal: principalWith({
    type: 'Root',
    name: 'root',
    role: null,
    arn: 'arn:aws:iam::111122223333:root',
    id: '111122223333',
    accessKey: null,
    credentials: 'root',
  }),
});
const service = eventWith({
  principal: principalWith({
    type: 'AWSService',
    name: 'lambda.amazonaws.com',
    role: null,
    arn: null,
    id: null,
    account: null,
    accessKey: null,
    invokedBy: 'lambda.amazonaws.com',
    credentials: 'aws service',
  }),
});
const foreign = eventWith({
  principal: principalWith({
    type: 'AWSAccount',
    name: '222233334444',
    account: '222233334444',
    role: null,
    arn: null,
    id: 'AIDAFOREIGN000000001',
    accessKey: null,
  }),
});
const everyone = { jdoe, sso, ann, root, service, foreign };

const found = (filter: Filter) =>
  Object.entries(everyone).flatMap(([name, event]) => (matches(filter, event) ? [name] : []));

describe('by', () => {
  test.each([
    ['jdoe', ['jdoe']],
    ['JDOE', ['jdoe']],
    ['user', ['jdoe']],
    ['user/jdoe', ['jdoe']],
    ['user/ann', ['ann']],
    ['arn:aws:iam::111122223333:role/some/path/user', ['jdoe']],
    ['arn:aws:iam::999988887777:role/user', []],
    ['arn:aws:sts::111122223333:assumed-role/user/jdoe', ['jdoe']],
    ['arn:aws:sts::111122223333:assumed-role/user', ['jdoe']],
    ['arn:aws:sts::111122223333:assumed-role/user/bob', []],
    ['AROAEXAMPLEID0000001', ['jdoe']],
    ['AROAEXAMPLEID0000001:jdoe', ['jdoe']],
    ['ASIAIOSFODNN7EXAMPLE', ['jdoe']],
    ['ann', ['ann']],
    ['arn:aws:iam::111122223333:user/ops/Ann', ['ann']],
    ['arn:aws:iam::111122223333:user/Ann', []],
    ['AKIAIOSFODNN7EXAMPLE', ['ann']],
    ['ann@example.com', ['sso']],
    ['Admin', ['sso']],
    ['admin/ann@example.com', ['sso']],
    ['AWSReservedSSO_Admin_0123456789abcdef', ['sso']],
    ['root', ['root']],
    ['arn:aws:iam::111122223333:root', ['root']],
    ['arn:aws:iam::999988887777:root', []],
    ['lambda.amazonaws.com', ['service']],
    ['222233334444', ['foreign']],
    ['111122223333', []],
    ['', []],
  ])('%p finds %p', (by, expected) => {
    expect(found([where('by', by)])).toEqual(expected);
  });

  test('another account’s ID finds its sessions as well', () => {
    expect(
      matches([where('by', '222233334444')], eventWith({ principal: principalWith({ account: '222233334444' }) })),
    ).toBe(true);
  });

  test('an IAM user is found by ARN though its record has none', () => {
    const bare = eventWith({ principal: principalWith({ type: 'IAMUser', name: 'Ann', role: null, arn: null }) });
    expect(matches([where('by', 'arn:aws:iam::111122223333:user/ops/Ann')], bare)).toBe(true);
  });
});

describe('session', () => {
  test.each([
    ['jdoe', ['jdoe']],
    ['user/jdoe', ['jdoe']],
    ['arn:aws:sts::111122223333:assumed-role/user/jdoe', ['jdoe']],
    ['ASIASSO0000000000000', ['sso']],
    ['user', []],
    ['Admin', []],
    ['ann', []],
    ['lambda.amazonaws.com', []],
  ])('%p finds %p', (session, expected) => {
    expect(found([where('session', session)])).toEqual(expected);
  });
});

describe('on', () => {
  test.each([
    ['audit-logs', 'audit-logs', true],
    ['audit-logs', 'arn:aws:s3:::audit-logs', true],
    ['logs', 'arn:aws:s3:::audit-logs', false],
    ['pay', 'arn:aws:lambda:us-east-1:1:function:pay', true],
    ['prod/db-AbCdEf', 'arn:aws:secretsmanager:us-east-1:1:secret:prod/db-AbCdEf', true],
    ['arn:aws:s3:::audit-logs', 'audit-logs', true],
    ['arn:aws:iam::1:role/ops/admin', 'admin', true],
    ['arn:aws:s3:::audit-logs', 'logs', false],
    ['Audit-logs', 'audit-logs', false],
    ['', 'arn:aws:s3:::x:', false],
  ])('%p of a call on %p: %p', (on, name, expected) => {
    expect(
      matches(
        [where('on', on)],
        eventWith({
          resources: [
            { type: null, name: 'other' },
            { type: null, name },
          ],
        }),
      ),
    ).toBe(expected);
  });
});

describe('ip', () => {
  test.each([
    ['10.24.34.3', '10.24.34.3', true],
    ['10.24.0.0/16', '10.24.34.3', true],
    ['10.25.0.0/16', '10.24.34.3', false],
    ['0.0.0.0/0', '10.24.34.3', true],
    ['2001:db8::/32', '2001:DB8:0:0::1', true],
    ['2001:db8::1', '2001:0db8:0:0:0:0:0:1', true],
    ['::/0', '10.24.34.3', false],
    ['10.24.34.3', '::ffff:10.24.34.3', true],
    ['::ffff:10.24.0.0/112', '10.24.34.3', true],
    ['10.0.0.0/8', 'AWS Internal', false],
    ['10.0.0.0/8', '10', false],
    ['10.0.0.0/8', '', false],
    ['10.0.0.0/33', '10.0.0.0', false],
    ['nonsense', 'nonsense', false],
    ['203.0.113.5', '203.0.113.5, 10.1.2.3', true],
    ['10.1.2.0/24', '203.0.113.5, 10.1.2.3', true],
    ['10.1.2.0/24', '203.0.113.5,AWS Internal;10.1.2.3', true],
    ['10.9.0.0/16', '203.0.113.5, 10.1.2.3', false],
    ['203.0.113.5', '203.0.113.5:4711', true],
    ['203.0.113.5', '203.0.113.55', false],
    ['2001:db8::1', '[2001:db8::1]:443', true],
    ['2001:db8::1', '[2001:db8::1]', true],
    ['fe80::1', 'fe80::1%eth0', true],
    ['203.0.113.5', '10.0.0.1, ::ffff:203.0.113.5', true],
    ['0.0.0.0/0', 'lambda.amazonaws.com', false],
  ])('%p from %p: %p', (ip, address, expected) => {
    expect(matches([where('ip', ip)], eventWith({ address }))).toBe(expected);
  });
});

test('events match by exact name, at the services named', () => {
  const called = (name: string, source: string | null = null) => matches([where('event', { name, source })], jdoe);
  expect(called('DescribeSlackChannels')).toBe(true);
  expect(called('describeslackchannels')).toBe(false);
  expect(called('DescribeSlackChannels', 'chatbot.amazonaws.com')).toBe(true);
  expect(called('DescribeSlackChannels', 'chime.amazonaws.com')).toBe(false);
});

test('service, key and ID are exact', () => {
  expect(found([where('service', 'chatbot.amazonaws.com')])).toHaveLength(6);
  expect(found([where('service', 'chatbot')])).toEqual([]);
  expect(found([where('key', 'AKIAIOSFODNN7EXAMPLE')])).toEqual(['ann']);
  expect(found([where('id', jdoe.id)])).toHaveLength(6);
  expect(found([where('id', 'other')])).toEqual([]);
});

test('is: each condition must hold', () => {
  const denied = eventWith({ outcome: 'denied' });
  const failed = eventWith({ outcome: 'error', readOnly: false });
  const is = (event: typeof denied, ...values: Is[]) =>
    matches(
      values.map((value) => where('is', value)),
      event,
    );
  expect([is(denied, 'error'), is(failed, 'error'), is(jdoe, 'error')]).toEqual([true, true, false]);
  expect([is(denied, 'denied'), is(failed, 'denied')]).toEqual([true, false]);
  expect([is(denied, 'error', 'write'), is(failed, 'error', 'write')]).toEqual([false, true]);
  expect([is(jdoe, 'ok', 'read'), is(failed, 'ok')]).toEqual([true, false]);
  expect(found([where('is', 'root')])).toEqual(['root']);
  expect(found([where('is', 'service')])).toEqual(['service']);
  expect(found([where('is', 'human')])).toEqual(['jdoe', 'sso', 'ann', 'root']);
});

test('every call is of a kind or is not, and is either read or write, whatever it is called', () => {
  fc.assert(
    fc.property(anyEvent, fc.constantFrom(...isValues), (event, value) => {
      expect(matches([except('is', value)], event)).toBe(!matches([where('is', value)], event));
      expect(matches([where('is', 'read')], event)).toBe(!matches([where('is', 'write')], event));
    }),
  );
});

test('no conditions match everything, and conditions together must all hold', () => {
  expect(found([])).toHaveLength(6);
  expect(found([where('by', 'jdoe'), where('ip', '10.0.0.0/8'), where('is', 'read')])).toEqual(['jdoe']);
  expect(found([where('by', 'jdoe'), where('ip', '11.0.0.0/8')])).toEqual([]);
});

test('any value of a list will do, and none of those excluded', () => {
  expect(found([where('by', 'jdoe', 'ann')])).toEqual(['jdoe', 'ann']);
  expect(found([except('by', 'jdoe', 'ann')])).toEqual(['sso', 'root', 'service', 'foreign']);
  expect(found([where('is', 'human'), except('by', 'root')])).toEqual(['jdoe', 'sso', 'ann']);
  expect(found([where('is', 'root', 'service')])).toEqual(['root', 'service']);
});

test('any text is a question that can be asked, and never raises an exception', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('arn:', 'arn:::::', '/', ':', '1.2.3.4/x', '::/129', '.amazonaws.com'),
  );
  fc.assert(
    fc.property(text, (value) => {
      const kinds = ['by', 'on', 'ip', 'session'] as const;
      const holds = matcher(kinds.map((kind) => where(kind, value)));
      expect(Object.values(everyone).map(holds)).not.toContain(undefined);
    }),
  );
});
