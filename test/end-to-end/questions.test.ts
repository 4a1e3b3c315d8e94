import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type AwsOptions, startAws } from '../fakes/aws.ts';
import type { Fields } from '../fakes/json.ts';
import { runCli } from '../fakes/run-bot.ts';
import { record } from '../records/make.ts';
import { writeLogs } from '../records/write-logs.ts';

const running: (() => unknown)[] = [];
afterAll(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

const ago = (minutes: number) => Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000;
const config =
  'accounts: [{name: prod, id: "111122223333", role: "arn:aws:iam::111122223333:role/trail", regions: [us-east-1, us-west-2]}]\n';
const roles = { 'arn:aws:iam::111122223333:role/trail': { account: '111122223333' } };

async function ask(question: string, options: AwsOptions) {
  const aws = await startAws({ roles, ...options });
  running.push(aws.stop);
  const { code, stdout, stderr } = await runCli([...question.split(' '), '--json'], { config, env: aws.env });
  return { aws, code, stderr, answer: stdout === '' ? null : JSON.parse(stdout) };
}

async function askLogs(question: string, records: Fields[]) {
  const folder = mkdtempSync(join(tmpdir(), 'trail-logs-'));
  running.push(() => rmSync(folder, { recursive: true }));
  writeLogs(folder, records, { layout: 's3', gzip: true });
  const { code, stdout, stderr } = await runCli([...question.split(' '), '--json', '--logs', folder]);
  return { code, stderr, answer: stdout === '' ? null : JSON.parse(stdout) };
}

/** An AssumeRole call, and the identity of calls made in the session that it issued. */
function issue(role: string, session: string, key: string, caller: Fields, minutes: number, region = 'us-east-1') {
  const arn = `arn:aws:sts::111122223333:assumed-role/${role}/${session}`;
  const roleArn = `arn:aws:iam::111122223333:role/${role}`;
  const began = `${new Date(ago(minutes)).toISOString().slice(0, 19)}Z`;
  const identity = {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE${role.toUpperCase()}:${session}`,
    arn,
    accountId: '111122223333',
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: roleArn, accountId: '111122223333', userName: role },
      attributes: { creationDate: began, mfaAuthenticated: 'false' },
    },
  };
  const call = record({
    eventName: 'AssumeRole',
    identity: caller,
    time: ago(minutes),
    region,
    request: { roleArn, roleSessionName: session },
    response: { credentials: { accessKeyId: key, sessionToken: 'FwoGZXIvYXdzEXAMPLE' }, assumedRoleUser: { arn } },
    resources: [{ ARN: roleArn, type: 'AWS::IAM::Role' }],
  });
  return { call, identity };
}

const mallory = {
  type: 'IAMUser',
  userName: 'mallory',
  arn: 'arn:aws:iam::111122223333:user/mallory',
  accountId: '111122223333',
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
};

describe('session', () => {
  const first = issue('jump', 'hop', 'ASIAEXAMPLEFIRST0001', mallory, 90);
  const second = issue('admin', 'deploy', 'ASIAEXAMPLESECOND002', first.identity, 60);
  const deed = record({
    eventName: 'StopLogging',
    source: 'cloudtrail',
    identity: second.identity,
    time: ago(30),
    region: 'us-west-2',
    readOnly: false,
  });
  const records = [first.call, second.call, deed];
  const chain = [
    { name: 'mallory', confidence: null },
    { name: 'hop', confidence: 'key match' },
    { name: 'deploy', confidence: 'key match' },
  ];
  const told = (answer: { chain: { principal: { name: string }; confidence: string | null }[] }) =>
    answer.chain.map(({ principal, confidence }) => ({ name: principal.name, confidence }));

  test.concurrent('walks back to the person through two roles and two Regions', async () => {
    const { answer, code } = await ask('session deploy since:24h', { records });
    expect(told(answer)).toEqual(chain);
    expect(answer.headline).toContain('mallory (IAM user) is behind session deploy of role admin');
    expect(code).toBe(0);
  });

  test.concurrent('takes a temporary key, and works on log files', async () => {
    expect(told((await askLogs('session ASIAEXAMPLESECOND002', records)).answer)).toEqual(chain);
  });

  test.concurrent('says where the chain broke', async () => {
    const { answer } = await ask('session deploy since:24h', { records: [second.call, deed] });
    expect(answer.headline).toContain('hop');
    expect(answer.chain).toHaveLength(2);
  });

  test.concurrent('ends where roles assume each other in a circle', async () => {
    const a = issue('ping', 'a', 'ASIAEXAMPLELOOPA0001', mallory, 50);
    const b = issue('pong', 'b', 'ASIAEXAMPLELOOPB0001', a.identity, 50);
    const again = issue('ping', 'a', 'ASIAEXAMPLELOOPA0001', b.identity, 50);
    const last = record({ eventName: 'ListBuckets', identity: a.identity, time: ago(10) });
    const { answer } = await ask('session a since:24h', { records: [b.call, again.call, last] });
    expect(answer.chain.length).toBeLessThanOrEqual(11);
  });
});

describe('sessions of one name', () => {
  const ann = {
    type: 'IAMUser',
    userName: 'ann',
    arn: 'arn:aws:iam::111122223333:user/ann',
    accountId: '111122223333',
  };
  const first = issue('admin', 'ops', 'ASIAEXAMPLEOPS000001', mallory, 90);
  const second = issue('admin', 'ops', 'ASIAEXAMPLEOPS000002', ann, 60);
  const records = [
    first.call,
    second.call,
    record({
      eventName: 'DeleteTrail',
      source: 'cloudtrail',
      identity: first.identity,
      time: ago(50),
      readOnly: false,
    }),
    record({
      eventName: 'DeleteTrail',
      source: 'cloudtrail',
      identity: second.identity,
      time: ago(40),
      readOnly: false,
    }),
  ];

  test.concurrent('are traced each to its own person', async () => {
    const { answer } = await ask('session admin/ops since:24h', { records });
    expect(answer.headline).toContain('2 sessions match admin/ops');
    expect(answer.headline).toContain('ann (IAM user) is behind session ops of role admin');
    expect(answer.headline).toContain('mallory (IAM user) is behind session ops of role admin');
  });

  test.concurrent('are told as nobody’s in particular where they lead to different people', async () => {
    const aws = await startAws({ roles, records });
    running.push(aws.stop);
    const { stdout } = await runCli(['who', 'DeleteTrail', 'since:24h'], { config, env: aws.env });
    expect(stdout).not.toContain('BEHIND THE SESSIONS');
    const alone = await startAws({ roles, records: records.slice(1, 2).concat(records.slice(3)) });
    running.push(alone.stop);
    const one = await runCli(['who', 'DeleteTrail', 'since:24h'], { config, env: alone.env });
    expect(one.stdout).toContain('ops (session of role admin) was started by ann (IAM user)');
  });

  test.concurrent('are found where they were issued in a Region they were never used in', async () => {
    const far = issue('admin', 'far', 'ASIAEXAMPLEFAR000001', mallory, 45, 'us-west-2');
    const deed = record({
      eventName: 'StopLogging',
      source: 'cloudtrail',
      identity: far.identity,
      time: ago(30),
      readOnly: false,
    });
    const { answer } = await ask('session far since:24h', { records: [far.call, deed] });
    expect(answer.chain.map((link: { principal: { name: string } }) => link.principal.name)).toEqual([
      'mallory',
      'far',
    ]);
  });

  test.concurrent('of Identity Center name their person themselves', async () => {
    const sso = issue(
      'AWSReservedSSO_Admin_0123456789abcdef',
      'carol@example.com',
      'ASIAEXAMPLESSO000001',
      mallory,
      45,
    );
    const deed = record({
      eventName: 'StopLogging',
      source: 'cloudtrail',
      identity: sso.identity,
      time: ago(30),
      readOnly: false,
    });
    const { answer } = await ask('session carol@example.com since:24h', { records: [deed] });
    expect(answer.headline).toContain('carol@example.com');
    expect(answer.headline).not.toContain('not known');
  });
});

describe('what is logged elsewhere', () => {
  const elsewhere = config.replace('[us-east-1, us-west-2]', '[eu-west-1]');

  test.concurrent('is looked up in us-east-1 too, unless Regions were asked for', async () => {
    const aws = await startAws({
      roles,
      records: [record({ eventName: 'CreateUser', source: 'iam', user: 'olga', time: ago(60), readOnly: false })],
    });
    running.push(aws.stop);
    const run = async (...question: string[]) => {
      const { stdout } = await runCli([...question, '--json'], { config: elsewhere, env: aws.env });
      const { total, coverage } = JSON.parse(stdout);
      return {
        total,
        regions: coverage.searched.map(({ region }: { region: string }) => region),
        notes: coverage.notes,
      };
    };
    const all = await run('what', 'olga', 'since:24h');
    expect(all).toMatchObject({ total: 1, regions: ['eu-west-1', 'us-east-1'] });
    expect(all.notes).toContainEqual(expect.stringContaining('us-east-1'));
    expect(await run('what', 'olga', 'since:24h', 'in:eu-west-1')).toMatchObject({ total: 0, regions: ['eu-west-1'] });
  });

  test.concurrent('sends a role with a path and a permission set through all AssumeRole calls', async () => {
    const { call, identity } = issue(
      'AWSReservedSSO_Admin_0123456789abcdef',
      'carol',
      'ASIAEXAMPLESSO000001',
      mallory,
      45,
    );
    const deed = record({ eventName: 'StopLogging', source: 'cloudtrail', identity, time: ago(30), readOnly: false });
    const { answer } = await ask('what role/Admin since:24h', { records: [{ ...call, resources: [] }, deed] });
    expect(answer.groups.map(({ key }: { key: string }) => key)).toContain('StopLogging');
  });
});

describe('a question on a budget', () => {
  test.concurrent('spends no more than 40 calls a Region, the person behind included', async () => {
    const { call, identity } = issue('admin', 'busy', 'ASIAEXAMPLEBUSY00001', mallory, 3000);
    const many = Array.from({ length: 2100 }, (_, at) =>
      record({ eventName: 'ListBuckets', identity, time: ago(100) - at * 1000 }),
    );
    const { aws, answer, code } = await ask('who ListBuckets in:us-east-1', {
      records: [call, ...many],
      limit: { perSecond: null },
      latency: 0,
    });
    expect(aws.lookups().length).toBeLessThanOrEqual(40);
    expect({ complete: answer.coverage.complete, code }).toEqual({ complete: false, code: 3 });
    expect(answer.coverage.notes).toContainEqual(expect.stringContaining('us-east-1 back to'));
  });
});

describe('chatbot', () => {
  const service = { type: 'AWSService', invokedBy: 'chatbot.amazonaws.com' };
  const { call, identity } = issue(
    'channel-role',
    'chatbot-session-42',
    'ASIAEXAMPLECHATBOT01',
    service,
    45,
    'us-west-2',
  );
  const ran = record({ eventName: 'ListFunctions20150331', identity, time: ago(45) + 1000, region: 'us-east-1' });
  const own = record({ eventName: 'DescribeSlackChannels', user: 'jdoe', time: ago(20), region: 'us-east-1' });

  test.concurrent('finds its own calls and the calls under sessions of any name, across Regions', async () => {
    const { answer, code } = await ask('chatbot', { records: [call, ran, own] });
    expect(answer.events.map(({ name }: { name: string }) => name)).toEqual([
      'DescribeSlackChannels',
      'ListFunctions20150331',
      'AssumeRole',
    ]);
    expect(answer.headline).toContain('1 command run from chat');
    expect(code).toBe(0);
  });
});

describe('what a role did', () => {
  test.concurrent('is found through the sessions it was assumed for', async () => {
    const { call, identity } = issue('deployer', 'run-7', 'ASIAEXAMPLEDEPLOY001', mallory, 40);
    const records = [
      call,
      record({ eventName: 'RunInstances', identity, time: ago(35), readOnly: false }),
      record({ eventName: 'RunInstances', user: 'bob', time: ago(34), readOnly: false }),
    ];
    for (const who of ['deployer', 'role/deployer', 'arn:aws:iam::111122223333:role/deployer']) {
      const { answer } = await ask(`what ${who} since:24h`, { records });
      expect({ who, events: answer.groups.map(({ key }: { key: string }) => key) }).toEqual({
        who,
        events: ['RunInstances'],
      });
      expect(answer.coverage.notes).toContainEqual(expect.stringContaining('session name'));
    }
  });
});

describe('npx trail', () => {
  test.concurrent('says that nothing could be searched where no file could be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trail-logs-'));
    running.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'empty.json'), '');
    const { stdout, code } = await runCli(['who', 'DeleteBucket', '--json', '--logs', folder]);
    const { headline, coverage } = JSON.parse(stdout);
    expect({ code, searched: coverage.searched }).toEqual({ code: 3, searched: [] });
    expect(headline).toContain('Nothing could be searched');
  });

  test.concurrent('asks without Slack’s settings being whole', async () => {
    const { aws } = await ask('who DeleteTrail', {});
    const { code } = await runCli(['who', 'DeleteTrail'], {
      config,
      env: { ...aws.env, SLACK_BOT_TOKEN: 'xoxb-alone' },
    });
    expect(code).toBe(0);
  });

  const records = [record({ eventName: 'DeleteBucket', user: 'alice', time: ago(60) })];

  test.concurrent('exits 0 with nothing found, 3 where a Region was not searched, 2 where it did not understand', async () => {
    expect((await ask('who DeleteTrail', { records })).code).toBe(0);
    const denied = await ask('who DeleteBucket', {
      records,
      faults: [{ region: 'us-west-2', error: 'AccessDeniedException', status: 400 }],
    });
    expect(denied.code).toBe(3);
    expect(denied.answer.total).toBe(1);
    expect(denied.answer.coverage.missed).toMatchObject([{ region: 'us-west-2', reason: 'access-denied' }]);
    const lost = await ask('whoo DeleteBucket', { records });
    expect(lost).toMatchObject({ code: 2, answer: null });
    expect(lost.stderr).toContain('who DeleteBucket');
  });

  test.concurrent('tells every fault of trail.yml at once, and exits 2', async () => {
    const { code, stdout, stderr } = await runCli(['who', 'DeleteBucket'], {
      config:
        'accounts:\n  - {name: prod, id: "12", role: nonsense}\n  - {name: prod, id: "111122223333", regions: [mars-1]}\n',
    });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trim().split('\n').length).toBeGreaterThanOrEqual(3);
    expect(stderr).toMatch(/line 2.*\n.*/);
  });

  test.concurrent('finds one event by its ID and masks its secrets', async () => {
    const { call } = issue('admin', 'deploy', 'ASIAEXAMPLESECOND002', mallory, 60);
    const { answer } = await ask(`event ${call.eventID}`, { records: [call] });
    expect(answer.record.responseElements.credentials.accessKeyId).toBe('ASIAEXAMPLESECOND002');
    expect(JSON.stringify(answer)).not.toContain('FwoGZXIvYXdzEXAMPLE');
  });

  test.concurrent('counts an event that was delivered twice once, and reports a damaged file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trail-logs-'));
    running.push(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ Records: records }));
    writeFileSync(join(folder, 'two.json'), JSON.stringify({ Records: records }));
    writeFileSync(join(folder, 'half.json'), '{"Records":[{"eventName":"Dele');
    const { code, stdout } = await runCli(['who', 'deletebucket', '--json', '--logs', folder]);
    const answer = JSON.parse(stdout);
    expect(answer.total).toBe(1);
    expect(answer.coverage.missed).toMatchObject([{ message: expect.stringContaining('half.json') }]);
    expect(code).toBe(3);
  });
});

describe('an archive', () => {
  test.concurrent('answers what event history no longer holds, in the same answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trail-archive-'));
    running.push(() => rmSync(folder, { recursive: true }));
    const old = record({ eventName: 'DeleteBucket', user: 'alice', time: ago(200 * 24 * 60) });
    writeLogs(folder, [old], { layout: 's3', gzip: true });
    const aws = await startAws({ roles, records: [record({ eventName: 'DeleteBucket', user: 'bob', time: ago(60) })] });
    running.push(aws.stop);
    const archived = config.replace('}]', `, archive: {logs: ${folder}}}]`);
    const run = async (trailYml: string) => {
      const { stdout, code } = await runCli(['who', 'DeleteBucket', 'since:300d', '--json'], {
        config: trailYml,
        env: aws.env,
      });
      const { total, coverage } = JSON.parse(stdout);
      return {
        code,
        total,
        complete: coverage.complete,
        reasons: coverage.missed.map((miss: { reason: string }) => miss.reason),
      };
    };
    expect(await run(archived)).toEqual({ code: 0, total: 2, complete: true, reasons: [] });
    expect(await run(config)).toEqual({ code: 3, total: 1, complete: false, reasons: ['too-old', 'too-old'] });
  });
});
