import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPrincipal, type SignInFacts } from '../../src/trail/principal.ts';

const call: SignInFacts = {
  source: 'ec2.amazonaws.com',
  eventType: 'AwsApiCall',
  console: false,
  signsIn: false,
  mfa: null,
  typedName: null,
  workflow: null,
};
const account = '111122223333';
const session = (role: string, name: string) => `arn:aws:sts::${account}:assumed-role/${role}/${name}`;

describe('every type of caller has a name, a role where it has one, and credentials', () => {
  test.each([
    [
      'Root',
      { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, userName: 'my-company' },
      'root',
      null,
      'root',
    ],
    [
      'IAMUser',
      { type: 'IAMUser', userName: 'ann', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      'ann',
      null,
      'long-lived key',
    ],
    [
      'IAMUser without a user name',
      { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/ops/ann` },
      'ann',
      null,
      'unknown',
    ],
    ['IAMUser with an odd ARN', { type: 'IAMUser', arn: 'arn:aws:iam::00000:robot' }, 'robot', null, 'unknown'],
    [
      'IAMUser with the issuer of a role, as in AWS’s example for Chime',
      {
        type: 'IAMUser',
        principalId: 'AAAAAABBBBBBBBEXAMPLE',
        arn: 'arn:aws:iam::123456789012:user/Alice',
        sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::123456789012:role/Joe', userName: 'Joe' } },
      },
      'Alice',
      null,
      'unknown',
    ],
    [
      'AssumedRole',
      { type: 'AssumedRole', principalId: 'AROAX:jdoe', arn: session('user', 'jdoe') },
      'jdoe',
      'user',
      'temporary role',
    ],
    [
      'AssumedRole whose issuer is named like the person, as in AWS’s example for Chatbot',
      {
        type: 'AssumedRole',
        arn: session('user', 'jdoe'),
        sessionContext: { sessionIssuer: { type: 'Role', userName: 'jdoe' } },
      },
      'jdoe',
      'user',
      'temporary role',
    ],
    [
      'AssumedRole whose ARN lacks the session',
      { type: 'AssumedRole', principalId: 'ID:i-0abc', arn: `arn:aws:sts::${account}:assumed-role/worker` },
      'i-0abc',
      'worker',
      'temporary role',
    ],
    [
      'AssumedRole without an ARN',
      {
        type: 'AssumedRole',
        principalId: 'AROAX:bob',
        sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${account}:role/a/b`, userName: 'c' } },
      },
      'bob',
      'b',
      'temporary role',
    ],
    [
      'AssumedRole with a malformed ARN',
      { type: 'AssumedRole', arn: 'arn:aws::sts:1:assumed-role/UserRole/userid' },
      'userid',
      'UserRole',
      'temporary role',
    ],
    [
      'Role',
      { type: 'Role', arn: `arn:aws:iam::${account}:role/ops/deploy`, principalId: 'AROAX' },
      'deploy',
      'deploy',
      'temporary role',
    ],
    [
      'a person of Identity Center, in a role',
      { type: 'AssumedRole', arn: session('AWSReservedSSO_Admin_0123456789abcdef', 'ann@example.com') },
      'ann@example.com',
      'AWSReservedSSO_Admin_0123456789abcdef',
      'federation',
    ],
    [
      'a workload signed in by OpenID Connect',
      {
        type: 'AssumedRole',
        arn: session('ci', 'GitHubActions'),
        sessionContext: { webIdFederationData: { federatedProvider: 'arn:aws:iam::1:oidc-provider/x' } },
      },
      'GitHubActions',
      'ci',
      'federation',
    ],
    [
      'FederatedUser',
      { type: 'FederatedUser', principalId: `${account}:fed`, arn: `arn:aws:sts::${account}:federated-user/fed` },
      'fed',
      null,
      'federation',
    ],
    ['Directory', { type: 'Directory', userName: 'corp\\ann' }, 'corp\\ann', null, 'federation'],
    [
      'AWSAccount',
      { type: 'AWSAccount', principalId: 'AIDAX', accountId: '222233334444' },
      '222233334444',
      null,
      'unknown',
    ],
    [
      'AWSAccount with a session',
      { type: 'AWSAccount', principalId: 'AROAX:ann', accountId: '222233334444' },
      'ann',
      null,
      'unknown',
    ],
    [
      'AWSService',
      { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' },
      'lambda.amazonaws.com',
      null,
      'aws service',
    ],
    [
      'IdentityCenterUser',
      { type: 'IdentityCenterUser', onBehalfOf: { userId: '94482488-3041', identityStoreArn: 'arn:x' } },
      '94482488-3041',
      null,
      'federation',
    ],
    [
      'SAMLUser',
      { type: 'SAMLUser', principalId: 'p:ann', userName: 'ann@example.com' },
      'ann@example.com',
      null,
      'federation',
    ],
    [
      'WebIdentityUser',
      { type: 'WebIdentityUser', userName: 'repo:org/app:ref' },
      'repo:org/app:ref',
      null,
      'federation',
    ],
    [
      'Unknown with a role’s ARN',
      { type: 'Unknown', arn: session('ops', 'ann'), principalId: 'AROAX:User' },
      'ann',
      'ops',
      'temporary role',
    ],
    ['a type nobody has heard of', { type: 'Martian', principalId: 'M1' }, 'M1', null, 'unknown'],
    [
      'no type, but a service',
      { accountId: account, invokedBy: 'ec2.amazonaws.com' },
      'ec2.amazonaws.com',
      null,
      'aws service',
    ],
    [
      'WebIdentityUser without a user name, of a pod',
      {
        type: 'WebIdentityUser',
        principalId: `arn:aws:iam::${account}:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/X:sts.amazonaws.com:system:serviceaccount:payments:api`,
        identityProvider: `arn:aws:iam::${account}:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/X`,
      },
      'system:serviceaccount:payments:api',
      null,
      'federation',
    ],
    [
      'WebIdentityUser without a user name, of Cognito',
      {
        type: 'WebIdentityUser',
        principalId:
          'cognito-identity.amazonaws.com:us-east-1:0e7a2c04-1111-4222-8333-444455556666:us-east-1:aaaabbbb-1111-4222-8333-444455556666',
        identityProvider: 'cognito-identity.amazonaws.com',
      },
      'us-east-1:aaaabbbb-1111-4222-8333-444455556666',
      null,
      'federation',
    ],
    [
      'SAMLUser without a user name',
      { type: 'SAMLUser', principalId: 'bdGOnTesti4=:ann', identityProvider: 'bdGOnTesti4=' },
      'ann',
      null,
      'federation',
    ],
    [
      'a service that acts as the console',
      { type: 'IAMUser', userName: 'ann', invokedBy: 'signin.amazonaws.com' },
      'ann',
      null,
      'console',
    ],
    ['an empty identity', {}, 'unknown', null, 'unknown'],
    ['nothing', undefined, 'unknown', null, 'unknown'],
    ['a bare name', 'jdoe', 'jdoe', null, 'unknown'],
    ['JSON in a string', '{"type":"IAMUser","userName":"ann"}', 'ann', null, 'unknown'],
    ['nonsense', [7], 'unknown', null, 'unknown'],
    [
      'misused fields',
      { type: 7, userName: {}, arn: [], principalId: 9, sessionContext: 'x', accountId: account },
      account,
      null,
      'unknown',
    ],
  ])('%s', (_, identity, name, role, credentials) => {
    expect(readPrincipal(identity, call)).toMatchObject({ name, role, credentials });
  });

  test('a service’s own event without an identity is the service’s doing', () => {
    const event: SignInFacts = { ...call, source: 'kms.amazonaws.com', eventType: 'AwsServiceEvent' };
    expect(readPrincipal(null, event)).toMatchObject({
      type: 'Unknown',
      name: 'kms.amazonaws.com',
      credentials: 'aws service',
    });
    expect(readPrincipal({}, event).name).toBe('kms.amazonaws.com');
  });
});

