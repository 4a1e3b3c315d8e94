import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import bolt from '@slack/bolt';

/** Starts a Bolt app that only acknowledges, in a process of its own; `env` says where its Slack is. */
export async function startLoopbackBolt(env) {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'serve'], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { value: url } = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  return { url, stop: () => child.kill('SIGKILL') };
}

async function serve({ SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: slackApiUrl }) {
  const app = new bolt.App({ token, signingSecret, clientOptions: { slackApiUrl }, logLevel: bolt.LogLevel.ERROR });
  app.command('/trail', ({ ack }) => ack());
  const server = await app.start({ host: '127.0.0.1', port: 0 });
  console.log(`http://127.0.0.1:${server.address().port}`);
}

if (process.argv[2] === 'serve') await serve(process.env);
