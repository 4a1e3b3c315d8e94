import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { AccessRule } from '../../src/access/decide.ts';
import type { Asker } from '../../src/ask/authorise.ts';
import type { Config, ConfiguredAccount } from '../../src/config.ts';
import type { Answer } from '../../src/present/answer.ts';
import { record } from '../records/make.ts';

/** Workers exist only as built. */
const built = '../../build';
const { createAdapters }: typeof import('../../src/start/adapters.ts') = await import(`${built}/start/adapters.js`);
const { ask, noQuestionLog }: typeof import('../../src/ask/ask.ts') = await import(`${built}/ask/ask.js`);

const [one, two, three] = ['111111111111', '222222222222', '333333333333'] as const;
const nobody = '444455556666';
const now = Date.parse('2026-11-20T10:00:00Z');

let root = '';
const open: { close(): Promise<void> }[] = [];
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'trail-accounts-'));
});
afterEach(async () => {
  for (const adapters of open.splice(0)) await adapters.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
/** A call in an account; `old`: its record names no recipient, only whose credentials were used. */
function call(
  account: string | null,
  given: { user?: string; old?: boolean; service?: boolean; region?: string } = {},
) {
  made += 1;
  const { user = 'alice', old = false, service = false, region = 'us-east-1' } = given;
  const identity = service
    ? { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }
    : { type: 'IAMUser', userName: user, ...(account === null ? {} : { accountId: account }) };
  const fields = { recipientAccountId: old || account === null ? undefined : account };
  const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  return record({ eventName: 'DeleteBucket', time: '2026-11-20T09:00:00Z', identity, region, id, fields });
}

function folderOf(files: Record<string, object[]>): string {
  const folder = mkdtempSync(join(root, 'logs-'));
  for (const [file, records] of Object.entries(files)) {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ Records: records }));
  }
  return folder;
}

const account = (name: string, id: string | null, more: Partial<ConfiguredAccount> = {}): ConfiguredAccount => {
  return { id, name, role: null, externalId: null, regions: ['us-east-1'], archive: null, ...more };
};
const ambient = account('ambient', null, { regions: null });

interface Asked {
  logs: string | null;
  accounts?: ConfiguredAccount[];
  access?: AccessRule[];
  asker?: Asker;
}

/** The final answer, or the fault. */
async function answer(text: string, { logs, accounts = [ambient], access, asker = { kind: 'local' } }: Asked) {
  const config: Config = { accounts, access: access ?? null, ignore: [], digests: [] };
  const [clock, onLookup] = [() => now, () => undefined];
  const onBug = (error: unknown) => {
    throw error;
  };
  const adapters = createAdapters({ config, logs, version: '1', region: 'us-east-1', clock, onLookup, onBug });
  open.push(adapters);
  let last: Answer | null = null;
  const deps = { ...adapters, commands: [], questionLog: noQuestionLog };
  for await (const step of ask({ text, asker, zone: 'UTC' }, deps, new AbortController().signal)) {
    if (step.kind === 'fault') return step.fault;
    if (step.kind === 'answer') last = step.answer;
  }
  if (last === null) throw new Error('There was no answer.');
  return last;
}

/** Who called in which accounts, and the notes on accounts. */
async function found(text: string, asked: Asked) {
  const told = await answer(text, asked);
  if (!('coverage' in told)) throw new Error(JSON.stringify(told));
  return {
    total: told.total,
    accounts: [...new Set(told.events.map((event) => event.account))].sort(),
    read: told.coverage.searched.reduce((sum, { recordsRead }) => sum + recordsRead, 0),
    notes: told.coverage.notes.filter((note) => /account|record/.test(String(note)) && !/^Not read/.test(String(note))),
  };
}

const question = 'who DeleteBucket since:1d';