describe('the type of a caller whose record lost it, or says only Unknown, is told by the rest', () => {
  const provider = `arn:aws:iam::${account}:oidc-provider/x`;
  test.each([
    ['AssumedRole', { arn: session('ops', 'ann'), principalId: 'AROAX:ann' }],
    ['AssumedRole', { principalId: 'AROAX:ann', accountId: account }],
    ['Role', { arn: `arn:aws:iam::${account}:role/ops` }],
    ['IAMUser', { arn: `arn:aws-cn:iam::${account}:user/ops/ann`, principalId: 'AIDAX' }],
    ['IAMUser', { principalId: 'AIDAX', userName: 'ann' }],
    ['FederatedUser', { arn: `arn:aws:sts::${account}:federated-user/ann`, principalId: `${account}:ann` }],
    ['FederatedUser', { principalId: `${account}:ann` }],
    ['Root', { arn: `arn:aws:iam::${account}:root`, principalId: account }],
    ['Root', { arn: `arn:aws:iam::${account}:root` }],
    ['Unknown', { arn: `arn:aws:iam::${account}:root`, principalId: 'AIDAX-odd' }],
    ['WebIdentityUser', { principalId: `${provider}:aud:sub`, userName: 'sub', identityProvider: provider }],
    ['SAMLUser', { principalId: 'x=:ann', userName: 'ann', identityProvider: 'x=' }],
    ['IdentityCenterUser', { accountId: account, onBehalfOf: { userId: '544894e8-80c1-707f-60e3-3ba6510dfac1' } }],
    ['AWSService', { accountId: account, invokedBy: 'ec2.amazonaws.com' }],
    ['Unknown', { accountId: account, invokedBy: 'signin.amazonaws.com' }],
    ['Unknown', { userName: 'root' }],
    ['Unknown', { accountId: account }],
  ])('%s: %j', (type, identity) => {
    expect(readPrincipal(identity, call).type).toBe(type);
    expect(readPrincipal({ ...identity, type: 'Unknown' }, call).type).toBe(type);
    expect(readPrincipal({ ...identity, type: 'Directory' }, call).type).toBe('Directory');
  });
});

