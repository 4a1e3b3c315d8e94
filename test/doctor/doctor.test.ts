import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AwsOptions, type FakeAws, startAws } from '../fakes/aws.ts';
import { type RunOptions, runCli } from '../fakes/run-bot.ts';
import { credentials, type FakeSlack, type SlackOptions, startSlack } from '../fakes/slack.ts';

const role = 'arn:aws:iam::111122223333:role/trail-read-only';
const otherRole = 'arn:aws:iam::444455556666:role/trail-read-only';

const folder = mkdtempSync(join(tmpdir(), 'trail-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));
const logs = join(folder, 'logs');
const file = join(folder, 'a-file');

beforeAll(async () => {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(logs);
  writeFileSync(join(logs, 'one.json'), '{"Records":[]}');
  writeFileSync(file, '');
});

const config = `
accounts:
  - name: prod
    role: ${role}
    externalId: shared-words
    regions: [us-east-1, us-east-2]
    archive: {logs: ${logs}}
access:
  - users: [U012AB3CD]
`;

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const fake of open.splice(0)) await fake.stop();
});

async function aws(options: AwsOptions = {}): Promise<FakeAws> {
  const roles = { [role]: { account: '111122223333', externalId: 'shared-words' } };
  const started = await startAws({ roles, ...options });
  open.push(started);
  return started;
}

async function slack(options: SlackOptions = {}): Promise<FakeSlack> {
  const started = await startSlack(options);
  open.push(started);
  return started;
}

interface Told {
  code: number | null;
  ok: boolean;
  /** `state about: says` */
  lines: string[];
}

async function examine(options: RunOptions): Promise<Told> {
  const { code, stdout, stderr } = await runCli(['doctor', '--json'], options);
  expect(stderr).toBe('');
  const { ok, findings } = JSON.parse(stdout);
  const lines = findings.map((one: Record<string, string>) => `${one.state} ${one.about}: ${one.says}`);
  return { code, ok, lines };
}

const faults = ({ lines }: Told) => lines.filter((line) => line.startsWith('wrong '));

