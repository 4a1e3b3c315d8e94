import { afterEach, describe, expect, test } from '@jest/globals';
import type { SlackStep } from '../../src/slack/answer-service.ts';
import { answer, type Bot, message, replies, searching, startBot, steps, stopBots, until } from './bot.ts';

afterEach(stopBots);

const pages = (count: number): SlackStep[] => Array.from({ length: count }, (_, index) => answer(`page ${index}`));
/** Waits until the only message was shown so many times. */
const shown = (bot: () => Bot, times: number) => () => until(() => bot().slack.messages[0]?.versions.length === times);
const finished = (log: Record<string, unknown>[]) => () => log.some(({ msg }) => msg === 'Question answered');

describe('An answer to a command', () => {
  test('at hand at once comes alone, for the asker only', async () => {
    const { slack } = await startBot({ script: replies('usage') });
    const { responseId } = await slack.command({ text: 'help' });
    const posts = await slack.answers(responseId);
    expect(posts.map(({ body }) => body)).toEqual([
      {
        response_type: 'ephemeral',
        replace_original: false,
        ...message('usage'),
        unfurl_links: false,
        unfurl_media: false,
      },
    ]);
  });

  test('begins with the search, grows, and ends final, in one message and five uses', async () => {
    const script = () => {
      const partial = [2, 3, 4].flatMap((times) => [...pages(30), shown(() => bot, times)]);
      const reached = () => fetch(`${bot.url}/healthz`);
      return steps([
        searching(),
        shown(() => bot, 1),
        ...partial,
        ...pages(30),
        reached,
        answer('all', { final: true }),
      ]);
    };
    const bot: Bot = await startBot({ script, timing: { gather: 0 } });
    const { slack, log } = bot;
    const { responseId } = await slack.command({ text: 'who DeleteBucket' });
    await until(finished(log));
    const posts = await slack.answers(responseId);
    expect(posts).toHaveLength(5);
    expect(posts.map(({ error }) => error)).toEqual([null, null, null, null, null]);
    const [message] = slack.messages;
    expect(slack.messages).toHaveLength(1);
    expect(message?.versions[0]?.text).toBe('Searching 17 Regions…');
    expect(message?.text).toBe('all');
    expect(message?.user).toBe('U012AB3CD');
  });

  test('goes to the whole channel where that was asked', async () => {
    const reached = () => fetch(`${bot.url}/healthz`);
    const script = () => steps([searching(true), reached, answer('all', { final: true, isPublic: true })]);
    const bot: Bot = await startBot({ script, timing: { settle: 0 } });
    const { slack, log } = bot;
    await slack.command({ text: 'who DeleteBucket public' });
    await until(finished(log));
    expect(slack.messages.map(({ user, text }) => [user, text])).toEqual([[null, 'all']]);
  });

  test('whose blocks Slack refuses comes as text', async () => {
    const broken = { text: 'all', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(200) } }] };
    const script = () => steps([{ kind: 'reply', command: 'help', alone: false, message: broken } as const]);
    const { slack, log } = await startBot({ script });
    await slack.command({ text: 'help' });
    await until(finished(log));
    expect(slack.messages.map(({ text, blocks }) => [text, blocks])).toEqual([['all', []]]);
    expect(log).toContainEqual(
      expect.objectContaining({ reason: 'invalid_blocks', msg: 'Slack did not take an answer' }),
    );
  });

  test('whose newest kinds of blocks Slack refuses comes without those, and says which', async () => {
    const chart = { type: 'data_visualization', title: 'x'.repeat(51) };
    const shown = { text: 'all', blocks: [...message('all').blocks, chart] };
    const script = () => steps([{ kind: 'reply', command: 'help', alone: false, message: shown } as const]);
    const { slack, log } = await startBot({ script });
    await slack.command({ text: 'help' });
    await until(finished(log));
    expect(slack.messages.map(({ text, blocks }) => [text, blocks])).toEqual([['all', message('all').blocks]]);
    expect(log).toContainEqual(expect.objectContaining({ blocks: 'section data_visualization' }));
  });

  test.each([
    ['a server error', { breaks: 'http-500', times: 2 }],
    ['a Slack that does not answer', { breaks: 'hang', times: 1 }],
    ['a rate limit', { retryAfter: 0, times: 2 }],
    ['a broken connection', { breaks: 'reset', times: 3 }],
  ] as const)('survives %s', async (_case, fault) => {
    const { slack, log } = await startBot({
      script: replies('usage'),
      faults: [{ method: 'response', ...fault }],
      timing: { request: 1_500 },
    });
    await slack.command({ text: 'help' });
    await until(finished(log));
    expect(slack.messages.map(({ text }) => text)).toEqual(['usage']);
  });

  test('comes as a direct message where the response_url takes nothing any more', async () => {
    const faults = [{ method: 'response', error: 'expired_url' }];
    const { slack, log } = await startBot({ script: replies('usage'), faults });
    await slack.command({ text: 'help' });
    await until(finished(log));
    expect(slack.messages.map(({ text, channel }) => [text, channel])).toEqual([['usage', 'D012AB3CD']]);
  });

  test('lost updates cost nothing', async () => {
    const resets = () => bot.slack.calls.filter(({ error }) => error === 'reset').length;
    const lost = [1, 2].flatMap((times) => [...pages(10), () => until(() => resets() === times)]);
    const script = () => steps([searching(), ...lost, answer('all', { final: true })]);
    const bot: Bot = await startBot({ script, faults: [{ method: 'response', breaks: 'reset', times: 2 }] });
    const { slack, log } = bot;
    await slack.command({ text: 'who DeleteBucket' });
    await until(finished(log));
    expect(slack.messages.at(-1)?.text).toBe('all');
  });

  test('that fails says so', async () => {
    const { slack, log } = await startBot({
      // biome-ignore lint/correctness/useYield: it fails before it has anything to say
      async *script() {
        throw new Error('broken');
      },
    });
    const { responseId } = await slack.command({ text: 'who DeleteBucket' });
    const [post] = await slack.answers(responseId);
    expect(post?.message?.text).toContain('fault of its own');
    expect(log).toContainEqual(expect.objectContaining({ msg: 'A question failed', detail: 'broken' }));
  });

  test('the asker’s zone goes with the question, and UTC where it can’t be read', async () => {
    const { slack, asked, log } = await startBot({
      faults: [{ method: 'users.info', after: 1, error: 'user_not_found' }],
    });
    for (const [times, userId] of ['U012AB3CD', 'U045EF6GH', 'U012AB3CD'].entries()) {
      await slack.command({ text: 'help', userId });
      await until(() => asked.length === times + 1);
    }
    expect(asked.map(({ asker }) => asker.zone)).toEqual(['America/New_York', 'UTC', 'America/New_York']);
    expect(slack.calls.filter(({ method }) => method === 'users.info')).toHaveLength(2);
    expect(log).toContainEqual(expect.objectContaining({ reason: 'user_not_found' }));
  });

  test('the asker’s user groups are known where access rules speak of them', async () => {
    const rule = { users: [], usergroups: ['S0SECURITY', 'S0NOBODY'], channels: [], accounts: null, questions: null };
    const { slack, asked } = await startBot({ access: [rule] });
    await slack.command({ text: 'help' });
    await until(() => asked.length === 1);
    expect(asked[0]?.asker).toEqual({
      user: 'U012AB3CD',
      team: 'T0TRAIL00',
      channel: 'C0AUDIT00',
      zone: 'America/New_York',
      usergroups: ['S0SECURITY'],
    });
  });
});