test('the account of a caller is that of its ARN where the record names none beside it', () => {
  expect(readPrincipal({ arn: session('ops', 'ann') }, call).account).toBe(account);
  expect(
    readPrincipal({ type: 'AssumedRole', arn: 'arn:aws::sts:1:assumed-role/UserRole/x' }, call).account,
  ).toBeNull();
});

describe('a user of Identity Center', () => {
  const userId = '544894e8-80c1-707f-60e3-3ba6510dfac1';
  const signIn: SignInFacts = { ...call, source: 'signin.amazonaws.com', eventType: 'AwsServiceEvent', signsIn: true };
  const identity = { type: 'IdentityCenterUser', accountId: account, onBehalfOf: { userId }, credentialId: 'c' };

  test('is called by the name that was typed, and known by the ID', () => {
    const typed = { ...signIn, typedName: 'ann@example.com', workflow: 'w' };
    expect(readPrincipal(identity, typed)).toMatchObject({ name: 'ann@example.com', person: userId, mfa: null });
    expect(readPrincipal(identity, signIn)).toMatchObject({ name: userId, person: userId });
  });

  test('is called by the user name of older records', () => {
    const older = { type: 'Unknown', principalId: account, accountId: account, userName: 'user1' };
    expect(readPrincipal(older, { ...signIn, workflow: 'w' })).toMatchObject({ name: 'user1', person: 'w' });
  });

  test('is unknown where a failed sign-in tells nothing but the account', () => {
    const failed = { type: 'Unknown', arn: '', accountId: account, accessKeyId: '' };
    expect(readPrincipal(failed, { ...signIn, workflow: 'w' })).toMatchObject({ name: 'unknown', person: 'w' });
  });
});

test('MFA of who signs in by way of an identity provider is not known, unless it was used', () => {
  const mfaOf = (type: string, mfa: boolean | null, inSession?: string) =>
    readPrincipal(
      {
        type,
        arn: type === 'AssumedRole' ? session('okta', 'ann') : undefined,
        sessionContext: { attributes: { mfaAuthenticated: inSession } },
      },
      { ...call, signsIn: true, mfa },
    ).mfa;
  expect(mfaOf('AssumedRole', false)).toBeNull();
  expect(mfaOf('AssumedRole', null, 'false')).toBeNull();
  expect(mfaOf('FederatedUser', false, 'false')).toBeNull();
  expect(mfaOf('AssumedRole', true, 'false')).toBe(true);
  expect(mfaOf('AssumedRole', false, 'true')).toBe(true);
  expect(mfaOf('IAMUser', false)).toBe(false);
  expect(mfaOf('Root', false)).toBe(false);
});

