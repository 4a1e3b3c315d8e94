import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { App, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { readBody, serve } from './loopback.ts';
import { credentials, type FakeSlack, type SlackOptions, startSlack } from './slack.ts';

const { botToken, signingSecret } = credentials;

const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(options: SlackOptions = {}): Promise<FakeSlack> {
  const slack = await startSlack(options);
  stops.push(slack.stop);
  return slack;
}

function client(slack: FakeSlack, token = botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.env.SLACK_API_URL ?? '',
    retryConfig: { retries: 0 },
    logger: silent,
  });
}

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A bot that keeps what it hears and acks everything. */
async function listeningBot(slack: FakeSlack): Promise<Heard[]> {
  const heard: Heard[] = [];
  const bot = await serve(async (request, response) => {
    heard.push({ headers: request.headers, body: await readBody(request) });
    response.end();
  });
  stops.push(bot.stop);
  slack.connect(bot.url);
  return heard;
}

async function respond(slack: FakeSlack, id: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${slack.url}/response/${id}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

const channel = 'C0AUDIT00';

describe('the Web API, through the real client', () => {
  test('knows the bot, its users with their time zones, channels and user groups', async () => {
    const slack = await start();
    const api = client(slack);
    expect(await api.auth.test()).toMatchObject({ ok: true, user_id: 'U0TRAILBOT' });
    expect((await api.users.info({ user: 'U012AB3CD' })).user?.tz).toBe('America/New_York');
    expect((await api.conversations.info({ channel })).channel?.name).toBe('audit');
    expect((await api.usergroups.users.list({ usergroup: 'S0SECURITY' })).users).toEqual(['U012AB3CD']);
    await expect(api.users.info({ user: 'U9' })).rejects.toMatchObject({ data: { error: 'user_not_found' } });
    await expect(client(slack, 'xoxb-other').auth.test()).rejects.toMatchObject({ data: { error: 'invalid_auth' } });
  });

  test('keeps messages as they are posted and updated, and tells listeners', async () => {
    const slack = await start();
    const seen: string[] = [];
    slack.onMessage((message) => seen.push(message.text));
    const api = client(slack);
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Searching <@U012AB3CD>' } }];
    const { ts = '' } = await api.chat.postMessage({ channel, text: 'Searching', blocks, thread_ts: '1.000001' });
    await api.chat.update({ channel, ts, text: 'Found' });
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({ channel, ts, thread: '1.000001', user: null, text: 'Found', blocks: [] });
    expect(slack.messages[0]?.versions.map((version) => version.text)).toEqual(['Searching', 'Found']);
    expect(slack.messages[0]?.live).toEqual([]);
    expect(slack.live()).toEqual([{ where: '/blocks/0/text/text', sequence: '<@U012AB3CD>' }]);
    expect(seen).toEqual(['Searching', 'Found']);
  });

  test('shows an ephemeral message to one user only, and does not let it be updated', async () => {
    const slack = await start();
    const api = client(slack);
    const { message_ts: ts = '' } = await api.chat.postEphemeral({ channel, user: 'U012AB3CD', text: 'psst' });
    expect(slack.messages[0]).toMatchObject({ user: 'U012AB3CD', text: 'psst' });
    await expect(api.chat.update({ channel, ts, text: 'x' })).rejects.toMatchObject({
      data: { error: 'message_not_found' },
    });
  });

  test.each([
    ['C9', 'channel_not_found'],
    ['C0PRIVATE', 'not_in_channel'],
    ['C0ARCHIVE', 'is_archived'],
  ])('refuses to post to %s: %s', async (closed, error) => {
    const posting = client(await start()).chat.postMessage({ channel: closed, text: 'hello' });
    await expect(posting).rejects.toMatchObject({ data: { error } });
  });

  test('refuses what Slack refuses, and keeps count of it', async () => {
    const slack = await start();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '' } }];
    await expect(client(slack).chat.postMessage({ channel, text: 'x', blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: [expect.stringContaining('/blocks/0/text/text')] },
      },
    });
    expect(slack.refused()).toHaveLength(1);
    expect(slack.messages).toEqual([]);
  });

  test('opens a view once for a trigger, updates it, and publishes one home tab a user', async () => {
    const slack = await start();
    const heard = await listeningBot(slack);
    await slack.command({ text: 'help' });
    const trigger_id = new URLSearchParams(heard[0]?.body).get('trigger_id') ?? '';
    const api = client(slack);
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Trail' }, blocks: [] };
    const opened = await api.views.open({ trigger_id, view });
    await expect(api.views.open({ trigger_id, view })).rejects.toMatchObject({
      data: { error: 'exchanged_trigger_id' },
    });
    await api.views.update({ view_id: opened.view?.id ?? '', view: { ...view, callback_id: 'second' } });
    for (let round = 0; round < 2; round += 1)
      await api.views.publish({ user_id: 'U1', view: { type: 'home', blocks: [] } });
    expect(slack.views.map((one) => one.view.callback_id ?? one.view.type)).toEqual(['second', 'home']);
    const [modal] = slack.views;
    if (modal === undefined) throw new Error('No modal is open.');
    await slack.submit({ view: modal, values: { a: { b: { value: 'c' } } } });
    const submitted: unknown = JSON.parse(new URLSearchParams(heard[1]?.body).get('payload') ?? '');
    expect(submitted).toMatchObject({
      type: 'view_submission',
      view: { callback_id: 'second', state: { values: { a: {} } } },
    });
  });

  test('fails as told: rate limits with Retry-After, errors, broken connections', async () => {
    const slack = await start({ faults: [{ method: 'chat.postMessage', retryAfter: 1, times: 1 }] });
    const limited = await fetch(`${slack.url}/api/chat.postMessage`, { method: 'POST', body: '' });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
    slack.addFault({ method: 'auth.test', error: 'account_inactive', after: 1 });
    slack.addFault({ method: 'users.info', breaks: 'reset' });
    await expect(client(slack).auth.test()).resolves.toMatchObject({ ok: true });
    await expect(client(slack).auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } });
    await expect(client(slack).users.info({ user: 'U012AB3CD' })).rejects.toMatchObject({
      code: 'slack_webapi_request_error',
    });
    expect(slack.calls.map((call) => call.error)).toEqual(['ratelimited', null, 'account_inactive', 'reset']);
  });
});

