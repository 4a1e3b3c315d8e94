import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { credentials } from '../fakes/slack.ts';
import { startBot, stopBots, until } from './bot.ts';

const { botToken, signingSecret } = credentials;

afterEach(stopBots);

/** Posts a body as Slack would, whatever it holds. */
function send(url: string, body: string, type = 'application/json', headers: Record<string, string> = {}) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return fetch(`${url}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-signature': signature,
      'x-slack-request-timestamp': timestamp,
      ...headers,
    },
  });
}

describe('Requests that Slack did not send now', () => {
  test.each([
    ['unsigned', { signature: 'missing' }],
    ['signed with another secret', { signature: 'wrong' }],
    ['older than five minutes', { skew: -301 }],
    ['dated in the future', { skew: 30 }],
  ] as const)('a command that is %s is refused and does nothing', async (_case, tamper) => {
    const { slack, asked } = await startBot();
    const { status } = await slack.command({ text: 'help', tamper });
    expect(status).toBe(401);
    expect(asked).toEqual([]);
  });

  test('a repeated command is refused the second time and answered once', async () => {
    const { slack, asked } = await startBot();
    const first = await slack.command({ text: 'help' });
    if (first.request === null) throw new Error('HTTP sends requests');
    await slack.answers(first.responseId);
    expect((await slack.replay(first.request)).status).toBe(401);
    expect(asked).toHaveLength(1);
  });

  test('a repetition is known in whatever spelling the header comes', async () => {
    const { slack } = await startBot();
    const { request } = await slack.command({ text: 'help' });
    if (request === null) throw new Error('HTTP sends requests');
    const signature = request.headers['x-slack-signature']?.toUpperCase() ?? '';
    const headers = { ...request.headers, 'x-slack-signature': signature };
    expect((await slack.replay({ ...request, headers })).status).toBe(401);
  });

  test('a timestamp that is no plain number is refused', async () => {
    const { url } = await startBot();
    expect((await send(url, '{}', 'application/json', { 'x-slack-request-timestamp': '1e9' })).status).toBe(401);
  });

  test('a body over a megabyte is refused unread', async () => {
    const { url } = await startBot();
    const refused = await send(url, 'x'.repeat(1_000_001)).catch(() => ({ status: 413 }));
    expect(refused.status).toBe(413);
  });
});

describe('Requests of Slack', () => {
  test('a signed body that is no JSON gets 400', async () => {
    const { url } = await startBot();
    expect((await send(url, '{"a":')).status).toBe(400);
    expect((await send(url, '[1]')).status).toBe(400);
    expect((await send(url, 'payload=%7B', 'application/x-www-form-urlencoded')).status).toBe(400);
  });

  test('a content type that names its charset is understood', async () => {
    const { url, asked } = await startBot();
    const fields = {
      command: '/trail',
      text: 'hi',
      user_id: 'U1',
      channel_id: 'C1',
      response_url: 'x',
      trigger_id: '1',
    };
    const body = new URLSearchParams(fields).toString();
    expect((await send(url, body, 'application/x-www-form-urlencoded; charset=utf-8')).status).toBe(200);
    await until(() => asked.length === 1);
  });

  test('a response_url that is not Slack’s gets nothing; the answer comes as a direct message', async () => {
    const { slack, url } = await startBot();
    const response_url = 'http://169.254.169.254/latest/meta-data';
    const fields = { command: '/trail', text: 'help', user_id: 'U012AB3CD', channel_id: 'C1', response_url };
    await send(url, new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
    await until(() => slack.messages.length === 1);
    expect(slack.messages[0]).toMatchObject({ channel: 'D012AB3CD', text: 'done' });
  });

  test('url_verification gets its challenge back', async () => {
    const { url } = await startBot();
    const response = await send(url, JSON.stringify({ type: 'url_verification', challenge: 'c0ffee' }));
    expect(await response.json()).toEqual({ challenge: 'c0ffee' });
  });

  test('an unsigned check of the certificate gets 200 and brings nothing in', async () => {
    const { url, asked } = await startBot();
    const body = 'ssl_check=1&command=%2Ftrail&text=hi&user_id=U1&channel_id=C1&response_url=x';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(`${url}/slack/events`, { method: 'POST', body, headers })).status).toBe(200);
    expect(asked).toEqual([]);
  });

  test('a button that nobody listens to is acknowledged', async () => {
    const { url } = await startBot();
    const payload = {
      type: 'block_actions',
      user: { id: 'U1', team_id: 'T1' },
      team: { id: 'T1' },
      actions: [{ action_id: 'x' }],
    };
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    expect((await send(url, body, 'application/x-www-form-urlencoded')).status).toBe(200);
  });

  test('fifty commands at once are all acknowledged before any is answered, and all answered', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { slack } = await startBot({
      async *script() {
        await gate;
        yield { kind: 'reply', command: 'help', alone: false, message: { text: 'done', blocks: [] } };
      },
    });
    const sent = await Promise.all(Array.from({ length: 50 }, (_, index) => slack.command({ text: `who ${index}` })));
    expect(sent.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(slack.messages).toEqual([]);
    open();
    await Promise.all(sent.map(({ responseId }) => slack.answers(responseId)));
    expect(slack.messages).toHaveLength(50);
  });
});

describe('What watches over Trail', () => {
  test('health, readiness and metrics are served', async () => {
    const { slack, url } = await startBot();
    const { responseId } = await slack.command({ text: 'help' });
    await slack.command({ text: 'help', tamper: { skew: 60 } });
    await slack.answers(responseId);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${url}/slack/events`)).status).toBe(405);
    let text = '';
    await until(async () => {
      text = await (await fetch(`${url}/metrics`)).text();
      return text.includes('trail_questions_total{question="help",outcome="complete"} 1');
    });
    expect(text).toContain('trail_refused_requests_total{reason="future"} 1');
    expect(text).toContain('trail_ack_seconds_count 1');
    expect(text).toContain('trail_running_answers 0');
    expect(text).toContain('trail_deliveries_total{how="whole"} 1');
  });

  test('nothing secret is logged', async () => {
    const { slack, log } = await startBot({ faults: [{ method: 'response', error: 'invalid_blocks' }] });
    const { responseId, request } = await slack.command({ text: 'who said hush', tamper: {} });
    await until(() => log.some(({ msg }) => msg === 'Question answered'));
    const written = JSON.stringify(log);
    for (const secret of [botToken, signingSecret, responseId, request?.headers['x-slack-signature'], 'said hush']) {
      expect(written).not.toContain(secret);
    }
  });
});
