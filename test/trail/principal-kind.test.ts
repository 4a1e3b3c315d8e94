import { expect, test } from '@jest/globals';
import { displayRole, isHuman, isMachineSession, isRoot, isService } from '../../src/trail/principal-kind.ts';
import { principalWith } from '../records/events.ts';

test.each([
  'i-0dbc91f429e48eeed',
  'i-0abcdef1',
  'botocore-session-1690000000',
  'aws-sdk-js-1690000000000',
  'aws-go-sdk-1688990082523310002',
  'AWSCLI-Session',
  'MandoService2842426183934887787',
  '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
  'run-5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
  'da39a3ee5e6b4b0d3255bfef95601890',
  'task-0a1b2c3d4e5f',
  '1690000000',
  'ip-10-0-1-10.ec2.internal',
])('%s was named by a machine', (name) => {
  expect(isMachineSession(name)).toBe(true);
});

test.each([
  'jdoe',
  'ann@example.com',
  '1234567890@example.com',
  'mary-ann',
  'j.doe2',
  'chatbot-session',
  'trail-U012AB3CD',
  'i-am-ann',
  'Faded',
  'decade-facade',
])('%s was not', (name) => {
  expect(isMachineSession(name)).toBe(false);
});

test.each([
  ['root', principalWith({ type: 'Root', name: 'root', role: null, credentials: 'root' }), true],
  ['a session with MFA', principalWith({ name: 'x-1', mfa: true }), true],
  ['a session named like somebody', principalWith({ name: 'ann.lee' }), true],
  ['a session named by an e-mail address', principalWith({ name: 'ann@example.com' }), true],
  ['Identity Center', principalWith({ name: 'x_1', role: 'AWSReservedSSO_Admin_0123456789abcdef' }), true],
  ['an IAM user', principalWith({ type: 'IAMUser', name: 'ann-lee', role: null, credentials: 'long-lived key' }), true],
  ['an IAM user for deployments', principalWith({ type: 'IAMUser', name: 'ci-deployer', role: null }), false],
  ['a SAML user', principalWith({ type: 'SAMLUser', name: 'x', role: null }), true],
  ['a CI job', principalWith({ type: 'WebIdentityUser', name: 'repo:org/app:ref:refs/heads/main', role: null }), false],
  ['a session named by a machine', principalWith({ name: 'i-0dbc91f429e48eeed' }), false],
  ['a session named by a tool', principalWith({ name: 'chatbot-session' }), false],
  ['a session named by a function', principalWith({ name: 'resize_images_v2' }), false],
  ['a service-linked role', principalWith({ name: 'ann', role: 'AWSServiceRoleForSupport' }), false],
  ['a service on behalf of somebody', principalWith({ invokedBy: 'cloudformation.amazonaws.com' }), false],
  ['a service', principalWith({ type: 'AWSService', name: 'x.amazonaws.com', credentials: 'aws service' }), false],
  ['somebody in the console, in a role', principalWith({ name: 'x_1', console: true }), true],
  ['a sign-in whose record names nobody', principalWith({ type: 'Unknown', role: null, person: 'w' }), true],
  ['another account', principalWith({ type: 'AWSAccount', name: '222233334444', role: null }), false],
])('%s: a person is at the other end: %p', (_, principal, expected) => {
  expect(isHuman(principal)).toBe(expected);
  expect(isHuman(principal) && isService(principal)).toBe(false);
});

test('root is the root user and whoever assumed it', () => {
  expect(isRoot(principalWith({ type: 'Root' }))).toBe(true);
  expect(isRoot(principalWith({ type: 'Unknown', name: 'root' }))).toBe(false);
  expect(isRoot(principalWith({ credentials: 'root' }))).toBe(true);
  expect(isRoot(principalWith())).toBe(false);
});

test('the role of Identity Center is shown as its permission set', () => {
  expect(displayRole(principalWith({ role: 'AWSReservedSSO_Power_User_0123456789abcdef' }))).toBe('Power_User');
  expect(displayRole(principalWith({ role: 'AWSReservedSSO_odd' }))).toBe('AWSReservedSSO_odd');
  expect(displayRole(principalWith({ role: null }))).toBeNull();
});
