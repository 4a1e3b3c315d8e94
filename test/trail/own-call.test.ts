import { describe, expect, test } from '@jest/globals';
import { isOwnCall } from '../../src/plan/hidden.ts';
import type { Issued, TrailEvent } from '../../src/trail/event.ts';
import { eventWith, principalWith } from '../records/events.ts';

const own = {
  roles: ['arn:aws:iam::111122223333:role/audit/trail-read-only'],
  callers: ['arn:aws:iam::111122223333:user/trail-bot'],
};
const session = (name: string, account = '111122223333', role = 'trail-read-only') =>
  `arn:aws:sts::${account}:assumed-role/${role}/${name}`;
const lookup = (arn: string | null, fields: Partial<TrailEvent> = {}) =>
  eventWith({ name: 'LookupEvents', source: 'cloudtrail.amazonaws.com', principal: principalWith({ arn }), ...fields });
const assume = (issued: Partial<Issued>, fields: Partial<TrailEvent> = {}) =>
  eventWith({
    name: 'AssumeRole',
    source: 'sts.amazonaws.com',
    issued: { accessKey: null, arn: null, role: null, session: null, workload: null, ...issued },
    ...fields,
  });

describe('Trail’s own calls', () => {
  test.each([
    ['a look-up by its session', lookup(session('trail-U012AB3CD'))],
    ['a look-up from a terminal', lookup(session('trail-cli'))],
    ['the call that began its session', assume({ arn: session('trail-cli') })],
    ['the same, refused', assume({ role: own.roles[0] ?? '', session: 'trail-cli' }, { outcome: 'denied' })],
    [
      'a look-up with ambient credentials',
      lookup(own.callers[0] ?? '', { userAgent: 'aws-sdk-js/3 trail-audit/0.1.0' }),
    ],
  ])('are %s', (_, event) => {
    expect(isOwnCall(event, own)).toBe(true);
  });
});

describe('somebody else’s', () => {
  test.each([
    ['another call by its session', lookup(session('trail-cli'), { name: 'StopLogging' })],
    ['a look-up under its role by a session of another name', lookup(session('ann'))],
    ['a look-up by a session of that name under another role', lookup(session('trail-cli', '111122223333', 'admin'))],
    ['a look-up under a role of that name in another account', lookup(session('trail-cli', '999988887777'))],
    ['a look-up with ambient credentials by other software', lookup(own.callers[0] ?? '')],
    [
      'a look-up that only claims to be Trail',
      lookup('arn:aws:iam::111122223333:user/eve', { userAgent: 'trail-audit/0.1.0' }),
    ],
    ['a look-up by nobody', lookup(null, { userAgent: 'trail-audit/0.1.0' })],
    ['the call that began another session under its role', assume({ arn: session('ann') })],
    ['a refused call for another session', assume({ role: own.roles[0] ?? '', session: 'ann' })],
    ['a refused call that says nothing', assume({}, { issued: null })],
    ['a call of that name at another service', lookup(session('trail-cli'), { source: 'other.amazonaws.com' })],
  ])('is %s', (_, event) => {
    expect(isOwnCall(event, own)).toBe(false);
  });
});
