import { afterEach, describe, expect, test } from '@jest/globals';
import { eventWith, principalWith } from '../records/events.ts';
import { type Bot, stopBots, until } from './bot.ts';
import { answered, lastOf, pressable, pressValue, startTrail } from './trail.ts';

afterEach(stopBots);

const minute = 60_000;
const ago = (minutes: number) => Math.floor(Date.now() / 1000) * 1000 - minutes * minute;
const uuid = (count: number) => `5b2805a5-3e06-4437-a7a2-${String(count).padStart(12, '0')}`;
const calls = [
  eventWith({ id: uuid(1), name: 'DeleteBucket', source: 's3.amazonaws.com', time: ago(60), address: '192.0.2.7' }),
  eventWith({ id: uuid(2), name: 'DeleteBucket', source: 's3.amazonaws.com', time: ago(90), outcome: 'denied' }),
  eventWith({
    id: uuid(3),
    name: 'PutBucketPolicy',
    source: 's3.amazonaws.com',
    time: ago(65),
    readOnly: false,
    principal: principalWith({ type: 'IAMUser', name: 'alice', role: null, arn: null }),
  }),
];

async function ask(bot: Bot, text: string) {
  await bot.slack.command({ text });
  await answered(bot);
  return lastOf(bot.slack.messages);
}

