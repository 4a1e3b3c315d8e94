import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createPort } from 'node:net';
import { fileURLToPath } from 'node:url';

const slackSecret = '8f742231b10e8888abcd99yyyzzz85a5';

/** A Slack that takes everything, and knows which commands were answered. */
export async function startLoopbackSlack() {
  const answers = new Map();
  const server = createServer((request, response) => {
    request.resume();
    const volley = /^\/response\/(.+)\/\d+$/.exec(request.url)?.[1];
    if (volley !== undefined) answers.set(volley, (answers.get(volley) ?? 0) + 1);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, user_id: 'U0TRAIL', bot_id: 'B0TRAIL', user: { tz: 'UTC' } }));
  });
  const url = `http://127.0.0.1:${await listen(server)}`;
  return {
    url,
    /** By what the bot finds it. */
    env: { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: slackSecret, SLACK_API_URL: `${url}/api/` },
    /** Resolves when so many commands whose ID begins with the name were answered. */
    answered: (volley, times) => until(() => (answers.get(volley) ?? 0) >= times, `${volley} was not answered`),
    stop: () => server.close(),
  };
}

/** Starts the built bot in a process of its own, and waits until it answers. */
export async function startTrail(env, { entry = new URL('../../dist/main.js', import.meta.url), flags = [] } = {}) {
  const port = await freePort();
  const bot = spawn(process.execPath, [...flags, fileURLToPath(entry), 'start'], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error', ...env },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
  await until(isReady, 'The bot did not become ready');
  return { url, process: bot, stop: () => bot.kill('SIGKILL') };
}

/** A slash command with Slack's signature, as a request to send. */
export function signedCommand(slackUrl, id, text) {
  const body = new URLSearchParams({
    command: '/trail',
    text,
    user_id: 'U012AB3CD',
    team_id: 'T1',
    channel_id: 'C1',
    trigger_id: id,
    response_url: `${slackUrl}/response/${id}`,
  }).toString();
  const time = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', slackSecret).update(`v0:${time}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': time,
    'x-slack-signature': signature,
  };
  return { method: 'POST', headers, body };
}

export async function until(holds, trouble) {
  const end = performance.now() + 20_000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${trouble}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

async function freePort() {
  const server = createPort();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
