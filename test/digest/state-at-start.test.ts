import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCli } from '../fakes/run-bot.ts';
import { type FakeSlack, startSlack } from '../fakes/slack.ts';

let slack: FakeSlack;
let folder: string;
beforeAll(async () => {
  slack = await startSlack();
  folder = mkdtempSync(join(tmpdir(), 'trail-start-'));
});
afterAll(async () => {
  await slack.stop();
  rmSync(folder, { recursive: true });
});

test.each([
  ['a folder that can’t be made', 'file/inside', /could not be made .*TRAIL_DATA/],
  ['a database that is none', '', /trail\.db is damaged/],
])('the bot does not start on %s: it says what to do, and exits with 1', async (_case, inside, said) => {
  writeFileSync(join(folder, 'file'), '');
  writeFileSync(
    join(folder, 'trail.db'),
    'This is no database, though it is long enough to be taken for one.'.repeat(99),
  );
  const ended = await runCli(['start'], { env: { ...slack.env, PORT: '0', TRAIL_DATA: join(folder, inside) } });
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(said);
});
