import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { startAws } from '../fakes/aws.ts';
import type { Fields } from '../fakes/json.ts';
import { runCli } from '../fakes/run-bot.ts';
import { type RecordSpec, record } from '../records/make.ts';
import { writeLogs } from '../records/write-logs.ts';

const running: (() => unknown)[] = [];
afterAll(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

const account = '111122223333';
const ago = (minutes: number) => Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000;

async function askLogs(question: string, records: Fields[]) {
  const folder = mkdtempSync(join(tmpdir(), 'trail-who-'));
  running.push(() => rmSync(folder, { recursive: true }));
  writeLogs(folder, records);
  const { stdout } = await runCli([...question.split(' '), '--json', '--logs', folder]);
  return JSON.parse(stdout);
}

async function askHistory(question: string, records: Fields[]) {
  const aws = await startAws({ records, limit: { perSecond: null } });
  running.push(aws.stop);
  const config = `accounts: [{name: own, id: "${account}", regions: [us-east-1]}]\n`;
  const { stdout } = await runCli([...question.split(' '), '--json'], { config, env: aws.env });
  return JSON.parse(stdout);
}

const doors = [
  ['log files', askLogs],
  ['event history', askHistory],
] as const;

const keysOf = (answer: { groups: { key: string; count: number }[] }) =>
  answer.groups.map(({ key, count }) => `${key} ${count}`).sort();

describe('a user of Identity Center, whose calls tell a name, an ID or both', () => {
  const userId = '544894e8-80c1-707f-60e3-3ba6510dfac1';
  const workflow = '9de74b32-8362-4a01-a524-de21df59fd83';
  const tried = 'adbf67c4-8188-4e2b-8527-fe539e328fa7';
  const identity = { type: 'IdentityCenterUser', accountId: account, onBehalfOf: { userId }, credentialId: 'c' };
  const nobody = { type: 'Unknown', arn: '', accountId: account, accessKeyId: '' };
  const step = (eventName: string, minutes: number, extra: Fields, more: RecordSpec = {}) =>
    record({
      eventName,
      source: 'signin',
      identity,
      time: ago(minutes),
      readOnly: false,
      eventType: 'AwsServiceEvent',
      ...more,
      fields: {
        additionalEventData: { AuthWorkflowID: workflow, CredentialType: 'PASSWORD', ...extra },
        serviceEventDetails: { [eventName]: 'Success' },
        ...more.fields,
      },
    });
  const failed = {
    additionalEventData: { AuthWorkflowID: tried },
    serviceEventDetails: { CredentialVerification: 'Failure' },
  };
  // As in AWS's own examples: only the challenge holds the name that was typed.
  const records = [
    step('CredentialChallenge', 60, { UserName: 'ann@example.com' }),
    step('CredentialVerification', 59, {}),
    step('UserAuthentication', 59, {}),
    step('CredentialChallenge', 50, { AuthWorkflowID: tried, UserName: 'ann@example.com' }, { identity: nobody }),
    step('CredentialVerification', 49, {}, { identity: nobody, fields: failed }),
    record({ eventName: 'ListApplications', source: 'sso', identity, time: ago(40), eventType: 'AwsServiceEvent' }),
    record({
      eventName: 'ListBuckets',
      role: 'AWSReservedSSO_Admin_0123456789abcdef',
      session: 'ann@example.com',
      time: ago(30),
    }),
    record({ eventName: 'ListBuckets', user: 'bob', time: ago(30) }),
  ];

  test.each(doors)('is found by the name, and by the ID, in %s', async (_, ask) => {
    for (const asked of ['ann@example.com', userId]) {
      const answer = await ask(`what ${asked} since:2h`, records);
      expect(keysOf(answer)).toEqual([
        'CredentialChallenge 2',
        'CredentialVerification 2',
        'ListApplications 1',
        'ListBuckets 1',
        'UserAuthentication 1',
      ]);
      expect(answer.total).toBe(7);
      expect(answer.coverage.notes).toContainEqual(expect.stringMatching(/^In IAM Identity Center .* is also /));
    }
  });

  test.each(doors)('is called by the name where the call tells only the ID, in %s', async (_, ask) => {
    const answer = await ask('who ListApplications since:1h', records);
    expect(keysOf(answer)).toEqual(['ann@example.com 1']);
    expect(answer.headline).toMatch(/^ann@example\.com called ListApplications once/);
  });

  test.each(doors)('is found by the name where something else is asked of the calls too, in %s', async (_, ask) => {
    const answer = await ask('who ListApplications by:ann@example.com since:1h', records);
    expect(keysOf(answer)).toEqual(['ann@example.com 1']);
  });

  test.each(doors)('signs in once, whatever the steps, and fails by one of them, in %s', async (_, ask) => {
    const answer = await ask('logins since:2h', records);
    expect(answer.headline).toMatch(
      /^2 sign-ins: 1 failed, none without MFA, 1 with MFA not known to AWS, and 1 step of signing in; /,
    );
    expect(keysOf(answer)).toEqual(['ann@example.com 3']);
    expect(answer.groups[0]).toMatchObject({ errors: 1, principal: { type: 'IdentityCenterUser' } });
    expect((await ask('logins by:ann@example.com is:error since:2h', records)).total).toBe(1);
  });
});

describe('every kind of sign-in is one', () => {
  const session = (role: string, name: string) => ({
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE0000000001:${name}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    accountId: account,
  });
  const signIn = (eventName: string, given: RecordSpec) =>
    record({ eventName, source: 'signin', time: ago(10), readOnly: false, eventType: 'AwsConsoleSignIn', ...given });
  const records = [
    signIn('ConsoleLogin', {
      user: 'alice',
      response: { ConsoleLogin: 'Success' },
      fields: { additionalEventData: { MFAUsed: 'No' } },
    }),
    signIn('ConsoleLogin', {
      identity: session('okta', 'bob'),
      response: { ConsoleLogin: 'Success' },
      fields: { additionalEventData: { MFAUsed: 'No', SamlProviderArn: `arn:aws:iam::${account}:saml-provider/Okta` } },
    }),
    signIn('SwitchRole', {
      identity: session('admin', 'carol'),
      response: { SwitchRole: 'Success' },
      fields: { additionalEventData: { SwitchFrom: `arn:aws:iam::${account}:user/carol` } },
    }),
    signIn('SwitchRole', { identity: session('admin', 'dave'), response: { SwitchRole: 'failure' } }),
    signIn('Federate', {
      source: 'sso',
      identity: { type: 'IdentityCenterUser', accountId: account, userName: 'erin' },
      eventType: 'AwsServiceEvent',
      fields: { serviceEventDetails: '{"Federate":"FAILURE"}' },
    }),
    signIn('GetSigninToken', { identity: session('broker', 'frank'), response: { GetSigninToken: 'Success' } }),
    signIn('GetFederationToken', { source: 'sts', user: 'grace', eventType: 'AwsApiCall' }),
    signIn('CredentialChallenge', { identity: { type: 'Unknown', userName: 'heidi' } }),
  ];

  test.each(doors)('in %s', async (_, ask) => {
    const answer = await ask('logins since:1h', records);
    expect(keysOf(answer)).toEqual(['alice 1', 'bob 1', 'carol 1', 'dave 1', 'erin 1', 'frank 1', 'grace 1']);
    expect(answer.headline).toMatch(
      /^5 sign-ins: 2 failed, 1 without MFA, 2 with MFA not known to AWS, and 2 steps of signing in; /,
    );
    const mfaOf = (name: string) => answer.groups.find(({ key }: { key: string }) => key === name).principal.mfa;
    expect([mfaOf('alice'), mfaOf('bob'), mfaOf('carol')]).toEqual([false, null, null]);
  });
});

describe('root is the root user, and nobody who is called so', () => {
  const deed = (given: RecordSpec) => record({ eventName: 'DeleteBucket', time: ago(10), readOnly: false, ...given });
  const namesakes = [
    deed({ role: 'ci', session: 'root' }),
    deed({ user: 'root' }),
    deed({ role: 'root', session: 'x1' }),
  ];
  const root = [
    record({ eventName: 'ConsoleLogin', root: true, time: ago(9), response: { ConsoleLogin: 'Failure' } }),
    deed({ identity: { principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account } }),
    deed({
      identity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${account}:assumed-role/x/y`,
        principalId: 'AROAX:y',
        accountId: account,
        sessionContext: { assumedRoot: 'true' },
      },
    }),
  ];

  test('in log files', async () => {
    expect((await askLogs('root since:1h', namesakes)).total).toBe(0);
    expect((await askLogs('who DeleteBucket is:root since:1h', namesakes)).total).toBe(0);
    expect((await askLogs('what root since:1h', namesakes)).total).toBe(0);
    expect((await askLogs('root since:1h', [...namesakes, ...root])).total).toBe(3);
    expect((await askLogs('what root since:1h', [...namesakes, ...root])).total).toBe(3);
  });

  test('in event history', async () => {
    expect((await askHistory('root since:1h', namesakes)).total).toBe(0);
    expect((await askHistory('root since:1h', [...namesakes, ...root.slice(0, 1)])).total).toBe(1);
  });

  test.each(doors)('others are found by what they are, and told apart, in %s', async (_, ask) => {
    const all = [...namesakes, ...root];
    expect((await ask('what ci/root since:1h', all)).total).toBe(1);
    expect((await ask('what user/root since:1h', all)).total).toBe(1);
    expect((await ask('session ci/root since:1h', all)).total).toBe(1);
    const { headline, groups } = await ask('who DeleteBucket by:ci/root since:1h', all);
    expect(groups).toMatchObject([{ key: 'root' }]);
    expect(headline).toMatch(/^root \(session of role ci\) called DeleteBucket/);
    expect((await ask('who DeleteBucket by:user/root since:1h', all)).headline).toMatch(/^root \(IAM user\) called/);
  });
});

describe('somebody in the console is a person and no service', () => {
  const deed = (given: RecordSpec) =>
    record({ eventName: 'DeleteTags', role: 'ops', session: 'x_1', time: ago(10), readOnly: false, ...given });
  const people = [
    deed({ invokedBy: 'signin.amazonaws.com' }),
    deed({ userAgent: 'console.amazonaws.com' }),
    deed({ eventType: 'AwsConsoleAction' }),
    deed({ fields: { sessionCredentialFromConsole: 'true' } }),
  ];
  const services = [deed({ invokedBy: 'cloudformation.amazonaws.com' }), deed({ invokedBy: 'AWS Internal' })];

  test.each(doors)('in %s', async (_, ask) => {
    const all = [...people, ...services];
    expect((await ask('who DeleteTags is:human since:1h', all)).total).toBe(4);
    expect((await ask('who DeleteTags is:service since:1h', all)).total).toBe(2);
  });
});

describe('a caller is one, however much its records tell', () => {
  const arn = `arn:aws:sts::${account}:assumed-role/ops/ann`;
  const whole = { type: 'AssumedRole', principalId: 'AROAX:ann', arn, accountId: account };
  const deed = (identity: Fields) => record({ eventName: 'DeleteTags', identity, time: ago(10), readOnly: false });

  test('with and without type, account and ARN', async () => {
    const { type: _, ...untyped } = whole;
    const { accountId: __, ...elsewhere } = whole;
    const { arn: ___, ...bare } = untyped;
    const answer = await askLogs('who DeleteTags since:1h', [whole, untyped, elsewhere, bare].map(deed));
    expect(keysOf(answer)).toEqual(['ann 4']);
    expect(answer.groups[0].principal).toMatchObject({ type: 'AssumedRole', role: 'ops', account });
  });

  test('while people of one name in two accounts, and of two kinds, are not', async () => {
    const other = '444455556666';
    const records = [
      whole,
      { ...whole, principalId: 'AROAY:ann', arn: arn.replace(account, other), accountId: other },
      { type: 'IAMUser', userName: 'ann', accountId: account, arn: `arn:aws:iam::${account}:user/ann` },
    ].map(deed);
    expect(keysOf(await askLogs('who DeleteTags since:1h', records))).toEqual(['ann 1', 'ann 1', 'ann 1']);
  });
});

describe('behind the session of a workload stands the workload', () => {
  const session = (role: string, name: string, key: string) => ({
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE0000000001:${name}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    accountId: account,
    accessKeyId: key,
  });
  const handedOut = (role: string, name: string, key: string) => ({
    credentials: { accessKeyId: key },
    assumedRoleUser: { arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}` },
  });
  const key = 'ASIAEXAMPLEWORKLOAD1';

  const issuers: [string, string, string, string, RecordSpec][] = [
    [
      'a pod, by what the agent asked EKS for',
      'payments',
      'eks-prod-api-5f0e',
      'system:serviceaccount:payments:api',
      {
        eventName: 'AssumeRoleForPodIdentity',
        source: 'eks-auth',
        role: 'node',
        session: 'i-0abc1234def567890',
        response: { subject: { namespace: 'payments', serviceAccount: 'api' } },
      },
    ],
    [
      'a pod, by the tags that EKS gave its session',
      'payments',
      'eks-prod-api-5f0e',
      'system:serviceaccount:payments:api',
      {
        eventName: 'AssumeRole',
        service: 'pods.eks.amazonaws.com',
        request: { principalTags: { 'kubernetes-namespace': 'payments', 'kubernetes-service-account': 'api' } },
      },
    ],
    [
      'a server with a certificate',
      'build',
      '0a1b2c3d4e5f6071',
      'CN=build-7.example.com',
      {
        eventName: 'CreateSession',
        source: 'rolesanywhere',
        identity: { type: 'Unknown', accountId: account },
        response: { sourceIdentity: 'CN=build-7.example.com' },
      },
    ],
    [
      'a workflow of GitHub',
      'deploy',
      'GitHubActions',
      'repo:acme/shop:ref:refs/heads/main',
      {
        eventName: 'AssumeRoleWithWebIdentity',
        source: 'sts',
        identity: {
          type: 'WebIdentityUser',
          principalId: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com:sts.amazonaws.com:repo:acme/shop:ref:refs/heads/main`,
          identityProvider: `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`,
        },
      },
    ],
  ];

  test.each(issuers)('%s', async (_, role, name, workload, issued) => {
    const given = { ...(typeof issued.response === 'object' ? issued.response : {}), ...handedOut(role, name, key) };
    const response = issued.eventName === 'CreateSession' ? { credentialSet: [given] } : given;
    const records = [
      record({ ...issued, time: ago(20), response }),
      record({ eventName: 'DeleteTags', identity: session(role, name, key), time: ago(10), readOnly: false }),
    ];
    const answer = await askLogs(`session ${role}/${name} since:1h`, records);
    expect(answer.headline).toContain(workload);
    expect(answer.chain[0].principal.name).toBe(workload);
  });

  test('but nobody becomes a pod by tags of their own', async () => {
    const records = [
      record({
        eventName: 'AssumeRole',
        user: 'mallory',
        time: ago(20),
        request: { principalTags: { 'kubernetes-namespace': 'payments', 'kubernetes-service-account': 'api' } },
        response: handedOut('payments', 'eks-x', key),
      }),
      record({ eventName: 'DeleteTags', identity: session('payments', 'eks-x', key), time: ago(10), readOnly: false }),
    ];
    expect((await askLogs('session payments/eks-x since:1h', records)).chain[0].principal.name).toBe('mallory');
  });
});
