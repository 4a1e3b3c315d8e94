import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { AskContext } from '../../src/ask/ask.ts';
import type { Config } from '../../src/config.ts';
import { authoriseDigest } from '../../src/digest/authorise-digest.ts';
import { build } from '../../src/digest/build.ts';
import { createPasses } from '../../src/digest/pass.ts';
import type { Answer } from '../../src/present/answer.ts';
import { answerJson } from '../../src/present/answer-json.ts';
import { phraseText } from '../../src/present/text.ts';
import { createAdapters } from '../../src/start/adapters.ts';
import { openStore } from '../../src/state/open-store.ts';
import { type AwsOptions, startAws } from '../fakes/aws.ts';
import { type Fields, textAt } from '../fakes/json.ts';
import { type RecordSpec, record } from '../records/make.ts';
import { writeLogs } from '../records/write-logs.ts';
import { lastWord } from '../sample/ask-sample.ts';

const now = Date.UTC(2026, 10, 20, 12);
const at = (minutes: number) => Date.UTC(2026, 10, 20, 10, minutes);
const running: (() => unknown)[] = [];
const before = { ...process.env };
afterAll(async () => {
  process.env = before;
  for (const stop of running.splice(0).reverse()) await stop();
});

/** A call: who, minutes after ten, and what. */
const call = (user: string, minutes: number, source: string, eventName: string, more: RecordSpec = {}) =>
  record({ user, source, eventName, time: at(minutes), ...more });

interface Door {
  config?: Partial<Config>;
  aws?: AwsOptions;
}

type Opened = AskContext & { lookups: () => string[] };
type Open = (records: Fields[], door?: Door) => Promise<Opened>;

const regions = ['us-east-1', 'eu-west-1'];
const prod = { id: '111122223333', name: 'prod', role: null, externalId: null, regions, archive: null };

/** Log files are read by worker threads, which need the built product. */
const built = '../../build/start/adapters.js';
const { createAdapters: createBuilt }: typeof import('../../src/start/adapters.ts') = await import(built);

function adapters(logs: string | null, config: Door['config'] = {}) {
  const made = (logs === null ? createAdapters : createBuilt)({
    config: { accounts: [prod], access: null, ignore: [], digests: [], ...config },
    logs,
    version: 'test',
    region: 'us-east-1',
    clock: () => now,
    onLookup: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
  running.push(made.close);
  return made;
}

const doors: Record<string, Open> = {
  'log files': async (records, { config } = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'trail-aftermaths-'));
    running.push(() => rmSync(folder, { recursive: true }));
    writeLogs(folder, records, { perFile: 3 });
    return { ...adapters(folder, config), lookups: () => [] };
  },
  'event history': async (records, { config, aws } = {}) => {
    const fake = await startAws({ records, now: () => now, limit: { perSecond: null }, ...aws });
    running.push(fake.stop);
    Object.assign(process.env, fake.env);
    const lookups = () => fake.lookups().map(({ attribute, region }) => `${region} ${attribute?.value}`);
    return { ...adapters(null, config), lookups };
  },
};

async function open(door: string, records: Fields[], how?: Door): Promise<Opened> {
  const opened = await doors[door]?.(records, how);
  if (opened === undefined) throw new Error(door);
  return opened;
}

async function ask(text: string, context: AskContext): Promise<Answer> {
  const last = await lastWord(text, context);
  if (last.kind !== 'answer') throw new Error(JSON.stringify(last));
  return last.answer;
}

const headline = (answer: Answer) => phraseText(answer.headline);
const iso = (minutes: number) => `${new Date(at(minutes)).toISOString().slice(0, 19)}Z`;
const undone = (minutes: number, who: string, name: string) => `ndone at ${iso(minutes)} by ${who} (${name}).`;
const still = 'Still so as far as CloudTrail shows.';