describe('account: over log files', () => {
  const mixed = () => folderOf({ 'a.json': [call(one), call(two), call(two, { old: true }), call(three)] });

  test('is that account, by recipient or else by caller, and nothing else', async () => {
    const logs = mixed();
    expect(await found(`${question} account:${two}`, { logs })).toMatchObject({ total: 2, accounts: [two], read: 2 });
    expect(await found(`${question} account:${one},${three}`, { logs })).toMatchObject({
      total: 2,
      accounts: [one, three],
    });
    expect(await found(question, { logs })).toMatchObject({ total: 4, read: 4, notes: [] });
  });

  test('is an account by its name in trail.yml', async () => {
    const accounts = [account('prod', one), account('dev', two)];
    expect(await found(`${question} account:Dev`, { logs: mixed(), accounts })).toMatchObject({
      total: 2,
      accounts: [two],
    });
    expect(await found(`${question} account:prod,${three}`, { logs: mixed(), accounts })).toMatchObject({
      accounts: [one, three],
    });
  });

  test('leaves accounts out', async () => {
    const logs = mixed();
    expect(await found(`${question} account:!${two}`, { logs })).toMatchObject({ accounts: [one, three], read: 2 });
    expect(await found(`${question} not account ${one},${two}`, { logs })).toMatchObject({ accounts: [three] });
  });

  test('finds nothing in one that has no record there, and says which have', async () => {
    expect(await found(`${question} account:${nobody}`, { logs: mixed() })).toMatchObject({
      total: 0,
      read: 0,
      notes: [
        `No record of account ${nobody} is in these files, which hold records of accounts ${one}, ${two} and ${three}.`,
      ],
    });
    const many = folderOf({ 'a.json': Array.from({ length: 7 }, (_, at) => call(`99999999999${at}`)) });
    expect((await found(`${question} account:${nobody},${one}`, { logs: many })).notes).toEqual([
      `No record of accounts ${nobody} and ${one} is in these files, which hold records of 7 other accounts.`,
    ]);
  });

  test('does not say so of one whose records are of another time or Region', async () => {
    const elsewhere = folderOf({ 'a.json': [call(one, { region: 'eu-west-1' }), call(two)] });
    expect((await found(`${question} account:${one} in us-east-1`, { logs: elsewhere })).notes).toEqual([]);
    expect((await found(`who DeleteBucket during 2026-11-01 account:${one}`, { logs: elsewhere })).notes).toEqual([]);
    const laidOut = folderOf({ [`AWSLogs/${one}/CloudTrail/us-east-1/2024/01/02/a.json`]: [call(one)] });
    expect((await found(`${question} account:${one}`, { logs: laidOut })).notes).toEqual([]);
  });

  test('reads none of the folders of other accounts, and knows of them', async () => {
    const path = (id: string) => `AWSLogs/o-abcdef/${id}/CloudTrail/us-east-1/2026/11/20/a.json`;
    const logs = folderOf({ [path(one)]: [call(one)], [path(two)]: [call(two), call(two)] });
    expect(await found(`${question} account:${two}`, { logs })).toMatchObject({ total: 2, read: 2 });
    expect((await found(`${question} account:${nobody}`, { logs })).notes).toEqual([
      `No record of account ${nobody} is in these files, which hold records of accounts ${one} and ${two}.`,
    ]);
  });

  test('counts a record that names no account to the one under whose path CloudTrail delivered it', async () => {
    const path = `AWSLogs/${one}/CloudTrail/us-east-1/2026/11/20/a.json`;
    const logs = folderOf({ [path]: [call(null, { service: true }), call(one)] });
    expect(await found(`${question} account:${one}`, { logs })).toMatchObject({ total: 2, accounts: [one], notes: [] });
  });

  test('says that records which name none are left out', async () => {
    const logs = folderOf({ 'a.json': [call(null, { service: true }), call(one)] });
    expect(await found(`${question} account:${one}`, { logs })).toMatchObject({
      total: 1,
      notes: ['Some records name no account, so they were left out.'],
    });
  });

  test('is not understood as a name that trail.yml has not, or has without an ID', async () => {
    const logs = mixed();
    expect(await answer(`${question} account:prod`, { logs })).toMatchObject({
      id: 'unknown-account',
      facts: ['prod', ''],
    });
    const accounts = [account('prod', one), account('dev', null, { role: 'arn:aws:iam::x:role/y' })];
    expect(await answer(`${question} account:prd`, { logs, accounts })).toMatchObject({
      id: 'unknown-account',
      didYouMean: expect.stringContaining('account:prod'),
    });
    expect(await answer(`${question} account:dev`, { logs, accounts })).toMatchObject({ id: 'account-unnumbered' });
  });
});

