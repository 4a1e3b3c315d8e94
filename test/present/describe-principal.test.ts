import { expect, test } from '@jest/globals';
import { describeEvent, describePrincipal } from '../../src/present/describe-principal.ts';
import { nameAccounts } from '../../src/present/text.ts';
import type { Principal } from '../../src/trail/event.ts';
import { sampleEvent, samplePrincipal, sampleSearched } from '../blocks/sample-answers.ts';

const accounts = nameAccounts({ complete: true, searched: [sampleSearched()], missed: [], notes: [] });
const bare: Partial<Principal> = { role: null, accessKey: null, mfa: null };

test.each<[string, Partial<Principal>, number]>([
  ['jdoe · role user', {}, 0],
  ['jdoe · role user · MFA', { mfa: true }, 0],
  [
    'ann@example.com · permission set Admin_Access',
    { name: 'ann@example.com', role: 'AWSReservedSSO_Admin_Access_0123456789abcdef' },
    0,
  ],
  ['role build · 37 sessions', { name: 'i-0abc', role: 'build' }, 37],
  ['role build · 1 session', { name: 'i-0abc', role: 'build' }, 1],
  ['root · root user · no MFA', { ...bare, type: 'Root', name: 'root', credentials: 'root', mfa: false }, 0],
  ['Alice · IAM user', { ...bare, type: 'IAMUser', name: 'Alice' }, 0],
  ['cloudtrail.amazonaws.com · AWS service', { ...bare, type: 'AWSService', name: 'cloudtrail.amazonaws.com' }, 0],
  [
    'AIDAX · another account · account 999988887777',
    { ...bare, type: 'AWSAccount', name: 'AIDAX', account: '999988887777' },
    0,
  ],
  ['jdoe · role user · via cloudformation.amazonaws.com', { invokedBy: 'cloudformation.amazonaws.com' }, 0],
  ['someone', { ...bare, type: 'SomethingNew', name: 'someone' }, 0],
  ['–', { ...bare, type: 'constructor', name: '' }, 0],
])('a principal reads “%s”', (words, given, sessions) => {
  expect(describePrincipal(samplePrincipal(given), accounts, sessions)).toBe(words);
});

test('the account is named where several were searched', () => {
  const searched = [sampleSearched(), sampleSearched({ account: '444455556666' })];
  const both = nameAccounts({ complete: true, searched, missed: [], notes: [] }, new Map([['111122223333', 'prod']]));
  expect(describePrincipal(samplePrincipal(), both)).toBe('jdoe · role user · account prod');
});

test('a call made in the console says so, and signing in to it does not', () => {
  const whose = (name: string, source: string, console: boolean) =>
    describeEvent(sampleEvent({ name, source, principal: samplePrincipal({ console }) }), accounts).principal.join(
      ' · ',
    );
  expect(whose('DeleteTags', 'ec2.amazonaws.com', true)).toBe('jdoe · role user · in the console');
  expect(whose('DeleteTags', 'ec2.amazonaws.com', false)).toBe('jdoe · role user');
  expect(whose('ConsoleLogin', 'signin.amazonaws.com', true)).toBe('jdoe · role user');
});