describe('response_url', () => {
  async function opened(slack: FakeSlack): Promise<string> {
    await listeningBot(slack);
    return (await slack.command({ text: 'who ListBuckets' })).responseId;
  }

  test('answers the asker alone, replaces the answer, and can be waited for', async () => {
    const slack = await start();
    const id = await opened(slack);
    const awaited = slack.answers(id, { until: (posts) => posts.some((post) => post.message?.text === 'Done') });
    await respond(slack, id, { text: 'Searching' });
    await respond(slack, id, { text: 'Done', replace_original: true });
    expect(await awaited).toHaveLength(2);
    expect(slack.messages).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({ user: 'U012AB3CD', channel, text: 'Done' });
  });

  test('answers everybody where asked to, and deletes', async () => {
    const slack = await start();
    const id = await opened(slack);
    await respond(slack, id, { text: 'For all', response_type: 'in_channel' });
    expect(slack.messages[0]?.user).toBeNull();
    await respond(slack, id, { delete_original: true });
    expect(slack.messages[0]?.deleted).toBe(true);
  });

  test('is used up after five posts, and expires after 30 minutes', async () => {
    let clock = 0;
    const slack = await start({ now: () => clock });
    const id = await opened(slack);
    for (let use = 0; use < 5; use += 1) expect((await respond(slack, id, { text: 'x' })).status).toBe(200);
    expect(await respond(slack, id, { text: 'x' })).toEqual({ status: 404, body: { ok: false, error: 'used_url' } });
    const later = (await slack.command({ text: '' })).responseId;
    clock += 30 * 60 * 1000 + 1;
    expect((await respond(slack, later, { text: 'x' })).body).toEqual({ ok: false, error: 'expired_url' });
  });

  test('refuses bad blocks with HTTP 200 and ok false', async () => {
    const slack = await start();
    const id = await opened(slack);
    const { status, body } = await respond(slack, id, { blocks: [{ type: 'nothing' }] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect((await slack.answers(id))[0]).toMatchObject({ error: 'invalid_blocks', message: null });
  });

  test('says what came instead where nothing satisfies in time', async () => {
    const slack = await start();
    const id = await opened(slack);
    await expect(slack.answers(id, { timeout: 20 })).rejects.toThrow('within 20 ms; came: []');
  });
});

describe('what people do, over HTTP', () => {
  function signatureOf({ headers, body }: Heard): string {
    const base = `v0:${String(headers['x-slack-request-timestamp'])}:${body}`;
    return `v0=${createHmac('sha256', signingSecret).update(base).digest('hex')}`;
  }

  test('arrives signed and in Slack’s form', async () => {
    const slack = await start();
    const heard = await listeningBot(slack);
    const sent = await slack.command({ text: 'who "ListBuckets" & more', userId: 'U045EF6GH' });
    expect(sent.status).toBe(200);
    const [command] = heard;
    if (command === undefined) throw new Error('Nothing arrived.');
    expect(command.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(command.headers['x-slack-signature']).toBe(signatureOf(command));
    expect(Object.fromEntries(new URLSearchParams(command.body))).toMatchObject({
      command: '/trail',
      text: 'who "ListBuckets" & more',
      user_id: 'U045EF6GH',
      user_name: 'alice',
      channel_id: channel,
      response_url: `${slack.url}/response/${sent.responseId}`,
    });
  });

  test('can be tampered with and replayed', async () => {
    const slack = await start();
    const heard = await listeningBot(slack);
    await slack.command({ text: 'a', tamper: { signature: 'wrong' } });
    await slack.command({ text: 'a', tamper: { signature: 'missing' } });
    const { request } = await slack.command({ text: 'a', tamper: { skew: -600 } });
    if (request !== null) await slack.replay(request);
    const [wrong, missing, old, again] = heard;
    if (wrong === undefined || old === undefined) throw new Error('Too little arrived.');
    expect(wrong.headers['x-slack-signature']).not.toBe(signatureOf(wrong));
    expect(missing?.headers['x-slack-signature']).toBeUndefined();
    expect(old.headers['x-slack-signature']).toBe(signatureOf(old));
    expect(Number(old.headers['x-slack-request-timestamp'])).toBeLessThan(Date.now() / 1000 - 590);
    expect([again?.body, again?.headers['x-slack-signature']]).toEqual([old.body, old.headers['x-slack-signature']]);
  });

  test('mentions carry their event ID, and say when they are repeated', async () => {
    const slack = await start();
    const heard = await listeningBot(slack);
    const { eventId } = await slack.event({ text: 'who ListBuckets' });
    await slack.event({ text: 'who ListBuckets', eventId, retry: { num: 1, reason: 'http_timeout' } });
    const bodies = heard.map((one): unknown => JSON.parse(one.body));
    expect(bodies).toEqual([1, 2].map(() => expect.objectContaining({ type: 'event_callback', event_id: eventId })));
    expect(bodies[0]).toMatchObject({ event: { type: 'app_mention', text: '<@U0TRAILBOT> who ListBuckets' } });
    expect(heard.map((one) => one.headers['x-slack-retry-num'])).toEqual([undefined, '1']);
  });

  test('a click names the button, the message and a response_url that replaces it', async () => {
    const slack = await start();
    const heard = await listeningBot(slack);
    const button = { type: 'button', action_id: 'more', value: 'page 2', text: { type: 'plain_text', text: 'More' } };
    const blocks = [{ type: 'actions', block_id: 'b', elements: [button] }];
    await client(slack).chat.postMessage({ channel, text: 'first', blocks });
    const [message] = slack.messages;
    if (message === undefined) throw new Error('Nothing was posted.');
    const { responseId } = await slack.action({ message, actionId: 'more' });
    const payload: unknown = JSON.parse(new URLSearchParams(heard[0]?.body).get('payload') ?? '');
    expect(payload).toMatchObject({
      type: 'block_actions',
      actions: [{ action_id: 'more', block_id: 'b', value: 'page 2' }],
      container: { message_ts: message.ts, is_ephemeral: false },
    });
    await respond(slack, responseId, { text: 'second', replace_original: true });
    expect(message.text).toBe('second');
    await expect(slack.action({ message, actionId: 'more' })).rejects.toThrow('action_id more');
  });
});

/** A Bolt app that answers /trail in its ack. */
async function boltApp(slack: FakeSlack, receiver: HTTPReceiver | SocketModeReceiver): Promise<void> {
  const clientOptions = { slackApiUrl: slack.env.SLACK_API_URL ?? '' };
  const app = new App({ token: botToken, receiver, clientOptions, logger: silent, deferInitialization: true });
  app.command('/trail', ({ ack, command }) => ack(`Asked: ${command.text}`));
  app.event('app_mention', async () => {});
  await app.init();
  stops.push(async () => app.stop());
}

describe('a Bolt app', () => {
  test('takes signed commands over HTTP, and only those', async () => {
    const slack = await start();
    const receiver = new HTTPReceiver({ signingSecret, logger: silent });
    await boltApp(slack, receiver);
    const server = await receiver.start({ port: 0, host: '127.0.0.1' });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The app has no port.');
    slack.connect(`http://127.0.0.1:${address.port}`);
    expect(await slack.command({ text: 'help' })).toMatchObject({ status: 200, body: 'Asked: help' });
    expect(await slack.event({ text: 'help' })).toMatchObject({ status: 200 });
    expect((await slack.command({ text: 'help', tamper: { signature: 'wrong' } })).status).toBe(401);
    expect((await slack.command({ text: 'help', tamper: { skew: -600 } })).status).toBe(401);
    expect(slack.messages.map((message) => message.text)).toEqual(['Asked: help']);
  });

  test('is greeted in Socket Mode, acks envelopes, and reconnects when asked to', async () => {
    const slack = await start({ mode: 'socket' });
    const receiver = new SocketModeReceiver({
      appToken: slack.env.SLACK_APP_TOKEN ?? '',
      clientPingTimeout: 100,
      logger: silent,
      installerOptions: { clientOptions: { slackApiUrl: slack.env.SLACK_API_URL ?? '' } },
    });
    await boltApp(slack, receiver);
    await receiver.start();
    stops.push(() => receiver.client.disconnect());
    const command = await slack.command({ text: 'help' });
    expect(command).toMatchObject({ status: 200, body: { text: 'Asked: help' }, request: null });
    expect(slack.messages.map((message) => message.text)).toEqual(['Asked: help']);
    expect(await slack.event({ text: 'help' })).toMatchObject({ status: 200, body: {} });
    const again = new Promise<void>((resolve) => receiver.client.once('connected', () => resolve()));
    slack.socket.disconnect();
    await again;
    expect(await slack.command({ text: 'help' })).toMatchObject({ status: 200 });
    expect(slack.socket.connections).toBe(1);
  });

  test('turns away a connection without a ticket', async () => {
    const slack = await start({ mode: 'socket' });
    await expect(slack.command({ text: 'help' })).rejects.toThrow('No bot is connected');
    const refused = await fetch(`${slack.url}/socket`);
    expect(refused.status).toBe(404);
  });
});
