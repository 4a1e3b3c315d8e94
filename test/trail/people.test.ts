import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Principal } from '../../src/trail/event.ts';
import { createCompletion, type Seen } from '../../src/trail/people.ts';
import { principalWith } from '../records/events.ts';

const userId = '544894e8-80c1-707f-60e3-3ba6510dfac1';
const user = (fields: Partial<Principal> = {}) =>
  principalWith({
    type: 'IdentityCenterUser',
    name: userId,
    role: null,
    arn: null,
    id: null,
    accessKey: null,
    mfa: null,
    credentials: 'federation',
    person: userId,
    ...fields,
  });
const seen = (principal: Principal, last = 0): Seen => ({ principal, last });

describe('who is told by ID alone is called as other calls call them', () => {
  test.each([
    ['at another step of a sign-in', user({ name: 'ann@example.com' })],
    ['at a sign-in recorded with type Unknown', user({ type: 'Unknown', name: 'ann@example.com' })],
    [
      'in a role that Identity Center signed them in to',
      principalWith({ name: 'ann@example.com', role: 'AWSReservedSSO_Admin_0123456789abcdef', person: userId }),
    ],
  ])('%s', (_, named) => {
    expect(createCompletion([seen(named), seen(user())])(user())).toEqual(user({ name: 'ann@example.com' }));
  });

  test('by the name seen last, where it changed', () => {
    const calls = [seen(user({ name: 'ann@example.com' }), 2), seen(user({ name: 'ann.lee@example.com' }), 3)];
    expect(createCompletion(calls)(user()).name).toBe('ann.lee@example.com');
  });

  test('but never as a session is called that anybody may have named', () => {
    const borrowed = principalWith({ name: 'mallory', role: 'app', person: userId });
    expect(createCompletion([seen(borrowed)])(user()).name).toBe(userId);
  });
});

test('a failed sign-in is that of the user whose name was typed', () => {
  const tried = user({ type: 'Unknown', name: 'Ann@example.com', person: 'workflow' });
  const completion = createCompletion([seen(user({ name: 'ann@example.com' })), seen(tried)]);
  expect(completion(tried)).toEqual({ ...tried, type: 'IdentityCenterUser', person: userId });
});

test('what one call leaves out of a caller another tells, by the principal ID', () => {
  const whole = principalWith();
  const bare = principalWith({ type: 'Unknown', role: null, arn: null, account: null });
  expect(createCompletion([seen(whole), seen(bare)])(bare)).toEqual(whole);
  const elsewhere = principalWith({ role: 'other', arn: 'arn:aws:sts::111122223333:assumed-role/other/jdoe' });
  expect(createCompletion([seen(whole), seen(elsewhere), seen(bare)])(bare).role).toBeNull();
});

test('whatever calls tell, and in whatever order, nothing that a call tells of its caller is changed', () => {
  const principal = fc
    .record({
      type: fc.constantFrom('IAMUser', 'AssumedRole', 'IdentityCenterUser', 'AWSAccount', 'Unknown'),
      name: fc.constantFrom('ann', 'bob', 'unknown', userId, 'AIDAX'),
      role: fc.constantFrom(null, 'ops', 'AWSReservedSSO_Admin_0123456789abcdef'),
      arn: fc.constantFrom(null, 'arn:aws:iam::111122223333:user/ann'),
      account: fc.constantFrom(null, '111122223333', '444455556666'),
      id: fc.constantFrom(null, 'AIDAX', 'AROAX:ann', '111122223333'),
      person: fc.constantFrom(null, userId, 'workflow'),
    })
    .map((fields) => principalWith(fields));
  const calls = fc.array(fc.record({ principal, last: fc.integer({ min: 0, max: 3 }) }), { maxLength: 8 });
  fc.assert(
    fc.property(calls, fc.func(fc.integer()), (given, shuffle) => {
      const completion = createCompletion(given);
      const other = createCompletion([...given].sort((one, two) => shuffle(one) - shuffle(two)));
      for (const { principal: one } of given) {
        const whole = completion(one);
        expect(other(one)).toEqual(whole);
        for (const part of ['role', 'arn', 'account'] as const)
          if (one[part] !== null) expect(whole[part]).toBe(one[part]);
        if (one.name === 'ann' || one.name === 'bob') expect(whole.name).toBe(one.name);
        if (one.type !== 'Unknown') expect(whole.type).toBe(one.type);
      }
    }),
    { numRuns: 500 },
  );
});