describe('access rules over log files', () => {
  const accounts = [account('prod', one), account('dev', two)];
  const rule: AccessRule = { users: ['U1'], usergroups: [], channels: [], accounts: ['prod'], questions: null };
  const asker: Asker = { kind: 'slack', user: 'U1', team: 'T1', channel: 'C1', usergroups: [] };
  const logs = () => folderOf({ 'a.json': [call(one), call(two), call(three)] });

  test('read no record of an account that is closed to the asker, and say what was read', async () => {
    expect(await found(question, { logs: logs(), accounts, access: [rule], asker })).toEqual({
      total: 1,
      accounts: [one],
      read: 1,
      notes: ['Only records of prod were read: others are not open to you.'],
    });
    expect(await answer(`${question} account:dev`, { logs: logs(), accounts, access: [rule], asker })).toMatchObject({
      id: 'not-allowed',
    });
    expect(
      await answer(`${question} account:${three}`, { logs: logs(), accounts, access: [rule], asker }),
    ).toMatchObject({
      id: 'not-allowed',
    });
  });

  test('open an account that is asked for by name or ID, and all where they name none', async () => {
    for (const text of ['account:prod', `account:${one}`])
      expect(await found(`${question} ${text}`, { logs: logs(), accounts, access: [rule], asker })).toMatchObject({
        total: 1,
        accounts: [one],
      });
    const all = { ...rule, accounts: null };
    expect(await found(question, { logs: logs(), accounts, access: [all], asker })).toMatchObject({ total: 3 });
  });

  test('tell nothing of what other accounts have records there', async () => {
    const others = folderOf({ 'a.json': [call(two), call(three)] });
    expect((await found(`${question} account:prod`, { logs: others, accounts, access: [rule], asker })).notes).toEqual([
      `No record of account ${one} is in these files.`,
    ]);
  });

  test('bind the search for the session behind a call, too', async () => {
    const session = { type: 'AssumedRole', arn: `arn:aws:sts::${one}:assumed-role/admin/x`, accountId: one };
    const logged = folderOf({
      'a.json': [
        { ...call(one), userIdentity: { ...session, accessKeyId: 'ASIAIOSFODNN7EXAMPLE' } },
        {
          ...call(two, { user: 'carol' }),
          eventName: 'AssumeRole',
          eventSource: 'sts.amazonaws.com',
          requestParameters: { roleArn: `arn:aws:iam::${one}:role/admin`, roleSessionName: 'x' },
          responseElements: { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE' } },
        },
      ],
    });
    const asked = await answer('session admin/x since:1d', { logs: logged, accounts, access: [rule], asker });
    expect(JSON.stringify(asked)).not.toContain('carol');
    expect(JSON.stringify(await answer('session admin/x since:1d', { logs: logged, accounts }))).toContain('carol');
  });
});

describe('account: over AWS', () => {
  const accounts = [account('prod', one), account('dev', two)];

  test.each([
    [
      'that is not configured',
      `account:${nobody}`,
      { id: 'unknown-account', facts: [nobody, `prod (${one}), dev (${two})`] },
    ],
    ['of which one is not configured', `account:prod,${nobody}`, { id: 'unknown-account' }],
    ['that is left out and not configured', `account:!${nobody}`, { id: 'unknown-account' }],
    ['that are all left out', 'account:!prod,!dev', { id: 'accounts-excluded' }],
  ])('an account %s is answered with those there are', async (_, text, fault) => {
    expect(await answer(`${question} ${text}`, { logs: null, accounts })).toMatchObject(fault);
  });

  const archived = (id: string | null, ids: (string | null)[]) => {
    const logs = folderOf({ 'a.json': ids.map((owner) => call(owner)) });
    return account('old', id, { archive: { logs, athena: null } });
  };
  const older = 'who DeleteBucket during 2026-03-01';
  const asker: Asker = { kind: 'slack', user: 'U1', team: 'T1', channel: 'C1', usergroups: [] };
  const rule: AccessRule = { users: ['U1'], usergroups: [], channels: [], accounts: ['old'], questions: null };

  test('an archive that holds several accounts is read for its own, and lacking it says so', async () => {
    const inArchive = (id: string) => found(older, { logs: null, accounts: [archived(id, [one, two])] });
    expect(await inArchive(one)).toMatchObject({ read: 1 });
    expect((await inArchive(nobody)).notes).toEqual([
      `No record of account ${nobody} is in these files, which hold records of accounts ${one} and ${two}.`,
    ]);
  });

  test('an archive of nobody knows which account is closed to whoever may not read all of it', async () => {
    const accounts = [archived(null, [one, two])];
    const told = await answer(older, { logs: null, accounts, access: [rule], asker });
    expect(told).toMatchObject({
      total: 0,
      coverage: { complete: false, notes: [expect.stringContaining('The archive of old was not read')] },
    });
  });
});
