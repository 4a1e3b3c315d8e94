import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createPort } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startLoopbackBolt } from './loopback-bolt.mjs';

const atOnce = 50;
const rounds = 11;
const most = 2;
const secret = '8f742231b10e8888abcd99yyyzzz85a5';

export default { name: 'acknowledging', run };

/**
 * Signed slash commands, many at once, to the running bot and to a Bolt app that only acknowledges, in turn. Both have
 * a Slack that takes everything; each volley waits until what the one before it asked for was answered.
 */
async function run() {
  const slack = await startSlack();
  const env = {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: `${slack.url}/api/`,
  };
  const [trail, bolt] = await Promise.all([startTrail(env), startLoopbackBolt(env)]);
  try {
    const times = { trail: [], bolt: [] };
    // The first round warms both.
    for (let round = 0; round <= rounds; round += 1) {
      const ofBolt = await volley(bolt.url, slack.url, `bolt-${round}`);
      const ofTrail = await volley(trail.url, slack.url, `trail-${round}`);
      await slack.answered(`trail-${round}`, atOnce);
      if (round === 0) continue;
      times.bolt.push(ofBolt);
      times.trail.push(ofTrail);
    }
    return [0.5, 0.99].map((part) => {
      const [ours, theirs] = [times.trail, times.bolt].map((volleys) => median(volleys.map((took) => at(took, part))));
      const value = ours / theirs;
      return {
        line: `signed command to ack, ${atOnce} at once, p${part * 100}: ${ours.toFixed(0)} ms where a bare Bolt app takes ${theirs.toFixed(0)} ms: ${value.toFixed(2)} (at most ${most})`,
        value,
        reference: most,
        unit: 'ratio',
      };
    });
  } finally {
    trail.stop();
    bolt.stop();
    slack.stop();
  }
}

/** A Slack that takes everything, and knows which commands were answered. */
async function startSlack() {
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
    answered: (volley, times) => until(() => (answers.get(volley) ?? 0) >= times, `${volley} was not answered`),
    stop: () => server.close(),
  };
}

async function startTrail(env) {
  const port = await freePort();
  const bot = spawn(process.execPath, [fileURLToPath(new URL('../../dist/main.js', import.meta.url)), 'start'], {
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
  return { url, stop: () => bot.kill('SIGKILL') };
}

/** How long each took, the quickest first (milliseconds). */
async function volley(url, slackUrl, name) {
  const commands = Array.from({ length: atOnce }, (_, index) => signed(slackUrl, `${name}/${index}`));
  const times = await Promise.all(commands.map((request) => timed(`${url}/slack/events`, request)));
  return times.sort((one, other) => one - other);
}

function signed(slackUrl, id) {
  const body = new URLSearchParams({
    command: '/trail',
    text: 'help',
    user_id: 'U012AB3CD',
    team_id: 'T1',
    channel_id: 'C1',
    trigger_id: id,
    response_url: `${slackUrl}/response/${id}`,
  }).toString();
  const time = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': time,
    'x-slack-signature': signature,
  };
  return { method: 'POST', headers, body };
}

async function timed(url, request) {
  const begun = performance.now();
  const response = await fetch(url, request);
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`A command was answered with ${response.status}.`);
  return performance.now() - begun;
}

function at(sorted, part) {
  return sorted[Math.ceil(sorted.length * part) - 1];
}

function median(numbers) {
  return at(
    [...numbers].sort((one, other) => one - other),
    0.5,
  );
}

async function until(holds, trouble) {
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
