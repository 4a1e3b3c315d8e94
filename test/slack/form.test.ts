import { afterEach, describe, expect, test } from '@jest/globals';
import { eventWith } from '../records/events.ts';
import { type Bot, prod, stopBots, until } from './bot.ts';
import { answered, lastOf, startTrail } from './trail.ts';

afterEach(stopBots);

const time = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const calls = [eventWith({ name: 'DeleteBucket', source: 's3.amazonaws.com', time })];

const picked = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });
const typed = (value: string) => ({ type: 'plain_text_input', value });
const filled = (fields: Record<string, object>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { [name]: value }]));

/** The form that opens beside the word that nothing was asked; that word is the one question asked until then. */
async function open(bot: Bot, channelId = 'C0AUDIT00') {
  await bot.slack.command({ text: '', channelId });
  await until(() => bot.slack.views.length > 0);
  await answered(bot);
  bot.asked.length = 0;
  const view = bot.slack.views.at(-1);
  if (view === undefined) throw new Error('No window was opened');
  return view;
}

describe('/trail without a question', () => {
  test('opens a form whose question is answered privately in the channel', async () => {
    const bot = await startTrail(calls);
    const view = await open(bot);
    expect(bot.slack.refused()).toEqual([]);
    const values = filled({ question: picked('who'), event: picked('DeleteBucket'), when: typed('7d') });
    const { status, body } = await bot.slack.submit({ view, values });
    expect([status, body]).toEqual([200, '']);
    await answered(bot, 2);
    expect(bot.asked[0]?.text).toMatch(/^who DeleteBucket since:/);
    expect(lastOf(bot.slack.messages)).toMatchObject({ channel: 'C0AUDIT00', user: 'U012AB3CD' });
    expect(lastOf(bot.slack.messages).text).toContain('called DeleteBucket once');
  });

  test('answers as a direct message where Trail is not in the channel', async () => {
    const bot = await startTrail(calls);
    const view = await open(bot, 'C0PRIVATE');
    await bot.slack.submit({ view, values: filled({ question: picked('changes') }) });
    await until(() => bot.slack.messages.length === 2);
    expect(lastOf(bot.slack.messages).channel).toMatch(/^[DU]/);
  });

  test('says that nothing was asked, and what helps, where Slack opens no window any more', async () => {
    const bot = await startTrail(calls, { faults: [{ method: 'views.open', error: 'expired_trigger_id' }] });
    const { responseId } = await bot.slack.command({ text: '' });
    const [post] = await bot.slack.answers(responseId);
    expect(post?.message?.text).toContain('help');
  });

  test.each([
    ['no question', {}, 'question', /is not a question/],
    ['a question that needs an event', { question: picked('who') }, 'event', /needs an event name/],
    ['a question that needs a key', { question: picked('key') }, 'subject', /needs an access key/],
    ['a bad address', { question: picked('ip'), subject: typed('300.1.1.1') }, 'subject', /neither an IP address/],
    ['a bad time', { question: picked('changes'), when: typed('7 parsecs') }, 'when', /not a time/],
    ['a time to come', { question: picked('changes'), when: typed('2999-01-01') }, 'when', /future/],
    ['a bad name', { question: picked('changes'), by: typed('a"b') }, 'by', /holds characters/],
    ['a subject it does not take', { question: picked('changes'), subject: typed('x') }, 'subject', /takes no subject/],
  ])('%s gets its error on its field', async (_case, fields, field, error) => {
    const bot = await startTrail(calls);
    const view = await open(bot);
    const { body } = await bot.slack.submit({ view, values: filled(fields) });
    expect(body).toMatchObject({ response_action: 'errors', errors: { [field]: expect.stringMatching(error) } });
    expect(bot.asked).toEqual([]);
  });

  test.each([
    ['context', { private_metadata: '{"channel"' }],
    ['context of another kind', { private_metadata: '[]' }],
  ])('altered %s is answered with what to do', async (_case, altered) => {
    const bot = await startTrail(calls);
    const view = await open(bot);
    const { body } = await bot.slack.submit({ view: { ...view, view: { ...view.view, ...altered } }, values: {} });
    expect(body).toMatchObject({ errors: { question: expect.stringContaining('open it again') } });
  });

  test('offers Regions and accounts where there are several', async () => {
    const bot = await startTrail(calls, { accounts: [prod, { ...prod, id: '444455556666', name: 'dev' }] });
    const view = await open(bot);
    const values = filled({
      question: picked('changes'),
      regions: { selected_options: [picked('us-east-2').selected_option] },
      accounts: { selected_options: [picked('dev').selected_option, picked('prod').selected_option] },
    });
    await bot.slack.submit({ view, values });
    await answered(bot, 2);
    expect(bot.asked[0]?.text).toBe('changes in:us-east-2 account:dev,prod');
  });

  test('opens from help as well', async () => {
    const bot = await startTrail(calls);
    await bot.slack.command({ text: 'help' });
    await answered(bot);
    await bot.slack.action({ message: lastOf(bot.slack.messages), actionId: 'form' });
    await until(() => bot.slack.views.length === 1);
    expect(bot.slack.views[0]?.view).toMatchObject({ callback_id: 'ask-form' });
  });
});

describe('Events suggested while somebody types', () => {
  const namesIn = (body: unknown) =>
    JSON.stringify(body)
      .match(/"value":"[^"]+"/g)
      ?.map((one) => one.slice(9, -1)) ?? [];

  test('begin with what was seen lately', async () => {
    const bot = await startTrail(calls);
    await bot.slack.command({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    const view = await open(bot);
    expect(namesIn((await bot.slack.suggest({ view, actionId: 'event', typed: '' })).body)).toEqual(['DeleteBucket']);
    const found = namesIn((await bot.slack.suggest({ view, actionId: 'event', typed: 'describe slack' })).body);
    expect(found[0]).toMatch(/^DescribeSlack/);
    expect(found).toContain('DescribeSlackChannels');
  });

  test('are none for what is too long or of another kind', async () => {
    const bot = await startTrail(calls);
    const view = await open(bot);
    for (const text of ['x'.repeat(5000), '\u0000', '(((']) {
      expect((await bot.slack.suggest({ view, actionId: 'event', typed: text })).body).toEqual({ options: [] });
    }
  });
});
