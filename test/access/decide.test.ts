import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AccessRule, decide, usergroupsIn } from '../../src/access/decide.ts';
import { explain } from '../../src/errors.ts';
import type { Account } from '../../src/plan/plan.ts';

const account = (name: string, id: string): Account => ({
  id,
  name,
  role: null,
  externalId: null,
  regions: ['us-east-1'],
  archive: null,
});
const prod = account('prod', '111122223333');
const staging = account('staging', '222233334444');
const rule = (given: Partial<AccessRule>): AccessRule => ({
  users: [],
  usergroups: [],
  channels: [],
  accounts: null,
  questions: null,
  ...given,
});
const jane = { user: 'U1', channel: 'C1', usergroups: ['S1'] };
const who = { question: 'who', accounts: [prod, staging], named: false } as const;

describe('Access rules', () => {
  test('without rules everybody may ask everything', () => {
    expect(decide(null, jane, who)).toEqual({ ok: true, value: { accounts: [prod, staging], note: null } });
  });

  test('an empty list of rules lets nobody ask', () => {
    expect(decide([], jane, who).ok).toBe(false);
  });

  test.each([
    ['a user named in it', rule({ users: ['U1'] }), true],
    ['another user', rule({ users: ['U2'] }), false],
    ['a member of its user group', rule({ usergroups: ['S1'] }), true],
    ['nobody of another group', rule({ usergroups: ['S2'] }), false],
    ['a user or a group member alike', rule({ users: ['U2'], usergroups: ['S1'] }), true],
    ['everybody in its channel', rule({ channels: ['C1'] }), true],
    ['nobody in another channel', rule({ channels: ['C2'] }), false],
    ['its user only in its channel', rule({ users: ['U1'], channels: ['C2'] }), false],
  ])('a rule speaks for %s', (_case, given, allowed) => {
    expect(decide([given], jane, who).ok).toBe(allowed);
  });

  test('a question that names no account narrows itself to what is open, and says so', () => {
    expect(decide([rule({ accounts: ['PROD'] })], jane, who)).toEqual({
      ok: true,
      value: { accounts: [prod], note: 'One configured account is not open to you and was left out.' },
    });
  });

  test('a named account that is not open is refused by name', () => {
    const decided = decide([rule({ accounts: ['111122223333'] })], jane, { ...who, named: true });
    expect(decided.ok ? '' : explain(decided.fault)).toBe(
      'You may not ask that here: no access rule opens staging to you for who.',
    );
  });

  test('a question that is not open is refused with those that are', () => {
    const decided = decide([rule({ questions: ['what', 'key'] })], jane, who);
    expect(decided.ok ? '' : explain(decided.fault)).toBe(
      'You may not ask that here: here you may ask what and key, not who.',
    );
  });

  test('what several rules open adds up, but only where they speak for the same question', () => {
    const rules = [rule({ accounts: ['prod'] }), rule({ accounts: ['staging'], questions: ['what'] })];
    const asked = (question: 'who' | 'what') => decide(rules, jane, { ...who, question });
    expect(asked('who')).toMatchObject({ value: { accounts: [prod] } });
    expect(asked('what')).toMatchObject({ value: { accounts: [prod, staging], note: null } });
  });

  test('help is open to everybody', () => {
    expect(decide([rule({ users: ['U2'] })], jane, { ...who, question: 'help' }).ok).toBe(true);
  });

  test('no rules ever open an account that none of them names', () => {
    const names = fc.constantFrom('prod', 'dev', '333344445555');
    const rules = fc.array(
      fc.record({ users: fc.subarray(['U1', 'U2']), accounts: fc.option(fc.array(names, { minLength: 1 })) }).map(rule),
    );
    fc.assert(
      fc.property(rules, (given) => {
        const decided = decide(given, jane, who);
        const opened = given.some(({ users, accounts }) => (users.length === 0 || users.includes('U1')) && !accounts);
        return decided.ok && decided.value.accounts.includes(staging) ? opened : true;
      }),
    );
  });

  test('only groups that rules speak of need to be known', () => {
    expect(usergroupsIn([rule({ usergroups: ['S1', 'S2'] }), rule({ usergroups: ['S1'] })])).toEqual(['S1', 'S2']);
    expect(usergroupsIn(null)).toEqual([]);
  });
});
