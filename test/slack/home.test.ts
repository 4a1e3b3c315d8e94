import { afterEach, describe, expect, test } from '@jest/globals';
import { eventWith } from '../records/events.ts';
import { type Bot, stopBots, until } from './bot.ts';
import { answered, lastOf, startTrail } from './trail.ts';

afterEach(stopBots);

const time = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
const calls = [eventWith({ name: 'DeleteBucket', source: 's3.amazonaws.com', time })];
const opened = { type: 'app_home_opened', user: 'U012AB3CD', channel: 'D012AB3CD', tab: 'home' };

const homeOf = ({ slack }: Bot) => {
  const view = slack.views.find((one) => one.view.type === 'home');
  if (view === undefined) throw new Error('No Home tab was shown');
  return view;
};
const shown = (bot: Bot) => JSON.stringify(bot.slack.views.filter(({ view }) => view.type === 'home'));

describe('The Home tab', () => {
  test('shows how to ask, what was asked last, and whether accounts and Regions can be searched', async () => {
    const bot = await startTrail(calls);
    await bot.slack.command({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    await bot.slack.event({ event: opened });
    await until(() => shown(bot).includes('2 Regions can be searched'));
    expect(shown(bot)).toContain('who DeleteBucket since:');
    expect(shown(bot)).toContain('us-east-1, us-east-2');
    expect(bot.slack.refused()).toEqual([]);
    await bot.slack.event({ event: opened });
    await until(() => bot.slack.calls.filter(({ method }) => method === 'views.publish').length === 3);
    expect(bot.asked.filter(({ text }) => text === 'status')).toHaveLength(1);
  });

  test('an example runs at a press, and is answered as a direct message', async () => {
    const bot = await startTrail(calls);
    await bot.slack.event({ event: opened });
    await answered(bot);
    await bot.slack.action({ view: homeOf(bot), actionId: 'ask:example-changes' });
    await answered(bot, 2);
    expect(bot.asked.at(-1)?.text).toBe('changes');
    await until(() => bot.slack.messages.length === 1);
    expect(lastOf(bot.slack.messages)).toMatchObject({ user: null, channel: expect.stringMatching(/^[DU]/) });
  });

  test('a press has the health checked again', async () => {
    const bot = await startTrail(calls);
    await bot.slack.event({ event: opened });
    await answered(bot);
    await bot.slack.action({ view: homeOf(bot), actionId: 'check' });
    await answered(bot, 2);
    expect(bot.asked.map(({ text }) => text)).toEqual(['status', 'status']);
  });

  test('opens the form', async () => {
    const bot = await startTrail(calls);
    await bot.slack.event({ event: opened });
    await answered(bot);
    await bot.slack.action({ view: homeOf(bot), actionId: 'form' });
    await until(() => bot.slack.views.some(({ view }) => view.callback_id === 'ask-form'));
  });
});
