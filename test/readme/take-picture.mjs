import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Takes the README's picture anew: a question typed in the built playground, and its answer. */
const question = '/trail who DescribeSlackChannels';
const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const file = fileURLToPath(new URL('../../docs/answer.png', import.meta.url));

const home = mkdtempSync(join(tmpdir(), 'trail-picture-'));
const bot = spawn(process.execPath, [main, 'start'], {
  cwd: home,
  env: { HOME: home, PATH: process.env.PATH, PORT: '0', TZ: 'UTC' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((resolve) => {
  bot.stdout.setEncoding('utf8').on('data', (text) => {
    const told = /http:\S+/.exec(text);
    if (told !== null) resolve(told[0]);
  });
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--no-proxy-server'],
});
try {
  const context = await browser.newContext({
    viewport: { width: 1640, height: 1000 },
    deviceScaleFactor: 2,
    colorScheme: 'light',
    timezoneId: 'UTC',
  });
  const page = await context.newPage();
  await page.goto(url);
  const composer = page.getByRole('main').getByRole('combobox');
  await composer.fill(question);
  await composer.press('Escape');
  await composer.press('Enter');
  const answer = page.getByRole('main').getByRole('article').filter({ hasText: 'Searched' }).last();
  await answer.waitFor();
  await page.mouse.move(0, 0);
  await answer.screenshot({ path: file });
} finally {
  await browser.close();
  bot.kill();
  rmSync(home, { recursive: true, force: true });
}
