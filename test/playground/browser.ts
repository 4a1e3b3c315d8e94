import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Bot, startBot } from '../fakes/run-bot.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Where pictures of the page go, to be looked at; they are taken where TRAIL_PICTURES is set. */
const pictures = fileURLToPath(new URL('./screenshots/', import.meta.url));

/** Whether there is a browser; where all checks are asked for, its lack is a failure. */
export function hasBrowser(): boolean {
  if (existsSync(executablePath)) return true;
  const lack = `There is no Chromium at ${executablePath}: the page is NOT tested. Set CHROMIUM to one.`;
  if (process.env.TRAIL_CHECKS === 'all') throw new Error(lack);
  process.stderr.write(`${lack}\n`);
  return false;
}

export interface Browser {
  bot: Bot;
  context: BrowserContext;
  /** A page of the playground that is ready to be typed into. */
  open(): Promise<Page>;
  /** What the pages complained of: console errors, exceptions, requests to elsewhere. */
  complaints: string[];
  close(): Promise<void>;
}

/** The built playground, and a browser with an empty profile. */
export async function startBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'trail-chromium-'));
  const bot = await startBot();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: { width: 1380, height: 900 },
    acceptDownloads: true,
    timezoneId: 'UTC',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-proxy-server',
    ],
  });
  const complaints: string[] = [];
  context.on('page', (page) => watch(page, bot.url, complaints));
  return {
    bot,
    context,
    complaints,
    async open() {
      const page = await context.newPage();
      await page.goto(bot.url);
      await composer(page).waitFor();
      return page;
    },
    async close() {
      await context.close();
      await bot.stop();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function watch(page: Page, home: string, complaints: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:')) complaints.push(request.url());
  });
}

/** Where the channel's messages are typed. */
export function composer(page: Page) {
  return page.getByRole('main').getByRole('combobox');
}

/** Types into the channel and sends it. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Escape');
  await composer(page).press('Enter');
}

/** The newest message in the channel. */
export function lastMessage(page: Page) {
  return page.getByRole('main').getByRole('article').last();
}

export async function picture(page: Page, name: string): Promise<void> {
  if (process.env.TRAIL_PICTURES === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** What axe finds serious or critical on a page, with the place of each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(readAxe());
  return page.evaluate<string[]>(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`);
}

function readAxe(): string {
  return readFileSync(axe, 'utf8');
}
