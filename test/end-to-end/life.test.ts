import { afterEach, expect, test } from '@jest/globals';
import { startAws } from '../fakes/aws.ts';
import { startBot } from '../fakes/run-bot.ts';
import { startSlack } from '../fakes/slack.ts';
import { record } from '../records/make.ts';

const running: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop();
});

const config =
  'accounts: [{name: prod, id: "111122223333", role: "arn:aws:iam::111122223333:role/trail", regions: [us-east-1]}]\n';
const roles = { 'arn:aws:iam::111122223333:role/trail': { account: '111122223333' } };

async function start(mode: 'http' | 'socket', latency: number) {
  const records = [record({ eventName: 'DeleteBucket', user: 'alice', time: Date.now() - 3_600_000 })];
  const aws = await startAws({ roles, records, latency });
  running.push(aws.stop);
  const slack = await startSlack({ mode });
  running.push(slack.stop);
  const bot = await startBot({ config, env: { ...aws.env, ...slack.env } });
  running.push(() => bot.stop());
  if (mode === 'http') slack.connect(bot.url);
  return { slack, bot };
}

const final = (posts: { body: unknown }[]) =>
  JSON.stringify(posts.at(-1)?.body ?? '').includes('alice called DeleteBucket');

test('Socket Mode answers a command as HTTP does', async () => {
  const { slack } = await start('socket', 0);
  const { responseId } = await slack.command({ text: 'who DeleteBucket' });
  const posts = await slack.answers(responseId, { until: final });
  expect(posts.length).toBeLessThanOrEqual(5);
});

test.each(['http', 'socket'] as const)(
  'told to stop (%s), it finishes the running answer and exits with 0',
  async (mode) => {
    const { slack, bot } = await start(mode, 700);
    const { responseId } = await slack.command({ text: 'who DeleteBucket' });
    const [ended, posts] = await Promise.all([bot.stop(), slack.answers(responseId, { until: final })]);
    expect(final(posts)).toBe(true);
    expect(ended.code).toBe(0);
  },
);

test('nothing it logs holds a token, a secret or a response URL', async () => {
  const { slack, bot } = await start('http', 0);
  const { responseId } = await slack.command({ text: 'who DeleteBucket' });
  await slack.answers(responseId, { until: final });
  const { stdout, stderr } = await bot.stop();
  for (const secret of [
    ...Object.entries(slack.env).flatMap(([name, value]) => (/TOKEN|SECRET/.test(name) ? [value] : [])),
    responseId,
  ]) {
    expect(stdout + stderr).not.toContain(secret);
  }
});