test('who is in the console is no service, whatever the role', () => {
  const inConsole = { type: 'AssumedRole', arn: session('ops', 'ann'), invokedBy: 'signin.amazonaws.com' };
  expect(readPrincipal(inConsole, call)).toMatchObject({ console: true, invokedBy: null, name: 'ann' });
  expect(readPrincipal({ ...inConsole, invokedBy: 'us-east-1.signin.aws.amazon.com' }, call).console).toBe(true);
  expect(readPrincipal({ ...inConsole, invokedBy: 'cloudformation.amazonaws.com' }, call)).toMatchObject({
    console: false,
    invokedBy: 'cloudformation.amazonaws.com',
  });
});

test('empty fields are nothing', () => {
  expect(readPrincipal({ type: 'IAMUser', userName: 'ann', accessKeyId: '', arn: '' }, call)).toMatchObject({
    accessKey: null,
    arn: null,
  });
});

test('MFA is what the session says, or what the sign-in says', () => {
  const identity = { type: 'IAMUser', userName: 'ann', sessionContext: { attributes: { mfaAuthenticated: 'true' } } };
  expect(readPrincipal(identity, call).mfa).toBe(true);
  expect(readPrincipal(identity, { ...call, mfa: false }).mfa).toBe(false);
  expect(readPrincipal({ type: 'IAMUser' }, call).mfa).toBeNull();
});

test('a console sign-in, or credentials the console handed out, are the console', () => {
  const ann = { type: 'IAMUser', userName: 'ann', accessKeyId: 'ASIAIOSFODNN7EXAMPLE' };
  expect(readPrincipal(ann, { ...call, console: true }).credentials).toBe('console');
  expect(readPrincipal({ ...ann, invokedBy: 'signin.amazonaws.com' }, call).credentials).toBe('console');
  expect(readPrincipal({ type: 'Root' }, { ...call, console: true }).credentials).toBe('root');
});

test('a session assumed as root has root’s credentials', () => {
  const identity = { type: 'AssumedRole', arn: session('x', 'ann'), sessionContext: { assumedRoot: 'true' } };
  expect(readPrincipal(identity, call).credentials).toBe('root');
});

test('the source identity is kept: it survives role chaining', () => {
  expect(readPrincipal({ type: 'AssumedRole', sessionContext: { sourceIdentity: 'ann' } }, call).sourceIdentity).toBe(
    'ann',
  );
});

test('a caller met before is known again by all that its record says of it, not by its key alone', () => {
  const text = fc.constantFrom(undefined, '', 'ann', 'arn:aws:sts::111122223333:assumed-role/ops/ann', 'AROAX:bob');
  const flag = fc.constantFrom(undefined, true, 'false');
  const identity = fc.record({
    type: fc.constantFrom('IAMUser', 'AssumedRole', 'Role', 'Root', 'AWSService', undefined),
    accessKeyId: fc.constant('AKIAIOSFODNN7EXAMPLE'),
    userName: text,
    arn: text,
    principalId: text,
    accountId: text,
    invokedBy: text,
    onBehalfOf: fc.record({ userId: text }),
    sessionContext: fc.record({
      sourceIdentity: text,
      assumedRoot: flag,
      attributes: fc.record({ mfaAuthenticated: flag }),
      sessionIssuer: fc.record({ arn: text, userName: text }),
      webIdFederationData: fc.record({ federatedProvider: text }),
    }),
  });
  const calls = fc.record({
    source: fc.constantFrom('ec2.amazonaws.com', null),
    eventType: fc.constantFrom('AwsApiCall', 'AwsServiceEvent'),
    console: fc.boolean(),
    signsIn: fc.boolean(),
    mfa: fc.constantFrom(true, false, null),
    typedName: fc.constantFrom('ann@example.com', null),
    workflow: fc.constantFrom('9de74b32-8362-4a01-a524-de21df59fd83', null),
  });
  const stranger = { type: 'Directory', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName: 'a stranger' };
  fc.assert(
    fc.property(fc.array(fc.tuple(identity, calls), { maxLength: 8 }), (given) => {
      const read = given.map(([raw, how]) => readPrincipal(raw, how));
      const readAnew = given.map(([raw, how]) => {
        readPrincipal(stranger, call);
        return readPrincipal(raw, how);
      });
      expect(read).toEqual(readAnew);
    }),
  );
});
