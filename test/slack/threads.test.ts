import { afterEach, describe, expect, test } from '@jest/globals';
import type { EventSource } from '../../src/sources/source.ts';
import { eventWith, principalWith } from '../records/events.ts';
import { type Bot, stopBots, until } from './bot.ts';
import { answered, lastOf, sourceOf, startTrail } from './trail.ts';

afterEach(stopBots);

const time = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const id = (count: number) => `5b2805a5-3e06-4437-a7a2-${String(count).padStart(12, '0')}`;
const bucket = { name: 'DeleteBucket', source: 's3.amazonaws.com', time };
const calls = [
  eventWith({ id: id(1), ...bucket }),
  eventWith({ id: id(2), ...bucket, outcome: 'error', error: { code: 'NoSuchBucket', message: null } }),
  eventWith({ id: id(3), time, name: 'ListBuckets' }),
];

async function begin(bot: Bot) {
  await bot.slack.event({ text: 'who DeleteBucket since:7d' });
  await answered(bot);
  return lastOf(bot.slack.messages).thread ?? '';
}

async function goOn(bot: Bot, threadTs: string, text: string, times = 2) {
  await bot.slack.event({ text, threadTs });
  await answered(bot, times);
  return lastOf(bot.slack.messages);
}

describe('In the thread of an answer', () => {
  test('a mention need only say what changes, and the reply says what was understood', async () => {
    const bot = await startTrail(calls);
    const thread = await begin(bot);
    expect(lastOf(bot.slack.messages).metadata).toMatchObject({ event_type: 'trail_answer' });
    const shown = await goOn(bot, thread, 'only errors');
    expect(shown.text).toMatch(/Understood as: who DeleteBucket is:error since:\S+ until:/);
    expect(shown.text).toContain('(1 failed)');
    const other = await goOn(bot, thread, 'what else did they do?', 3);
    expect(other.text).toMatch(/Understood as: what user\/jdoe is:error since|Understood as: what user\/jdoe since/);
    const moved = await goOn(bot, thread, 'and in us-east-1?', 4);
    expect(moved.text).toMatch(/Understood as: what user\/jdoe in:us-east-1 since/);
    expect(bot.slack.refused()).toEqual([]);
  });

  test('what was said before survives a restart where Slack lets the thread be read', async () => {
    const bot = await startTrail(calls);
    const thread = await begin(bot);
    const { metadata } = lastOf(bot.slack.messages);
    const other = await startTrail(calls);
    await other.slack.event({ text: 'who ListBuckets since:1d', threadTs: thread });
    await answered(other);
    Object.assign(lastOf(other.slack.messages), { metadata });
    const shown = await goOn(other, thread, 'only errors');
    expect(shown.text).toContain('Understood as: who DeleteBucket is:error');
  });

  test('it is remembered where Slack does not let it be read', async () => {
    const bot = await startTrail(calls, { faults: [{ method: 'conversations.replies', error: 'missing_scope' }] });
    const thread = await begin(bot);
    await goOn(bot, thread, 'only errors');
    const shown = await goOn(bot, thread, 'only ok', 3);
    expect(shown.text).toContain('Understood as: who DeleteBucket is:ok');
    expect(bot.slack.calls.filter(({ method }) => method === 'conversations.replies')).toHaveLength(1);
  });

  test('a follow-up of which nothing is known any more is answered with what to do', async () => {
    const bot = await startTrail(calls);
    await bot.slack.event({ text: 'only errors', threadTs: '1.000001' });
    await answered(bot);
    expect(lastOf(bot.slack.messages).text).toContain('ask the whole question');
  });

  test('metadata of others is not taken for an answer', async () => {
    const bot = await startTrail(calls);
    const thread = await begin(bot);
    Object.assign(lastOf(bot.slack.messages), { author: 'U045EF6GH' });
    Object.assign(lastOf(bot.slack.messages).metadata ?? {}, { event_payload: { command: 'what root' } });
    const shown = await goOn(bot, thread, 'only errors');
    expect(shown.text).toContain('Understood as: who DeleteBucket is:error');
  });

  test('several people are asked back for with buttons', async () => {
    const alice = principalWith({ name: 'alice', arn: 'arn:aws:sts::111122223333:assumed-role/user/alice' });
    const bot = await startTrail([...calls, eventWith({ id: id(4), ...bucket, principal: alice })]);
    const thread = await begin(bot);
    const shown = await goOn(bot, thread, 'what else did they do?');
    expect(shown.text).toMatch(/^Whose calls\?/);
    await bot.slack.action({ message: shown, actionId: 'ask:reading-1' });
    await answered(bot, 3);
    expect(lastOf(bot.slack.messages)).toMatchObject({ thread, text: expect.stringContaining('alice made 1 call') });
  });
});