describe('npx trail doctor, where all is well', () => {
  test('over HTTP: a line for each thing it looked at, and exit code 0', async () => {
    const env = { ...(await aws()).env, ...(await slack()).env, LOG_LEVEL: 'warn' };
    const told = await examine({ env, config });
    expect(faults(told)).toEqual([]);
    expect(told).toMatchObject({ code: 0, ok: true });
    expect(told.lines).toEqual([
      expect.stringMatching(/^ok Node: Version \d+\.\d+\.\d+\.$/),
      'ok SLACK_BOT_TOKEN: Set: Trail answers in Slack with it.',
      'ok SLACK_SIGNING_SECRET: Set: over HTTP it tells Slack’s requests from forged ones.',
      expect.stringMatching(/^note SLACK_APP_TOKEN: Not set: .*Socket Mode.*“Basic Information”\.$/),
      'ok SLACK_API_URL: Set: another base URL for Slack’s Web API.',
      expect.stringMatching(/^note HOST: Not set \(0\.0\.0\.0/),
      'note PORT: Not set (3000): the port on which HTTP listens.',
      expect.stringMatching(/^ok TRAIL_CONFIG: “.*config\.yml”: the configuration file\.$/),
      expect.stringMatching(/^ok TRAIL_DATA: “/),
      expect.stringMatching(/^note DATABASE_URL: Not set \(a database in TRAIL_DATA\)/),
      'ok LOG_LEVEL: “warn”: how much is logged.',
      expect.stringMatching(/^ok trail\.yml: .*config\.yml: 1 account, 1 access rule\.$/),
      'ok Slack token: Slack knows it as trail of trail-test.',
      'ok Slack scopes: All of commands, chat:write, app_mentions:read, im:history, users:read, files:write.',
      'ok AWS credentials: Those of arn:aws:iam::111122223333:user/trail in account 111122223333.',
      'ok Account prod: 2 Regions can be searched: us-east-1, us-east-2.',
      expect.stringMatching(/^ok State: The database in .*data opens and is up to date\.$/),
      `ok Archive prod: ${logs} can be read.`,
      'ok Clock: Agrees with Slack’s and AWS’s.',
    ]);
  });

  test('over Socket Mode the app-level token is tried as well', async () => {
    const env = { ...(await aws()).env, ...(await slack({ mode: 'socket' })).env };
    const told = await examine({ env, config });
    expect(faults(told)).toEqual([]);
    expect(told.lines).toContain('ok Socket Mode: Slack takes the app-level token.');
  });

  test('without Slack’s settings it says that the playground starts, and finds no fault in that', async () => {
    const told = await examine({ env: (await aws()).env });
    expect(told).toMatchObject({ code: 0, ok: true });
    expect(told.lines.join('\n')).toMatch(/note Slack: It has no settings, so npm start opens the playground/);
    expect(told.lines.join('\n')).toMatch(/note trail\.yml: There is none/);
  });

  test('for people: aligned lines, and one for all together', async () => {
    const { code, stdout } = await runCli(['doctor'], {
      env: { ...(await aws()).env, ...(await slack()).env },
      config,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {5}Node +Version /);
    expect(stdout).toMatch(/\n– {6}PORT +Not set/);
    expect(stdout).toMatch(/\n\nEverything is as it should be\.\n$/);
  });

  test('no secret is printed', async () => {
    const env = { ...(await aws()).env, ...(await slack()).env };
    const wrongDatabase = 'mysql://trail:hunter2@127.0.0.1/trail';
    const { stdout, stderr } = await runCli(['doctor'], { env: { ...env, DATABASE_URL: wrongDatabase }, config });
    for (const secret of [...Object.values(credentials), env.AWS_SECRET_ACCESS_KEY ?? '', 'shared-words', 'hunter2']) {
      expect(stdout + stderr).not.toContain(secret);
    }
  });
});

describe('npx trail doctor, where something is wrong', () => {
  let fine: Record<string, string>;
  beforeEach(async () => {
    fine = { ...(await aws()).env, ...(await slack()).env };
  });

  test('an option it does not have is refused', async () => {
    const { code, stderr } = await runCli(['doctor', '--fix']);
    expect(code).toBe(2);
    expect(stderr).toContain('it takes --json');
  });

  test('settings and trail.yml: every fault of both, what does not depend on them is looked at, and exit code 2', async () => {
    const env = { ...fine, SLACK_BOT_TOKEN: 'xoxp-1-user', PORT: 'http', SLACK_SIGNING_SECRTE: 'x' };
    const told = await examine({ env, config: 'accounts:\n- {name: prod, regoins: [us-east-1]}\nignor: []\n' });
    expect(told.code).toBe(2);
    expect(faults(told)).toEqual([
      expect.stringMatching(/^wrong SLACK_BOT_TOKEN: It is a user token; .*OAuth & Permissions”\.$/),
      expect.stringMatching(/^wrong PORT: It is not a port; a number from 0 to 65535 belongs here\.$/),
      expect.stringMatching(
        /^wrong trail\.yml: .*config\.yml line 2: accounts\[0\]\.regoins is not a setting; perhaps/,
      ),
      expect.stringMatching(/line 3: ignor is not a setting; perhaps ignore is meant\.$/),
    ]);
    expect(told.lines).toContain(
      'note SLACK_SIGNING_SECRTE: Not a setting of Trail’s; perhaps SLACK_SIGNING_SECRET is meant.',
    );
    expect(told.lines).toContain('note Slack: Not asked, before its settings are right.');
    expect(told.lines.join('\n')).toMatch(/ok AWS credentials/);
    expect(told.lines.join('\n')).toMatch(/ok State/);
  });

  test.each([
    [
      'SLACK_BOT_TOKEN',
      'xoxb-of-somebody-else',
      'http',
      /^wrong Slack token: Slack refuses it \(invalid_auth\): copy the Bot User/,
    ],
    [
      'SLACK_APP_TOKEN',
      'xapp-of-something-else',
      'socket',
      /^wrong Socket Mode: Slack refuses it \(invalid_auth\): create an app-level/,
    ],
  ] as const)('%s that Slack does not take', async (name, value, mode, said) => {
    const env = { ...fine, ...(await slack({ mode })).env, [name]: value };
    const told = await examine({ env, config });
    expect(told.code).toBe(3);
    expect(faults(told)).toEqual([expect.stringMatching(said)]);
  });

  test('Slack that can’t be reached', async () => {
    const told = await examine({ env: { ...fine, SLACK_API_URL: 'http://127.0.0.1:9/api/' }, config });
    expect(faults(told)).toEqual([
      expect.stringMatching(/^wrong Slack token: Slack could not be reached \(\w+\): check/),
    ]);
    expect(told.lines).toContain('ok Clock: Agrees with AWS’s.');
  });

  test('scopes that are lacking are a fault, those declined or beyond need worth a note', async () => {
    const scopes = ['commands', 'chat:write', 'app_mentions:read', 'im:history', 'users:read', 'admin'];
    const env = { ...fine, ...(await slack({ workspace: { scopes } })).env };
    const told = await examine({ env, config: config.replace('users: [U012AB3CD]', 'usergroups: [S012AB3CD]') });
    expect(faults(told)).toEqual([
      expect.stringMatching(/^wrong Slack scopes: The bot token lacks files:write, usergroups:read: bring/),
    ]);
    expect(told.lines).toContain(
      'note Slack scopes: Without channels:history and groups:history, threads are forgotten after a restart.',
    );
    expect(told.lines).toContain('note Slack scopes: The token may more than Trail needs: admin.');
  });

  test.each([
    ['there are none', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, /Trail has no AWS credentials/],
    [
      'AWS does not know them',
      { AWS_ACCESS_KEY_ID: 'AKIAI44QH8DHBEXAMPLE' },
      /does not accept Trail’s own credentials/,
    ],
    ['AWS can’t be reached', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }, /AWS STS in us-east-1 could not be reached/],
  ])('AWS credentials: %s', async (_case, env, said) => {
    const told = await examine({ env: { ...fine, ...env }, config });
    expect(told.code).toBe(3);
    expect(faults(told)).toEqual([expect.stringMatching(said)]);
    expect(told.lines).toContain('note Accounts: Not asked, for want of credentials.');
  });

  test('a role that can’t be assumed and a Region that refuses are told beside what can be searched', async () => {
    const { env } = await aws({ faults: [{ region: 'us-east-2', error: 'AccessDeniedException' }] });
    const two = config.replace('access:', `  - {name: dev, role: "${otherRole}", regions: [us-east-1]}\naccess:`);
    const told = await examine({ env: { ...fine, ...env }, config: two });
    expect(told.code).toBe(3);
    expect(told.lines).toContain('ok Account prod: 1 Region can be searched: us-east-1.');
    expect(faults(told).join('\n')).toContain(
      `us-east-1 in dev: Trail may not assume ${otherRole}: let the role’s trust`,
    );
    expect(faults(told).join('\n')).toContain(`us-east-2 in prod: ${role} may not look up events in us-east-2: allow`);
  });

  test.each([
    ['ahead of', -7],
    ['behind', 7],
  ])('a clock that is %s those of Slack and AWS', async (where, minutes) => {
    const now = () => Date.now() + minutes * 60_000;
    const env = { ...fine, ...(await slack({ now })).env, ...(await aws({ date: now })).env };
    const told = await examine({ env, config });
    expect(faults(told)).toEqual([
      expect.stringContaining(`This machine’s clock is 7 minutes ${where} Slack’s`),
      expect.stringContaining(`This machine’s clock is 7 minutes ${where} AWS’s`),
    ]);
  });

  test.each([
    ['a folder that is a file', { TRAIL_DATA: file }, /^wrong State: .*point TRAIL_DATA to a folder/],
    [
      'a server that is away',
      { DATABASE_URL: 'postgres://trail:hunter2@127.0.0.1:9/trail' },
      /^wrong State: PostgreSQL at 127\.0\.0\.1:9\/trail could not/,
    ],
  ])('the database: %s', async (_case, env, said) => {
    const told = await examine({ env: { ...fine, ...env }, config });
    expect(told.code).toBe(3);
    expect(faults(told)).toEqual([expect.stringMatching(said)]);
  });

  test.each([
    ['is not there', join(folder, 'nowhere'), /^wrong Archive prod: There is no file or folder/],
    ['is not on this machine', 's3://bucket/prefix', /^wrong Archive prod: .*aws s3 sync/],
  ])('an archive that %s', async (_case, place, said) => {
    const told = await examine({ env: fine, config: config.replace(logs, place) });
    expect(faults(told)).toEqual([expect.stringMatching(said)]);
  });

  test('an archive that is one file can be read', async () => {
    const told = await examine({ env: fine, config: config.replace(logs, file) });
    expect(faults(told)).toEqual([]);
  });
});