const key = (accessKeyId: string) => ({ accessKey: { accessKeyId, status: 'Active', userName: 'carl' } });
const port = (from: number, cidrIp: string) => ({
  items: [{ ipProtocol: 'tcp', fromPort: from, toPort: from, ipRanges: { items: [{ cidrIp }] } }],
});
const group = (items: Fields) => ({ request: { groupId: 'sg-04cfb7a4712d75b00', ...items } });
const kms = 'arn:aws:kms:us-east-1:111122223333:key/0d2cbd1e-1111-4222-8333-444455556666';
const mfa = (name: string) => ({ userName: name, serialNumber: `arn:aws:iam::111122223333:mfa/${name}` });
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const bucket = (bucketName: string) => ({ request: { bucketName, Host: `${bucketName}.s3.amazonaws.com` } });
const detail = (...ids: string[]) => ({ instancesSet: { items: ids.map((instanceId) => ({ instanceId })) } });
const rewritten = (SecurityGroupRuleId: string) => ({
  request: {
    ModifySecurityGroupRulesRequest: {
      GroupId: 'sg-04cfb7a4712d75b00',
      SecurityGroupRule: {
        SecurityGroupRuleId,
        SecurityGroupRule: { CidrIpv4: '10.0.0.0/8', FromPort: 22, ToPort: 22 },
      },
    },
  },
});
const rights = (how: string, snapshotId: string, userId: string) => ({
  request: { snapshotId, createVolumePermission: { [how]: { items: [{ userId }] } }, attributeType: 'x' },
});