describe('An answer to a mention', () => {
  test('is one message in its thread, changed as it grows', async () => {
    const grown = [1, 2, 3].flatMap((times) => [...pages(10), shown(() => bot, times)]);
    const script = () => steps([searching(), ...grown, answer('all', { final: true })]);
    const bot: Bot = await startBot({ script });
    const { slack, asked, log } = bot;
    await slack.event({ text: 'who DeleteBucket' });
    await until(finished(log));
    expect(asked[0]?.text).toBe('who DeleteBucket');
    const [message] = slack.messages;
    expect(slack.messages).toHaveLength(1);
    expect(message?.thread).toMatch(/^\d+\.\d+$/);
    expect(message?.text).toBe('all');
    expect(message?.versions).toHaveLength(4);
  });

  test('whose blocks are refused at the end comes as text, in place of the blocks before', async () => {
    const broken = { text: 'all', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(200) } }] };
    const final = answer('all', { final: true });
    if (final.kind !== 'answer') throw new Error('An answer is an answer');
    const script = () => steps([answer('some'), shown(() => bot, 1), { ...final, message: broken }]);
    const bot: Bot = await startBot({ script });
    const { slack, log } = bot;
    await slack.event({ text: 'who DeleteBucket' });
    await until(finished(log));
    expect(slack.messages.map(({ text, blocks }) => [text, blocks])).toEqual([['all', []]]);
  });

  test('an event that Slack repeats is taken once', async () => {
    const { slack, asked, log } = await startBot();
    const eventId = 'Ev01';
    await slack.event({ text: 'help', eventId });
    await slack.event({ text: 'help', eventId, retry: { num: 1, reason: 'http_timeout' } });
    await until(() => log.some(({ msg }) => msg === 'Taken already'));
    expect(asked).toHaveLength(1);
  });

  test('an event is known for an hour, and no longer', async () => {
    let now = Date.now();
    const { slack, asked, log } = await startBot({ mode: 'socket', clock: () => now });
    const repeat = () => slack.event({ text: 'help', eventId: 'Ev01' });
    await repeat();
    await until(() => asked.length === 1);
    now += 3_600_000;
    await repeat();
    await until(() => log.some(({ msg }) => msg === 'Taken already'));
    now += 1;
    await repeat();
    await until(() => asked.length === 2);
  });

  test('a message to the app itself is a question; its own and other bots’ are not', async () => {
    const { slack, asked } = await startBot();
    const event = {
      type: 'message',
      channel_type: 'im',
      channel: 'D012AB3CD',
      user: 'U012AB3CD',
      text: 'help',
      ts: '1.000001',
    };
    await slack.event({ event: { ...event, bot_id: 'B1' } });
    await slack.event({ event: { ...event, user: 'U0TRAILBOT' } });
    await slack.event({ event: { ...event, subtype: 'message_changed' } });
    await slack.event({ event: { ...event, channel_type: 'channel' } });
    await slack.event({ event });
    await until(() => slack.messages.length === 1);
    expect(asked).toHaveLength(1);
    expect(slack.messages[0]).toMatchObject({ channel: 'D012AB3CD', thread: '1.000001' });
  });

  test('people of other workspaces are answered only where access rules say who may ask', async () => {
    const event = {
      type: 'app_mention',
      channel: 'C0AUDIT00',
      user: 'U9',
      user_team: 'T0OTHER',
      text: 'help',
      ts: '1.000001',
    };
    const open = await startBot();
    await open.slack.event({ event });
    await until(() => open.slack.messages.length === 1);
    expect(open.asked).toEqual([]);
    expect(open.slack.messages[0]?.text).toContain('people of other workspaces');

    const rule = { users: ['U9'], usergroups: [], channels: [], accounts: null, questions: null };
    const ruled = await startBot({ access: [rule] });
    await ruled.slack.event({ event });
    await until(() => ruled.asked.length === 1);
  });
});
