import { describe, expect, test } from '@jest/globals';
import { type Hiding, type IgnoreRule, isHidden } from '../../src/plan/hidden.ts';
import { readRecord } from '../../src/trail/read-record.ts';

const deploy = readRecord({
  eventName: 'AssumeRole',
  eventSource: 'sts.amazonaws.com',
  eventTime: '2026-11-20T09:00:00Z',
  userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/CI/ci-deployer-77' },
});
const lookup = readRecord({
  eventName: 'LookupEvents',
  eventSource: 'cloudtrail.amazonaws.com',
  eventTime: '2026-11-20T09:00:00Z',
  userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/trail-read-only/trail-cli' },
});
const hiding = (...ignore: IgnoreRule[]): Hiding => ({ own: { roles: [], callers: [] }, ignore });

describe('an ignore rule', () => {
  test.each<[IgnoreRule, boolean]>([
    [{ principal: 'ci-deployer-77' }, true],
    [{ principal: 'CI-Deployer-77' }, true],
    [{ principal: 'ci-deployer' }, false],
    [{ principal: 'ci-deployer*' }, true],
    [{ principal: '*-77' }, true],
    [{ principal: 'c*i*7' }, true],
    [{ principal: '*7*7*7' }, false],
    [{ principal: 'ci' }, true],
    [{ principal: 'arn:aws:sts::*:assumed-role/ci/*' }, true],
    [{ principal: '*' }, true],
    [{ event: 'assumerole' }, true],
    [{ event: 'Assume*' }, true],
    [{ event: 'AssumeRoleWithSAML' }, false],
    [{ event: 'AssumeRole*AssumeRole' }, false],
    [{ principal: 'ci-deployer*', event: 'AssumeRole' }, true],
    [{ principal: 'ci-deployer*', event: 'DeleteBucket' }, false],
    [{ principal: 'somebody', event: 'AssumeRole' }, false],
    [{}, false],
  ])('%j hides a deployer’s AssumeRole: %j', (rule, hidden) => {
    expect(isHidden(deploy, hiding(rule))).toBe(hidden);
  });

  test('one of several is enough', () => {
    expect(isHidden(deploy, hiding({ principal: 'nobody' }, { event: 'AssumeRole' }))).toBe(true);
  });

  test('a pattern made to be slow is not', () => {
    const slow = { principal: `${'*a'.repeat(200)}b` };
    const named = { ...deploy, principal: { ...deploy.principal, name: 'a'.repeat(5000) } };
    expect(isHidden(named, hiding(slow))).toBe(false);
  });
});

test('Trail’s own look-ups are hidden, and only those of its own roles', () => {
  const own = (role: string): Hiding => ({ own: { roles: [role], callers: [] }, ignore: [] });
  expect(isHidden(lookup, own('arn:aws:iam::111122223333:role/trail-read-only'))).toBe(true);
  expect(isHidden(lookup, own('arn:aws:iam::111122223333:role/other'))).toBe(false);
  expect(isHidden(lookup, hiding())).toBe(false);
});