/** A change, the call that undoes it, and calls that look alike and undo something else. */
const pairs: [done: Fields, undoing: Fields, others: Fields[]][] = [
  [
    call('alice', 0, 'cloudtrail', 'StopLogging', { request: { name: 'audit' } }),
    call('bob', 20, 'cloudtrail', 'StartLogging', {
      request: { name: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit' },
    }),
    [call('bob', 10, 'cloudtrail', 'StartLogging', { request: { name: 'not-audit' } })],
  ],
  [
    call('alice', 0, 'iam', 'CreateAccessKey', { request: null, response: key('AKIAI44QH8DHBEXAMPLE') }),
    call('bob', 20, 'iam', 'DeleteAccessKey', { request: { userName: 'carl', accessKeyId: 'AKIAI44QH8DHBEXAMPLE' } }),
    [call('bob', 10, 'iam', 'DeleteAccessKey', { request: { userName: 'carl', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } })],
  ],
  [
    call('alice', 0, 'iam', 'CreateAccessKey', {
      request: { userName: 'carl' },
      response: key('AKIAI44QH8DHBEXAMPLE'),
    }),
    call('bob', 20, 'iam', 'UpdateAccessKey', {
      request: { userName: 'carl', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Inactive' },
    }),
    [
      call('bob', 10, 'iam', 'UpdateAccessKey', {
        request: { userName: 'carl', accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' },
      }),
    ],
  ],
  [
    call('alice', 0, 'iam', 'UpdateAccessKey', {
      request: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Inactive' },
    }),
    call('bob', 20, 'iam', 'UpdateAccessKey', { request: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', status: 'Active' } }),
    [call('bob', 10, 'iam', 'DeleteAccessKey', { request: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE' } })],
  ],
  [
    call('alice', 0, 'ec2', 'AuthorizeSecurityGroupIngress', group({ ipPermissions: port(22, '0.0.0.0/0') })),
    call('bob', 20, 'ec2', 'RevokeSecurityGroupIngress', {
      request: {
        groupId: 'sg-04cfb7a4712d75b00',
        ipPermissions: {},
        ipProtocol: '6',
        fromPort: 22,
        toPort: 22,
        cidrIp: '0.0.0.0/0',
      },
    }),
    [
      call('bob', 10, 'ec2', 'RevokeSecurityGroupIngress', group({ ipPermissions: port(443, '0.0.0.0/0') })),
      call('bob', 11, 'ec2', 'RevokeSecurityGroupIngress', group({ ipPermissions: port(22, '10.0.0.0/8') })),
      call('bob', 12, 'ec2', 'RevokeSecurityGroupIngress', {
        request: { groupId: 'sg-00000000000000001', ipPermissions: port(22, '0.0.0.0/0') },
      }),
      call('bob', 13, 'ec2', 'RevokeSecurityGroupEgress', group({ ipPermissions: port(22, '0.0.0.0/0') })),
    ],
  ],
  [
    call('alice', 0, 'ec2', 'AuthorizeSecurityGroupIngress', {
      ...group({ ipPermissions: port(22, '10.0.0.7/8') }),
      response: {
        securityGroupRuleSet: {
          items: [
            {
              groupId: 'sg-04cfb7a4712d75b00',
              securityGroupRuleId: 'sgr-0bb31cddb2c27f401',
              ipProtocol: 'tcp',
              fromPort: 22,
              toPort: 22,
              cidrIpv4: '10.0.0.0/8',
            },
          ],
        },
      },
    }),
    call(
      'bob',
      20,
      'ec2',
      'RevokeSecurityGroupIngress',
      group({ securityGroupRuleIds: { items: ['sgr-0bb31cddb2c27f401'] } }),
    ),
    [
      call(
        'bob',
        10,
        'ec2',
        'RevokeSecurityGroupIngress',
        group({ securityGroupRuleIds: { items: ['sgr-00000000000000001'] } }),
      ),
    ],
  ],
  [
    call('alice', 0, 'ec2', 'AuthorizeSecurityGroupIngress', group({ ipPermissions: port(22, '0.0.0.0/0') })),
    call('bob', 20, 'ec2', 'DeleteSecurityGroup', { request: { groupId: 'sg-04cfb7a4712d75b00' } }),
    [call('bob', 10, 'ec2', 'DeleteSecurityGroup', { request: { groupId: 'sg-00000000000000001' } })],
  ],
  [
    call('alice', 0, 'iam', 'DeactivateMFADevice', { request: mfa('carl') }),
    call('carl', 20, 'iam', 'EnableMFADevice', { request: { ...mfa('carl'), authenticationCode1: '1' } }),
    [call('dora', 10, 'iam', 'EnableMFADevice', { request: mfa('dora') })],
  ],
  [
    call('alice', 0, 'kms', 'DisableKey', { request: { keyId: '0d2cbd1e-1111-4222-8333-444455556666' } }),
    call('bob', 20, 'kms', 'EnableKey', { request: { keyId: kms } }),
    [call('bob', 10, 'kms', 'EnableKey', { request: { keyId: '0d2cbd1e-0000-4222-8333-444455556666' } })],
  ],
  [
    call('alice', 0, 'kms', 'ScheduleKeyDeletion', { request: { keyId: kms, pendingWindowInDays: 7 } }),
    call('bob', 20, 'kms', 'CancelKeyDeletion', { request: { keyId: '0d2cbd1e-1111-4222-8333-444455556666' } }),
    [call('bob', 10, 'kms', 'EnableKey', { request: { keyId: kms } })],
  ],
  [
    call('alice', 0, 's3', 'PutBucketPolicy', {
      request: { bucketName: 'data', bucketPolicy: { Id: 'one', Statement: [{ Resource: 'arn:aws:s3:::data' }] } },
    }),
    call('bob', 20, 's3', 'DeleteBucketPolicy', bucket('data')),
    [call('bob', 10, 's3', 'DeleteBucketPolicy', bucket('more-data'))],
  ],
  [
    call('alice', 0, 'iam', 'AttachRolePolicy', { request: { roleName: 'web', policyArn: admin } }),
    call('bob', 20, 'iam', 'DetachRolePolicy', { request: { policyArn: admin, roleName: 'web' } }),
    [
      call('bob', 10, 'iam', 'DetachRolePolicy', { request: { roleName: 'other', policyArn: admin } }),
      call('bob', 11, 'iam', 'DetachRolePolicy', { request: { roleName: 'web', policyArn: `${admin}2` } }),
      call('bob', 12, 'iam', 'DetachUserPolicy', { request: { userName: 'web', policyArn: admin } }),
    ],
  ],
  [
    call('alice', 0, 'iam', 'CreatePolicy', {
      request: { policyName: 'all' },
      response: { policy: { policyName: 'all', policyId: 'ANPAEXAMPLE000000001', arn: 'arn:aws:iam::1:policy/x/all' } },
    }),
    call('bob', 20, 'iam', 'DeletePolicy', { request: { policyArn: 'arn:aws:iam::1:policy/x/all' } }),
    [call('bob', 10, 'iam', 'DeletePolicy', { request: { policyArn: 'arn:aws:iam::1:policy/overall' } })],
  ],
  [
    call('alice', 0, 'secretsmanager', 'CreateSecret', {
      request: { name: 'db', clientRequestToken: '1' },
      response: { arn: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-xehWok' },
    }),
    call('bob', 20, 'secretsmanager', 'DeleteSecret', { request: { secretId: 'db', recoveryWindowInDays: 7 } }),
    [call('bob', 10, 'secretsmanager', 'DeleteSecret', { request: { secretId: 'other-db' } })],
  ],
  [
    call('alice', 0, 'rds', 'CreateDBInstance', {
      request: { dBInstanceIdentifier: 'orders' },
      response: { dBInstanceIdentifier: 'orders', dBInstanceArn: 'arn:aws:rds:us-east-1:1:db:orders' },
    }),
    call('bob', 20, 'rds', 'DeleteDBInstance', {
      request: { dBInstanceIdentifier: 'orders', finalDBSnapshotIdentifier: 'last' },
    }),
    [call('bob', 10, 'rds', 'DeleteDBInstance', { request: { dBInstanceIdentifier: 'payments' } })],
  ],
  [
    call('alice', 0, 'ec2', 'RunInstances', {
      request: { instancesSet: { items: [{ imageId: 'ami-1' }] }, iamInstanceProfile: { name: 'web' } },
      response: detail('i-0dbc91f429e48eee1', 'i-0dbc91f429e48eee2'),
    }),
    call('bob', 20, 'ec2', 'TerminateInstances', { request: detail('i-0dbc91f429e48eee2', 'i-0dbc91f429e48eee1') }),
    [call('bob', 10, 'ec2', 'TerminateInstances', { request: detail('i-0dbc91f429e48eee3') })],
  ],
  [
    call('alice', 0, 'ec2', 'ModifySnapshotAttribute', rights('add', 'snap-1', '999999999999')),
    call('bob', 20, 'ec2', 'ModifySnapshotAttribute', rights('remove', 'snap-1', '999999999999')),
    [
      call('bob', 10, 'ec2', 'ModifySnapshotAttribute', rights('remove', 'snap-1', '888888888888')),
      call('bob', 11, 'ec2', 'ModifySnapshotAttribute', rights('remove', 'snap-2', '999999999999')),
    ],
  ],
  [
    call('alice', 0, 'lambda', 'AddPermission20150331v2', { request: { functionName: 'pay', statementId: 'all' } }),
    call('bob', 20, 'lambda', 'RemovePermission20150331v2', {
      request: { functionName: 'arn:aws:lambda:us-east-1:111122223333:function:pay', statementId: 'all' },
    }),
    [call('bob', 10, 'lambda', 'RemovePermission20150331v2', { request: { functionName: 'pay', statementId: 'one' } })],
  ],
  [
    call('alice', 0, 'iam', 'AddUserToGroup', { request: { userName: 'carl', groupName: 'admins' } }),
    call('bob', 20, 'iam', 'RemoveUserFromGroup', { request: { groupName: 'admins', userName: 'carl' } }),
    [call('bob', 10, 'iam', 'RemoveUserFromGroup', { request: { groupName: 'guests', userName: 'carl' } })],
  ],
  [
    call('alice', 0, 'ec2', 'DeleteRoute', { request: { routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0' } }),
    call('bob', 20, 'ec2', 'CreateRoute', {
      request: { routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' },
    }),
    [call('bob', 10, 'ec2', 'CreateRoute', { request: { routeTableId: 'rtb-1', destinationCidrBlock: '10.0.0.0/8' } })],
  ],
  [
    call('alice', 0, 'securityhub', 'DisableSecurityHub'),
    call('bob', 20, 'securityhub', 'EnableSecurityHub', { request: { EnableDefaultStandards: true } }),
    [call('bob', 10, 'securityhub', 'EnableSecurityHub', { region: 'eu-west-1' })],
  ],
  [
    call('alice', 0, 'config', 'StopConfigurationRecorder', { request: { configurationRecorderName: 'default' } }),
    call('bob', 20, 'config', 'StartConfigurationRecorder', { request: { configurationRecorderName: 'default' } }),
    [],
  ],
  [
    call('alice', 0, 'ec2', 'CreateTags', {
      request: { resourcesSet: { items: [{ resourceId: 'i-1' }] }, tagSet: { items: [{ key: 'team', value: 'x' }] } },
    }),
    call('bob', 20, 'ec2', 'DeleteTags', {
      request: { resourcesSet: { items: [{ resourceId: 'i-1' }] }, tagSet: { items: [{ key: 'team' }] } },
    }),
    [
      call('bob', 10, 'ec2', 'DeleteTags', {
        request: { resourcesSet: { items: [{ resourceId: 'i-1' }] }, tagSet: { items: [{ key: 'cost' }] } },
      }),
    ],
  ],
  [
    call('alice', 0, 'iam', 'DeactivateMFADevice', { request: mfa('carl') }),
    call('bob', 20, 'iam', 'EnableMFADevice', { request: { ...mfa('carls-new-phone'), userName: 'carl' } }),
    [call('bob', 10, 'iam', 'EnableMFADevice', { request: mfa('dora') })],
  ],
  [
    call('alice', 0, 'iam', 'AttachRolePolicy', { request: { roleName: 'dev', policyArn: admin } }),
    call('bob', 20, 'iam', 'DeleteRole', { request: { roleName: 'dev' } }),
    [call('bob', 10, 'iam', 'DeleteRole', { request: { roleName: 'developer' } })],
  ],
  [
    call('alice', 0, 'ec2', 'AuthorizeSecurityGroupIngress', {
      ...group({ ipPermissions: port(22, '0.0.0.0/0') }),
      response: { securityGroupRuleSet: { items: [{ securityGroupRuleId: 'sgr-0a1' }] } },
    }),
    call('bob', 20, 'ec2', 'ModifySecurityGroupRules', rewritten('sgr-0a1')),
    [call('bob', 10, 'ec2', 'ModifySecurityGroupRules', rewritten('sgr-0b2'))],
  ],
];

const otherEnds: Record<string, string> = { CreateRoute: 'Created again', ModifySecurityGroupRules: 'Changed again' };

const nameOf = ({ eventName }: Fields) => String(eventName);
const whoAsked = ({ userIdentity }: Fields) => textAt(userIdentity, 'userName');

/** Event history is asked as slowly as AWS lets it be: of the pairs, those which people think of first. */
const asked = { 'log files': pairs, 'event history': pairs.slice(0, 12) };

describe.each(Object.entries(asked))('Asked of %s', (door, some) => {
  test.each(some.map(([done, undoing, others]) => [nameOf(done), nameOf(undoing), done, undoing, others] as const))(
    '%s is undone by %s of the same, and by no other',
    async (name, by, done, undoing, others) => {
      const told = async (records: Fields[]) =>
        headline(await ask(`who ${name} by:alice since 7d`, await open(door, records)));
      const ended = otherEnds[by] ?? 'Undone';
      const said = `${ended} at ${iso(20)} by ${whoAsked(undoing)} (${by}).`;
      expect(await told([undoing, done, ...others])).toContain(said);
      expect(await told([done, ...others])).toContain(still);
    },
  );
});

const trail = (user: string, minutes: number, eventName: string, name = 'audit', more: RecordSpec = {}) =>
  call(user, minutes, 'cloudtrail', eventName, { request: { name }, resources: [{ ARN: name }], ...more });
const both = Object.keys(doors);

test('Where a log file could not be read, nothing is said to be still so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trail-aftermaths-'));
  running.push(() => rmSync(folder, { recursive: true }));
  writeLogs(folder, [trail('alice', 0, 'StopLogging')], { perFile: 3 });
  expect(headline(await ask('who StopLogging since 7d', adapters(folder)))).toContain(still);
  writeFileSync(join(folder, 'unread.parquet'), 'PAR1');
  const told = headline(await ask('who StopLogging since 7d', adapters(folder)));
  expect(told).toContain('Whether it was undone could not be looked up.');
});

describe.each(both)('What is said by %s', (door) => {
  const told = async (text: string, records: Fields[], how?: Door) =>
    headline(await ask(text, await open(door, records, how)));

  test('nothing of calls that failed, and a call that failed undoes nothing', async () => {
    const failed = { error: 'AccessDenied' };
    const tried = [trail('alice', 0, 'StopLogging', 'audit', failed), trail('bob', 20, 'StartLogging')];
    expect(await told('who StopLogging', tried)).toMatch(/in us-east-1\.$/);
    const held = [trail('alice', 0, 'StopLogging'), trail('bob', 20, 'StartLogging', 'audit', failed)];
    expect(await told('who StopLogging', held)).toContain(still);
  });

  test('nothing of reads, of what nothing undoes, and of what is gone under an ID', async () => {
    const records = [
      call('alice', 0, 's3', 'ListBuckets'),
      call('alice', 1, 'ssm', 'SendCommand', { request: { documentName: 'x' } }),
      call('alice', 2, 'ec2', 'DeleteVolume', { request: { volumeId: 'vol-0123456789abcdef0' } }),
      call('alice', 3, 'codebuild', 'StartBuild', { request: { projectName: 'x' } }),
      call('alice', 4, 'iam', 'DeleteAccessKey', {
        request: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE', userName: 'carl' },
      }),
    ];
    for (const { eventName } of records) expect(await told(`who ${eventName}`, records)).toMatch(/in us-east-1\.$/);
  });

  test('nothing where the records don’t say whether it was undone', async () => {
    const records = [
      call('alice', 0, 'iam', 'CreateAccessKey', { request: { userName: 'carl' }, response: null }),
      call('bob', 20, 'iam', 'DeleteAccessKey', { request: { userName: 'carl', accessKeyId: 'AKIAI44QH8DHBEXAMPLE' } }),
    ];
    expect(await told('who CreateAccessKey', records)).toMatch(/in us-east-1\.$/);
  });

  test('that a bucket was created again, or is still gone', async () => {
    const gone = call('alice', 0, 's3', 'DeleteBucket', bucket('data'));
    const again = call('bob', 20, 's3', 'CreateBucket', { ...bucket('data'), region: 'us-east-1' });
    expect(await told('who DeleteBucket', [gone, again])).toContain(
      `Created again at ${iso(20)} by bob (CreateBucket).`,
    );
    expect(await told('who DeleteBucket', [gone, call('bob', 20, 's3', 'CreateBucket', bucket('logs'))])).toContain(
      still,
    );
  });

  test('that what was set was set anew, rather than that it holds', async () => {
    const set = (user: string, minutes: number, bucketName: string) =>
      call(user, minutes, 's3', 'PutBucketPolicy', { request: { bucketName, bucketPolicy: { Statement: [] } } });
    const records = [set('alice', 0, 'data'), set('bob', 20, 'data'), set('bob', 10, 'logs')];
    expect(await told('who PutBucketPolicy by:alice', records)).toContain(
      `Changed again at ${iso(20)} by bob (PutBucketPolicy).`,
    );
  });

  test('which part of it was undone, and when the last of it was', async () => {
    const one = call('alice', 0, 'ec2', 'AuthorizeSecurityGroupIngress', {
      request: {
        groupId: 'sg-1',
        ipPermissions: { items: [...port(22, '0.0.0.0/0').items, ...port(80, '0.0.0.0/0').items] },
      },
    });
    const revoke = (minutes: number, from: number) =>
      call('bob', minutes, 'ec2', 'RevokeSecurityGroupIngress', {
        request: { groupId: 'sg-1', ipPermissions: port(from, '0.0.0.0/0') },
      });
    const text = 'who AuthorizeSecurityGroupIngress';
    const by = 'by bob (RevokeSecurityGroupIngress).';
    expect(await told(text, [one, revoke(5, 22), revoke(6, 22)])).toContain(`Partly undone at ${iso(6)} ${by}`);
    expect(await told(text, [one, revoke(5, 22), revoke(9, 80)])).toContain(`Undone at ${iso(9)} ${by}`);
  });

  test('that it was done again by somebody else, unless that was undone too', async () => {
    const records = [
      trail('alice', 0, 'StopLogging'),
      trail('bob', 5, 'StartLogging'),
      trail('carl', 10, 'StopLogging'),
    ];
    const again = `, and done again at ${iso(10)} by carl (StopLogging).`;
    expect(await told('who StopLogging by:alice', records)).toContain(`by bob (StartLogging)${again}`);
    expect(await told('who StopLogging by:carl', records)).toContain(still);
    const ended = [...records, trail('dora', 15, 'StartLogging')];
    expect(await told('who StopLogging by:alice', ended)).toContain(undone(5, 'bob', 'StartLogging'));
  });

  test('of several things how many, and of each what became of it', async () => {
    const records = [
      trail('alice', 0, 'StopLogging'),
      trail('alice', 1, 'StopLogging', 'main'),
      trail('bob', 20, 'StartLogging'),
    ];
    const answer = await ask('who StopLogging', await open(door, records));
    expect(headline(answer)).toContain(
      'Of the latest 2 changes, 1 was undone and 1 is still so as far as CloudTrail shows.',
    );
    const [section] = answer.sections;
    expect(section?.title).toBe('Undone or still so');
    expect(section?.lines.map((line) => phraseText(line))).toEqual([
      `${iso(1)} StopLogging on main by alice: still so as far as CloudTrail shows`,
      `${iso(0)} StopLogging on audit by alice: undone at ${iso(20)} by bob (StartLogging)`,
    ]);
  });

  test('of a window that is over, by what came after it', async () => {
    const records = [trail('alice', 0, 'StopLogging'), trail('bob', 20, 'StartLogging')];
    const window = `since ${iso(-5)} until ${iso(5)}`;
    expect(await told(`who StopLogging ${window}`, records)).toContain(undone(20, 'bob', 'StartLogging'));
    expect(await told(`touched audit ${window}`, records)).toContain(undone(20, 'bob', 'StartLogging'));
    const held = [trail('alice', 0, 'StopLogging'), trail('bob', 20, 'StartLogging', 'main')];
    expect(await told(`who StopLogging ${window}`, held)).toContain(still);
    expect(await told(`touched audit ${window}`, held)).toContain(still);
  });

  test('of what touched a resource, whoever was asked about', async () => {
    const records = [
      trail('alice', 0, 'StopLogging'),
      trail('bob', 20, 'StartLogging', 'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit'),
    ];
    expect(await told('touched audit by:alice', records)).toContain(undone(20, 'bob', 'StartLogging'));
    const own = [
      call('alice', 0, 'iam', 'CreateAccessKey', {
        request: { userName: 'carl' },
        response: key('AKIAI44QH8DHBEXAMPLE'),
      }),
      call('carl', 20, 'iam', 'DeleteAccessKey', { request: { accessKeyId: 'AKIAI44QH8DHBEXAMPLE' } }),
    ];
    expect(await told('touched carl', own)).toContain(undone(20, 'carl', 'DeleteAccessKey'));
  });

  test('not who undid it where trail.yml hides them', async () => {
    const records = [trail('alice', 0, 'StopLogging'), trail('ci-deployer', 20, 'StartLogging')];
    const config = { ignore: [{ principal: 'ci-deployer' }] };
    const said = `Undone at ${iso(20)} by a call that trail.yml hides.`;
    expect(await told('who StopLogging', records, { config })).toContain(said);
    expect(await told('touched audit', records, { config })).toContain(said);
  });

  test('nothing of what was done in another account', async () => {
    const records = [
      trail('alice', 0, 'StopLogging'),
      trail('bob', 20, 'StartLogging', 'audit', { account: '444455556666' }),
      trail('bob', 21, 'StartLogging', 'audit', { region: 'eu-west-1' }),
    ];
    const config = { accounts: [prod, { ...prod, id: '444455556666', name: 'dev' }] };
    expect(await told('who StopLogging account:prod', records, { config })).toContain(still);
  });

  test('in JSON beside each event', async () => {
    const records = [
      trail('alice', 0, 'StopLogging'),
      trail('bob', 20, 'StartLogging'),
      trail('carl', 30, 'StopLogging'),
      trail('carl', 31, 'StopLogging', 'x', { error: 'TrailNotFoundException' }),
    ];
    const { events } = answerJson(await ask('who StopLogging', await open(door, records)));
    expect(events.map((event) => ('undone' in event ? event.undone : 'absent'))).toEqual([
      null,
      false,
      {
        id: records[1]?.eventID,
        name: 'StartLogging',
        time: iso(20),
        principal: expect.objectContaining({ name: 'bob', type: 'IAMUser' }),
        how: 'undone',
      },
    ]);
  });
});

describe('Event history', () => {
  test('is asked no more than it takes: not for what it told already, nor where nothing can be undone', async () => {
    const read = call('alice', 1, 's3', 'ListBuckets');
    const records = [trail('alice', 0, 'StopLogging'), trail('bob', 20, 'StartLogging'), read];
    const calls = (context: Opened) => context.lookups().filter((lookup) => !lookup.endsWith('audit'));
    const touched = await open('event history', records);
    expect(headline(await ask('touched audit event:StopLogging', touched))).toContain(
      undone(20, 'bob', 'StartLogging'),
    );
    expect(calls(touched).sort()).toEqual(['eu-west-1 StopLogging', 'us-east-1 StartLogging', 'us-east-1 StopLogging']);
    const listed = await open('event history', records);
    await ask('who ListBuckets', listed);
    expect(calls(listed).sort()).toEqual(['eu-west-1 ListBuckets', 'us-east-1 ListBuckets']);
  });

  test('finds what undid it under another form of the name', async () => {
    const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit';
    const records = [trail('alice', 0, 'StopLogging'), trail('bob', 20, 'StartLogging', arn)];
    const answer = await ask('touched audit', await open('event history', records));
    expect(headline(answer)).toContain(undone(20, 'bob', 'StartLogging'));
  });

  test('whose undoing calls come by the thousand leaves open what is older than it read', async () => {
    const many = Array.from({ length: 700 }, (_, at) => trail('ci', 60 + at / 60, 'StartLogging', `other-${at}`));
    const context = await open('event history', [trail('alice', 0, 'StopLogging'), ...many]);
    expect(headline(await ask('who StopLogging', context))).toContain('Whether it was undone could not be looked up.');
  });

  test('that refuses the second look-up leaves it open', async () => {
    const fault = { operation: 'LookupEvents', error: 'AccessDeniedException', status: 400, after: 2 } as const;
    const context = await open('event history', [trail('alice', 0, 'StopLogging')], { aws: { faults: [fault] } });
    expect(headline(await ask('who StopLogging', context))).toContain('Whether it was undone could not be looked up.');
  });
});

describe('A digest', () => {
  async function linesOf(records: Fields[]): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), 'trail-state-'));
    const opened = await openStore({ kind: 'folder', folder });
    if (!opened.ok) throw new Error('No state.');
    const store = opened.value;
    const context = await open('event history', records);
    const authorised = await authoriseDigest(null, { kind: 'local' }, context);
    if (!authorised.ok) throw new Error('Nobody may.');
    const window = { start: at(-60), end: at(60) };
    const order = { window, last: null, limited: false, sections: null, zone: 'UTC', priority: 'digest' } as const;
    const passes = createPasses({ ...context, store, signal: new AbortController().signal });
    const { content } = await build({ ...order, allowed: authorised.value.allowed }, { passes, store });
    await store.close();
    rmSync(folder, { recursive: true });
    const lines = [...content.headline.top, ...content.sections.flatMap((section) => section.lines)];
    return lines.map(({ text }) => phraseText(text));
  }

  test('says of changes whether they were undone, also after its time', async () => {
    const lines = await linesOf([
      trail('alice', 0, 'StopLogging'),
      trail('bob', 80, 'StartLogging'),
      call('alice', 1, 'iam', 'AttachRolePolicy', { request: { roleName: 'web', policyArn: admin } }),
      call('carl', 2, 's3', 'DeleteAccountPublicAccessBlock', { request: null }),
      call('carl', 3, 's3', 'DeleteAccountPublicAccessBlock', { request: null }),
      call('dora', 90, 's3', 'PutAccountPublicAccessBlock'),
    ]);
    const of = (name: string) => lines.find((line) => line.startsWith(`${name} by`));
    expect(of('StopLogging')).toContain(`; undone at ${iso(80)} by bob (StartLogging)`);
    expect(of('AttachRolePolicy')).toContain('; still so as far as CloudTrail shows');
    expect(of('DeleteAccountPublicAccessBlock')).toContain(
      `undone at ${iso(90)} by dora (PutAccountPublicAccessBlock)`,
    );
  });
});
