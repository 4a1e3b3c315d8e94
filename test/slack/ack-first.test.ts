import { afterEach, describe, expect, test } from '@jest/globals';
import { Turns } from '../../src/slack/ack-first.ts';
import { eventWith } from '../records/events.ts';
import { startBot, stopBots, until } from './bot.ts';
import { answered, lastOf, startTrail } from './trail.ts';

afterEach(stopBots);

const never = 60_000;
const times = <Value>(length: number, make: (index: number) => Value) =>
  Array.from({ length }, (_, index) => make(index));

describe.each(['http', 'socket'] as const)('Of many requests at once, over %s,', (mode) => {
  test('each command is acknowledged before anything is called or asked for any, and then all are answered', async () => {
    const { slack, asked } = await startBot({ mode, timing: { lull: 400, putOff: never } });
    const before = slack.calls.length;
    const sent = await Promise.all(times(50, (index) => slack.command({ text: `who ${index}` })));
    expect(sent.map(({ status }) => status)).toEqual(times(50, () => 200));
    expect([slack.calls.length, asked]).toEqual([before, []]);
    await Promise.all(sent.map(({ responseId }) => slack.answers(responseId)));
    expect(asked.map(({ text }) => text).sort()).toEqual(times(50, (index) => `who ${index}`).sort());
  });

  test('presses, mentions and forms are acknowledged first, too', async () => {
    const time = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
    const calls = [eventWith({ name: 'DeleteBucket', source: 's3.amazonaws.com', time })];
    const bot = await startTrail(calls, { mode, timing: { lull: 400, putOff: never } });
    const { slack, asked } = bot;
    await slack.command({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    const message = lastOf(slack.messages);
    await slack.command({ text: '' });
    await until(() => slack.views.length > 0);
    await answered(bot, 2);
    const [view] = slack.views;
    if (view === undefined) throw new Error('No window was opened');

    const before = [slack.calls.length, asked.length];
    const picked = { question: { question: { selected_option: { value: 'changes' } } } };
    const acks = await Promise.all([
      ...times(10, () => slack.command({ text: 'help' })),
      ...times(10, () => slack.action({ message, actionId: 'ask:principal' })),
      ...times(10, () => slack.event({ text: 'help' })),
      slack.submit({ view, values: picked }),
    ]);
    expect(new Set(acks.map(({ status }) => status))).toEqual(new Set([200]));
    expect([slack.calls.length, asked.length]).toEqual(before);
    await answered(bot, 2 + acks.length);
  });
});

describe('Work that was put off', () => {
  test('begins although requests keep coming', async () => {
    const { slack, asked } = await startBot({ timing: { lull: never, putOff: 50 } });
    const sent = [await slack.command({ text: 'help' })];
    while (asked.length === 0) sent.push(await slack.command({ text: 'help' }));
    await Promise.all(sent.map(({ responseId }) => slack.answers(responseId)));
    expect(asked).toHaveLength(sent.length);
  });

  test.each(['http', 'socket'] as const)('is done before Trail stops (%s)', async (mode) => {
    const { slack, app } = await startBot({ mode, timing: { lull: 400, putOff: never, drain: never } });
    await Promise.all(times(50, () => slack.command({ text: 'help' })));
    expect(slack.messages).toEqual([]);
    expect(await app.stop()).toBe(true);
    expect(slack.messages).toHaveLength(50);
  });

  test('begins in the order of the requests, one piece in each turn of the event loop', async () => {
    const turns = new Turns({ lull: 0, putOff: 0 });
    let turn = 0;
    const count = () => {
      turn += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const begun: { piece: number; turn: number }[] = [];
    await Promise.all(times(50, (piece) => turns.next().then(() => begun.push({ piece, turn }))));
    clearImmediate(counting);
    expect(begun.map(({ piece }) => piece)).toEqual(times(50, (piece) => piece));
    expect(new Set(begun.map((piece) => piece.turn)).size).toBe(50);
  });
});