describe('What can be pressed under an answer', () => {
  test('are the questions that suggest themselves, each whole and with the window of the answer', async () => {
    const bot = await startTrail(calls);
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    expect(pressable(shown)).toEqual([
      'details',
      'ask:failures',
      'ask:principal',
      'ask:address',
      'ask:session',
      'ask:around',
      'ask:back',
      'ask:share',
      'export',
    ]);
    expect(pressValue(shown, 'ask:failures')).toMatch(/^who DeleteBucket is:error since:\S+Z until:\S+Z$/);
    expect(pressValue(shown, 'ask:principal')).toMatch(/^what user\/jdoe since:/);
    expect(pressValue(shown, 'ask:share')).toMatch(/ public$/);
    expect(bot.slack.refused()).toEqual([]);
  });

  test('a press is the question of who presses, answered beside the answer, which stays', async () => {
    const bot = await startTrail(calls);
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    await bot.slack.action({ message: shown, actionId: 'ask:failures', userId: 'U045EF6GH' });
    await answered(bot, 2);
    expect(bot.asked.at(-1)?.asker).toMatchObject({ user: 'U045EF6GH', channel: 'C0AUDIT00', zone: 'Europe/Berlin' });
    expect(bot.slack.messages).toHaveLength(2);
    expect(bot.slack.messages[0]?.text).toContain('twice');
    expect(lastOf(bot.slack.messages)).toMatchObject({ user: 'U045EF6GH' });
    expect(lastOf(bot.slack.messages).text).toContain('once (1 failed)');
  });

  test('who may not ask is told so alone, and nothing is searched', async () => {
    const rule = { users: ['U012AB3CD'], usergroups: [], channels: [], accounts: null, questions: null };
    const bot = await startTrail(calls, { access: [rule] });
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    await bot.slack.action({ message: shown, actionId: 'ask:principal', userId: 'U045EF6GH' });
    await answered(bot, 2);
    const told = lastOf(bot.slack.messages);
    expect([told.user, told.text]).toEqual(['U045EF6GH', expect.stringContaining('You may not ask that here')]);
  });

  test('shares the answer in the channel', async () => {
    const bot = await startTrail(calls);
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    await bot.slack.action({ message: shown, actionId: 'ask:share' });
    await answered(bot, 2);
    const shared = lastOf(bot.slack.messages);
    expect(shared.user).toBeNull();
    expect(pressable(shared)).not.toContain('ask:share');
  });

  test('goes on in the thread of an answer that stands in one', async () => {
    const bot = await startTrail(calls);
    await bot.slack.event({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    const shown = lastOf(bot.slack.messages);
    expect(pressable(shown)).not.toContain('ask:share');
    await bot.slack.action({ message: shown, actionId: 'ask:address' });
    await answered(bot, 2);
    expect(lastOf(bot.slack.messages)).toMatchObject({ thread: shown.thread, user: null });
  });

  test('a button older than the data says so', async () => {
    const bot = await startTrail(calls);
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    const value = 'who DeleteBucket since:2020-01-01T00:00:00Z until:2020-01-08T00:00:00Z';
    await bot.slack.action({ message: shown, actionId: 'ask:failures', chosen: { value } });
    await answered(bot, 2);
    expect(lastOf(bot.slack.messages).text).toMatch(/Nothing could be searched(.|\n)*too long ago/);
  });

  test.each([
    ['no value', { value: undefined }],
    ['an empty value', { value: '' }],
    ['a value of another kind', { value: 7 }],
    ['a value too long', { value: 'x'.repeat(2001) }],
    ['a value that is no question', { value: 'drop table' }],
  ])('%s gets a private word and changes nothing', async (_case, chosen) => {
    const bot = await startTrail(calls);
    await bot.slack.event({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    const shown = lastOf(bot.slack.messages);
    const { status } = await bot.slack.action({ message: shown, actionId: 'ask:address', chosen });
    expect(status).toBe(200);
    await until(() => bot.slack.messages.length === 2);
    expect(lastOf(bot.slack.messages).user).toBe('U012AB3CD');
    expect(lastOf(bot.slack.messages).text).toMatch(/type the question instead|is not a question/);
  });
});

describe('Details of an event', () => {
  const choose = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: 'x' }, value } });
  const first = `event ${uuid(1)} in:us-east-2 account:111122223333`;

  test('open at once in a window, and are filled in', async () => {
    const bot = await startTrail(calls);
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    const options = JSON.stringify(shown.blocks).match(/event 5b2805a5[^"]*/g) ?? [];
    expect(options).toHaveLength(2);
    await bot.slack.action({ message: shown, actionId: 'details', chosen: choose(options[0] ?? '') });
    await until(() => String(JSON.stringify(bot.slack.views.at(-1)?.view)).includes('Credentials'));
    const view = JSON.stringify(bot.slack.views.at(-1)?.view);
    expect(view).toContain('temporary role, key');
    expect(view).toContain(
      `https://us-east-2.console.aws.amazon.com/cloudtrailv2/home?region=us-east-2#/events/${uuid(1)}`,
    );
    expect(view).toContain('\\"eventName\\": \\"DeleteBucket\\"');
    expect(bot.slack.refused()).toEqual([]);
  });

  test('say so where the event is not found or may not be seen', async () => {
    const rule = { users: ['U012AB3CD'], usergroups: [], channels: [], accounts: null, questions: null };
    const bot = await startTrail(calls, { access: [rule] });
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    const { slack } = bot;
    await slack.action({ message: shown, actionId: 'details', chosen: choose(first), userId: 'U045EF6GH' });
    await until(() => String(JSON.stringify(slack.views.at(-1)?.view)).includes('You may not ask that here'));
    await slack.action({ message: shown, actionId: 'details', chosen: choose(`event ${uuid(9)} since:1h`) });
    await until(() => String(JSON.stringify(slack.views.at(-1)?.view)).includes('No event has the ID'));
    expect(slack.messages).toHaveLength(1);
  });

  test('a trigger that expired gets a private word with what to do', async () => {
    const bot = await startTrail(calls, { faults: [{ method: 'views.open', error: 'expired_trigger_id' }] });
    const shown = await ask(bot, 'who DeleteBucket since:7d');
    await bot.slack.action({ message: shown, actionId: 'details', chosen: choose(first) });
    await until(() => bot.slack.messages.length === 2);
    expect(lastOf(bot.slack.messages)).toMatchObject({
      user: 'U012AB3CD',
      text: expect.stringContaining('press once more'),
    });
  });
});
