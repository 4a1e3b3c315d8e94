import { createServer, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Bot, runCli, startBot } from '../fakes/run-bot.ts';
import { startSlack } from '../fakes/slack.ts';

describe('npm start without Slack’s settings', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot.stop());

  const post = (headers: Record<string, string>, path = '/api/complete') =>
    fetch(`${bot.url}${path}`, { method: 'POST', headers, body: JSON.stringify({ text: '/trail wh' }) });
  const json = { 'content-type': 'application/json' };

  test('says where the playground is, and how to connect Slack', () => {
    expect(bot.stdout()).toBe(`The playground is on ${bot.url}\n`);
    expect(bot.stderr()).toMatch(/^Slack’s settings are missing.*SLACK_BOT_TOKEN.*\n$/);
  });

  test('serves a page that may load nothing from elsewhere', async () => {
    const page = await fetch(bot.url);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<title>Trail playground</title>');
  });

  test('passes on what watches over the bot', async () => {
    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${bot.url}/metrics`)).text()).toContain('trail_questions_total');
  });

  test('answers its own page only', async () => {
    expect((await post(json)).status).toBe(200);
    expect((await post({ ...json, origin: 'http://elsewhere.example' })).status).toBe(403);
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(403);
    expect(await statusFor(bot.url, 'elsewhere.example')).toBe(403);
  });

  test('says what is wrong with a request', async () => {
    const answered = await post(json, '/api/say');
    expect(answered.status).toBe(400);
    expect(await answered.text()).toContain('person');
    expect((await post(json, '/api/nothing')).status).toBe(404);
  });
});

/** What a page elsewhere gets whose name leads to this machine. */
function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
}

test('A taken port is named in one sentence, with another to try', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  const { code, stdout, stderr } = await runCli(['start'], { env: { PORT: String(port) } });
  taken.close();
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n').at(-1)).toBe(
    `Port ${port} is taken by another program. Stop that one, or set PORT to another, such as PORT=${port + 1} npm start.`,
  );
});

test('The playground is not served to other machines', async () => {
  const { code, stderr } = await runCli(['start'], { env: { HOST: '0.0.0.0', PORT: '0' } });
  expect(code).toBe(2);
  expect(stderr).toContain('for this machine only');
});

test('With Slack’s settings there is no playground', async () => {
  const slack = await startSlack();
  const bot = await startBot({ env: { ...slack.env, AWS_REGION: 'us-east-1' } });
  expect((await fetch(bot.url)).status).toBe(404);
  expect((await fetch(`${bot.url}/api/complete`, { method: 'POST' })).status).toBe(404);
  await bot.stop();
  await slack.stop();
});
