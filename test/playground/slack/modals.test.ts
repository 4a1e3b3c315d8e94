import { afterEach, describe, expect, test } from '@jest/globals';
import { serve } from '../../../src/playground/slack/loopback.ts';
import { type FakeSlack, startSlack } from '../../fakes/slack.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const plain = (text: string) => ({ type: 'plain_text', text });
const input = { type: 'input', block_id: 'name', label: plain('Name'), element: { type: 'plain_text_input' } };
const modal = (title: string) => ({ type: 'modal', title: plain(title), submit: plain('Go'), blocks: [input] });

/** A Slack with one modal open, and a bot that gives this answer to whatever comes. */
async function opened(answer: unknown): Promise<{ slack: FakeSlack; titles: () => unknown[] }> {
  const slack = await startSlack();
  const bot = await serve(async (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(answer === null ? '' : JSON.stringify(answer));
  });
  stops.push(slack.stop, bot.stop);
  slack.connect(bot.url);
  slack.openViews.open('U012AB3CD', modal('First'));
  const titles = () => slack.openViews.stack('U012AB3CD').map(({ view }) => view.title);
  return { slack, titles };
}

async function submit(slack: FakeSlack) {
  const [view] = slack.views;
  if (view === undefined) throw new Error('No modal is open');
  return slack.submit({ view, values: {} });
}

describe('What becomes of a submitted modal', () => {
  test('is closed by an empty answer', async () => {
    const { slack, titles } = await opened(null);
    expect(await submit(slack)).toMatchObject({ status: 200, errors: {}, refusal: null });
    expect(titles()).toEqual([]);
  });

  test('shows errors at its inputs, and stays', async () => {
    const { slack, titles } = await opened({ response_action: 'errors', errors: { name: 'No.' } });
    expect(await submit(slack)).toMatchObject({ errors: { name: 'No.' }, refusal: null });
    expect(titles()).toHaveLength(1);
  });

  test('is refused errors for a block that is no input of it', async () => {
    const { slack } = await opened({ response_action: 'errors', errors: { other: 'No.' } });
    expect(await submit(slack)).toMatchObject({ errors: {}, refusal: 'no_block_other' });
  });

  test('changes, or gets another on top', async () => {
    const update = await opened({ response_action: 'update', view: modal('Second') });
    await submit(update.slack);
    expect(update.titles()).toEqual([plain('Second')]);
    const push = await opened({ response_action: 'push', view: modal('Second') });
    for (let times = 0; times < 3; times += 1) await submit(push.slack);
    expect(push.titles()).toHaveLength(3);
    expect(await submit(push.slack)).toMatchObject({ refusal: 'push_limit_reached' });
  });

  test('refuses a view that Slack would refuse', async () => {
    const { slack } = await opened({ response_action: 'update', view: modal('x'.repeat(25)) });
    expect((await submit(slack)).refusal).toContain('invalid_arguments');
  });

  test('is all closed where the bot clears', async () => {
    const { slack, titles } = await opened({ response_action: 'clear' });
    await submit(slack);
    expect(titles()).toEqual([]);
  });
});