describe('While the answer before is still searched for', () => {
  /** Events whose search waits, once a question is asked of this many, until it is let go on. */
  function heldBack() {
    const source = sourceOf(calls);
    const held: (() => void)[] = [];
    const gate = new Promise<void>((resolve) => held.push(resolve));
    let opened = 0;
    const waiting: EventSource = {
      ...source,
      async open(fetches, options) {
        opened += 1;
        if (opened === 1) await gate;
        return source.open(fetches, options);
      },
    };
    return { source: waiting, letGo: () => held[0]?.() };
  }

  test.each([
    ['Slack lets the thread be read', []],
    ['it may not be read', [{ method: 'conversations.replies', error: 'missing_scope' }]],
  ])(
    'a follow-up is read against that question, and the next one against the follow-up, where %s',
    async (_, faults) => {
      const { source, letGo } = heldBack();
      const bot = await startTrail(calls, { source, faults });
      await bot.slack.event({ text: 'who DeleteBucket since:7d' });
      await until(() => bot.slack.messages.some(({ text }) => text.startsWith('Searching')));
      const thread = lastOf(bot.slack.messages).thread ?? '';
      const shown = await goOn(bot, thread, 'only errors', 1);
      expect(shown.text).toMatch(/Understood as: who DeleteBucket is:error since:/);
      letGo();
      await answered(bot, 2);
      const next = await goOn(bot, thread, 'in us-east-1', 3);
      expect(next.text).toMatch(/Understood as: who DeleteBucket is:error in:us-east-1 since:/);
    },
  );

  test('a follow-up that comes before that question was read waits until it is', async () => {
    const bot = await startTrail(calls, { faults: [{ method: 'users.info', delay: 300, times: 1 }] });
    const ts = '1790000000.000001';
    const mention = { type: 'app_mention', user: 'U012AB3CD', channel: 'C0AUDIT00' };
    await bot.slack.event({ event: { ...mention, text: 'who DeleteBucket since:7d', ts } });
    await bot.slack.event({ event: { ...mention, text: 'only errors', ts: '1790000000.000002', thread_ts: ts } });
    await answered(bot, 2);
    const texts = bot.slack.messages.map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringMatching(/Understood as: who DeleteBucket is:error since:/));
  });

  test('a follow-up that is no question of its own leaves the one before as it was', async () => {
    const bot = await startTrail(calls);
    const thread = await begin(bot);
    await goOn(bot, thread, 'without us-east-1');
    const shown = await goOn(bot, thread, 'only errors', 3);
    expect(shown.text).toContain('Understood as: who DeleteBucket is:error');
  });
});

describe('A mention where Trail may not answer', () => {
  test('gets a private word why', async () => {
    const rule = { users: ['U045EF6GH'], usergroups: [], channels: [], accounts: null, questions: null };
    const bot = await startTrail(calls, { access: [rule] });
    await bot.slack.event({ text: 'who DeleteBucket' });
    await answered(bot);
    expect(bot.slack.messages.map(({ user }) => user)).toEqual(['U012AB3CD']);
  });
});
