import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeAws, startAws } from '../fakes/aws.ts';
import { runCli } from '../fakes/run-bot.ts';

let aws: FakeAws;
let folder: string;
beforeAll(async () => {
  aws = await startAws({ limit: { perSecond: null } });
  folder = mkdtempSync(join(tmpdir(), 'trail-asked-'));
});
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const config = 'accounts: [{name: own, id: "111122223333", regions: [us-east-1]}]';
const run = (args: string[], data = folder) => runCli(args, { config, env: { ...aws.env, TRAIL_DATA: data } });

test('questions asked in a terminal are recorded, and told by trail asked, as a table and as JSON', async () => {
  expect(JSON.parse((await run(['asked', '--json'])).stdout)).toEqual([]);
  expect((await run(['asked'])).stdout).toBe('Nobody has asked anything yet.\n');
  expect((await run(['root', 'since:1h'])).code).toBe(0);
  expect((await run(['rot', 'since:1h'])).code).toBe(2);
  const { code, stdout } = await run(['asked', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    { user: '', channel: '', asked: 'root since:1h', ending: { outcome: 'answered', complete: true } },
    { asked: 'rot since:1h', ending: { outcome: 'not-understood', complete: false } },
  ]);
  expect((await run(['asked'])).stdout).toMatch(
    /TIME +WHO +WHERE +TOOK +ENDED +ASKED\n.*terminal.*answered +root since:1h\n/,
  );
});

test('what is no option of trail asked is told', async () => {
  expect(await run(['asked', 'who'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('“who” was not understood'),
  });
});

test('a question is answered although it can’t be recorded, and says so beside', async () => {
  const file = join(folder, 'trail.db');
  const { code, stdout, stderr } = await run(['root', 'since:1h', '--json'], file);
  expect([code, JSON.parse(stdout).question]).toEqual([0, 'root']);
  expect(stderr).toMatch(/^This question was not recorded: .*TRAIL_DATA/);
  expect((await run(['asked'], file)).code).toBe(1);
});

test('digests are asked for in Slack', async () => {
  expect(await run(['digest', 'daily', '09:00'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('in Slack'),
  });
});
