import { afterEach, describe, expect, test } from '@jest/globals';
import { answer, replies, type Script, searching, startBot, steps, stopBots, until } from './bot.ts';

afterEach(stopBots);

const ready = async (url: string) => (await fetch(`${url}/readyz`)).status;
const endless: Script = async function* (_text, _asker, signal) {
  yield searching();
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  yield answer('cut short', { final: true });
};

describe('While Slack can’t be reached', () => {
  test('Trail lives but is not ready, says so, keeps trying, and answers once Slack is back', async () => {
    const { slack, app, url, asked, log } = await startBot({
      connected: false,
      faults: [{ method: 'auth.test', breaks: 'reset', times: 3 }],
    });
    expect((await slack.command({ text: 'help' })).status).toBe(503);
    expect(await ready(url)).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await app.connect();
    expect(log.filter(({ msg }) => msg === 'Slack can’t be reached; trying again')).toHaveLength(3);
    expect(await ready(url)).toBe(200);
    const { responseId } = await slack.command({ text: 'help' });
    await slack.answers(responseId);
    expect(asked).toHaveLength(1);
  });

  test.each(['http', 'socket'] as const)('a refused bot token ends the start with what to do (%s)', async (mode) => {
    const { app } = await startBot({
      mode,
      connected: false,
      faults: [{ method: 'auth.test', error: 'invalid_auth' }],
    });
    await expect(app.connect()).rejects.toThrow(/invalid_auth.*SLACK_BOT_TOKEN/);
  });

  test('a refused app-level token ends the start with what to do', async () => {
    const faults = [{ method: 'apps.connections.open', error: 'invalid_auth' }];
    const { app } = await startBot({ mode: 'socket', connected: false, faults });
    await expect(app.connect()).rejects.toThrow(/invalid_auth.*SLACK_APP_TOKEN/);
  });

  test('a stop ends the trying', async () => {
    const { app, log } = await startBot({ connected: false, faults: [{ method: 'auth.test', breaks: 'reset' }] });
    const connecting = app.connect();
    await until(() => log.some(({ msg }) => msg === 'Slack can’t be reached; trying again'));
    await app.stop();
    await connecting;
  });
});

describe('When Trail stops', () => {
  test('running answers finish, new connections are refused, and the stop waits', async () => {
    let found = false;
    const script = () => steps([searching(), () => until(() => found), answer('all', { final: true })]);
    const { slack, app, url } = await startBot({ script });
    await slack.command({ text: 'who DeleteBucket' });
    const stopped = app.stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    found = true;
    expect(await stopped).toBe(true);
    expect(slack.messages.map(({ text }) => text)).toEqual(['all']);
  });

  test('answers that take too long are cut short and still delivered', async () => {
    const { slack, app } = await startBot({ script: endless, timing: { drain: 100 } });
    await slack.command({ text: 'who DeleteBucket' });
    await until(() => slack.messages.length === 1);
    expect(await app.stop()).toBe(true);
    expect(slack.messages.map(({ text }) => text)).toEqual(['cut short']);
  });

  test('a question that fails as it is cut short says that Trail was stopped', async () => {
    const script: Script = async function* (_text, _asker, signal) {
      yield searching();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    const { slack, app } = await startBot({ script, timing: { drain: 50 } });
    await slack.command({ text: 'who DeleteBucket' });
    await until(() => slack.messages.length === 1);
    await app.stop();
    expect(slack.messages.at(-1)?.text).toContain('was stopped before it could answer');
  });

  test('a question that never ends does not hold the stop for ever', async () => {
    const script: Script = async function* () {
      yield searching();
      await new Promise(() => {});
    };
    const { slack, app } = await startBot({ script, timing: { drain: 20, abandon: 20 } });
    await slack.command({ text: 'who DeleteBucket' });
    expect(await app.stop()).toBe(false);
  });
});

describe('Over Socket Mode', () => {
  test('commands are acknowledged and answered', async () => {
    const { slack, url } = await startBot({ mode: 'socket', script: replies('usage') });
    const { responseId, status } = await slack.command({ text: 'help' });
    const [post] = await slack.answers(responseId);
    expect(status).toBe(200);
    expect(post?.message?.text).toBe('usage');
    expect(await ready(url)).toBe(200);
    expect((await fetch(`${url}/slack/events`, { method: 'POST' })).status).toBe(404);
  });

  test('what is delivered twice is acknowledged twice and taken once', async () => {
    const { slack, asked, log } = await startBot({ mode: 'socket' });
    await slack.event({ text: 'help', eventId: 'Ev01' });
    await slack.event({ text: 'help', eventId: 'Ev01', retry: { num: 1, reason: 'timeout' } });
    const command = {
      type: 'x',
      command: '/trail',
      text: 'help',
      user_id: 'U012AB3CD',
      channel_id: 'C1',
      response_url: 'x',
      trigger_id: '1.2',
    };
    await slack.socket.send('slash_commands', command);
    await slack.socket.send('slash_commands', command);
    await until(() => log.filter(({ msg }) => msg === 'Taken already').length === 2);
    await until(() => asked.length === 2);
  });

  test.each([
    ['Slack asks for it', 'disconnect'],
    ['it is cut', 'drop'],
  ] as const)('another connection is opened when %s', async (_case, how) => {
    const { slack, url, asked } = await startBot({ mode: 'socket' });
    slack.socket[how]();
    await until(() => slack.calls.filter(({ method }) => method === 'apps.connections.open').length === 2);
    await until(async () => slack.socket.connections === 1 && (await ready(url)) === 200);
    await slack.command({ text: 'help' });
    await until(() => asked.length === 1);
  });

  test('a Slack that is gone for a while is found again, and Trail is not ready meanwhile', async () => {
    const { slack, url, asked } = await startBot({ mode: 'socket' });
    slack.addFault({ method: 'apps.connections.open', breaks: 'reset' });
    slack.socket.drop();
    await until(async () => (await ready(url)) === 503);
    slack.clearFaults();
    await until(async () => (await ready(url)) === 200);
    await slack.command({ text: 'help' });
    await until(() => asked.length === 1);
  });

  test('a stop closes the connection and finishes running answers', async () => {
    let found = false;
    const script = () => steps([searching(), () => until(() => found), answer('all', { final: true })]);
    const { slack, app } = await startBot({ mode: 'socket', script });
    await slack.command({ text: 'who DeleteBucket' });
    const stopped = app.stop();
    found = true;
    expect(await stopped).toBe(true);
    expect(slack.messages.map(({ text }) => text)).toEqual(['all']);
    await until(() => slack.socket.connections === 0);
  });
});
