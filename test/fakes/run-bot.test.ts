import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { runCli, startBot } from './run-bot.ts';

const folder = mkdtempSync(join(tmpdir(), 'trail-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function script(name: string, code: string): string {
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
}

test('a bot is handed over once it is ready, and stopped by SIGTERM', async () => {
  const entry = script(
    'bot.mjs',
    `import { createServer } from 'node:http';
     let asked = 0;
     const server = createServer((request, response) => response.writeHead(++asked > 2 ? 200 : 503).end());
     server.listen(Number(process.env.PORT), process.env.HOST);
     process.on('SIGTERM', () => { console.log('bye', process.argv[2]); process.exit(0); });`,
  );
  const bot = await startBot({ entry });
  expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
  expect(await bot.stop()).toEqual({ code: 0, stdout: 'bye start\n', stderr: '' });
});

test('a bot that ends before it is ready is reported with what it said', async () => {
  const entry = script('broken.mjs', `console.error('trail.yml: line 3'); process.exit(2);`);
  await expect(startBot({ entry })).rejects.toThrow(/exit code 2.*trail\.yml: line 3/s);
});

test('a command sees its arguments, its configuration and no settings of this machine', async () => {
  const entry = script(
    'cli.mjs',
    `import { readFileSync } from 'node:fs';
     const { PATH, HOME, TRAIL_DATA, TRAIL_CONFIG, ...env } = process.env;
     console.log(JSON.stringify([process.argv.slice(2), readFileSync(TRAIL_CONFIG, 'utf8'), env]));
     process.exit(3);`,
  );
  const ended = await runCli(['who', 'ListBuckets'], { entry, config: 'ignore: []', env: { AWS_REGION: 'us-east-1' } });
  expect(ended.code).toBe(3);
  expect(JSON.parse(ended.stdout)).toEqual([['who', 'ListBuckets'], 'ignore: []', { AWS_REGION: 'us-east-1' }]);
});
