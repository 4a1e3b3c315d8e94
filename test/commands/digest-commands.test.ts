import { afterEach, describe, expect, test } from '@jest/globals';
import { maxDigests } from '../../src/commands/digest-commands.ts';
import type { NewDigest } from '../../src/state/digest.ts';
import { clearStage, dueNow, minute, type Stage, setStage, startDigestBot } from '../digest/digest-bot.ts';
import { eventWith } from '../records/events.ts';
import { prod, until } from '../slack/bot.ts';
import { lastOf, pressable, pressValue } from '../slack/trail.ts';

afterEach(clearStage);

async function stageWithBot(
  options: Parameters<typeof startDigestBot>[1] = {},
  workspace: Parameters<typeof setStage>[0] = {},
): Promise<Stage> {
  const stage = await setStage(workspace);
  await startDigestBot(stage, options);
  return stage;
}

const all = (stage: Stage) => stage.store.digests.list({ team: stage.slack.workspace.teamId });

/** What the asker alone is answered. */
async function say(stage: Stage, text: string, from: { userId?: string; channelId?: string } = {}): Promise<string> {
  const { responseId } = await stage.slack.command({ text, ...from });
  const posts = await stage.slack.answers(responseId, {
    until: (answers) => answers.some(({ message }) => message !== null && !message.text.startsWith('Searching')),
  });
  const answer = posts.at(-1)?.message;
  if (answer === undefined || answer === null) throw new Error('No answer');
  return answer.text;
}

describe('Setting up a digest', () => {
  test('is shown back as a sentence with the next three times, to the asker and to the channel', async () => {
    const stage = await stageWithBot();
    const answer = await say(stage, 'digest daily 09:00');
    const [digest] = await all(stage);
    expect(digest).toMatchObject({
      channel: 'C0AUDIT00',
      maker: 'U012AB3CD',
      schedule: 'daily 09:00 America/New_York',
      accounts: null,
      sections: null,
    });
    expect(answer).toMatch(/^Every day at 09:00 America\/New_York time: next on <!date\^\d+\^/);
    expect(answer.match(/<!date/g)).toHaveLength(3);
    expect(answer).toContain(`/trail digest off ${digest?.id}`);
    expect(stage.slack.messages.filter(({ user }) => user === null).map(({ text }) => text)).toEqual([answer]);
    expect(stage.slack.refused()).toEqual([]);
  });

  test('by a mention is answered in its thread, and the channel is not told twice', async () => {
    const stage = await stageWithBot();
    await stage.slack.event({ text: 'digest weekly mon 9am Europe/Berlin account prod only root,changes' });
    await until(() => stage.slack.messages.length === 1);
    expect(lastOf(stage.slack.messages).text).toContain('Every Monday at 09:00 Europe/Berlin time');
    expect(lastOf(stage.slack.messages).text).toContain('It tells of Root, Identity');
    expect(await all(stage)).toHaveLength(1);
  });

  test('goes wrong with one sentence and an example', async () => {
    const stage = await stageWithBot();
    expect(await say(stage, 'digest daily 25:00')).toMatch(
      /“25:00” is not a time of day.*\nFor example: \/trail digest /s,
    );
    expect(await say(stage, 'digest daily 09:00 Mars/Olympus')).toContain('is not a time zone');
    expect(await say(stage, 'digest daily 09:00 account nowhere')).toContain('is not a configured account');
    expect(await say(stage, 'digest off zzzzzz')).toMatch(/There is no digest zzzzzz here/);
    expect(await say(stage, 'digset daily 09:00')).toContain('digest daily 09:00');
    expect(await all(stage)).toEqual([]);
  });

  test('in a channel Trail is not in says how to add it, and sets up nothing', async () => {
    const stage = await stageWithBot();
    const answer = await say(stage, 'digest daily 09:00', { channelId: 'C0PRIVATE' });
    expect(answer).toMatch(/Trail is not in this channel.*\/invite @Trail/);
    expect(answer).toContain('For example: /trail digest daily 09:00');
    expect(await say(stage, 'digest daily 09:00', { channelId: 'C0ARCHIVE' })).toContain('is_archived');
    expect(await all(stage)).toEqual([]);
  });

  test(`is refused beyond ${maxDigests} a workspace`, async () => {
    const stage = await stageWithBot();
    for (let count = 0; count < maxDigests; count++) await dueNow(stage, { made: stage.now() });
    expect(await say(stage, 'digest daily 09:00')).toContain(`This workspace has ${maxDigests} digests already`);
    expect(await all(stage)).toHaveLength(maxDigests);
  });

  test('of accounts that the asker may not see is refused', async () => {
    const stage = await stageWithBot({
      access: [{ users: ['U045EF6GH'], usergroups: [], channels: [], accounts: ['prod'], questions: ['digest'] }],
    });
    expect(await say(stage, 'digest daily 09:00 account prod')).toMatch(/You may not ask that here/);
    expect(await say(stage, 'digest daily 09:00', { userId: 'U045EF6GH' })).toContain('Every day at 09:00');
    const [digest] = await all(stage);
    expect(await say(stage, `digest off ${digest?.id}`)).toMatch(/You may not ask that here/);
    expect((await all(stage))[0]?.paused).toBeNull();
  });
});

describe('Digests that are set up', () => {
  test('are listed with what turns them off and on, and buttons do it', async () => {
    const stage = await stageWithBot();
    const { id } = await dueNow(stage, { made: stage.now() });
    expect(await say(stage, 'digest list')).toContain(`${id} here: Every day at`);
    const shown = lastOf(stage.slack.messages);
    expect(pressValue(shown, `digest:${id}`)).toBe(`digest off ${id}`);
    await stage.slack.action({ message: shown, actionId: `digest:${id}` });
    await until(async () => (await stage.store.digests.find(id))?.paused !== null);
    expect((await stage.store.digests.find(id))?.paused).toMatchObject({ by: 'U012AB3CD', why: null });
    expect(await say(stage, `digest on ${id}`)).toMatch(new RegExp(`Digest ${id} is on. Every day at .*next on`));
    expect((await stage.store.digests.find(id))?.paused).toBeNull();
    expect(await say(stage, `digest delete ${id}`)).toContain('is deleted');
    expect(await all(stage)).toEqual([]);
    expect(await say(stage, 'digest')).toContain('There are no digests to show');
  });

  test('that are turned on again wait until they are due, and cover the time since', async () => {
    const stage = await stageWithBot();
    const { id } = await dueNow(stage, { made: stage.now() - 60 * minute });
    await until(async () => (await stage.store.runs.findLastDelivered(id)) !== null);
    await say(stage, `digest off ${id}`);
    await say(stage, `digest on ${id}`);
    const digests = stage.slack.messages.filter(({ metadata }) => metadata?.event_type === 'trail_digest');
    expect(digests).toHaveLength(1);
  });

  test('of trail.yml can be turned off, and deleted only there', async () => {
    const schedule = { every: 'day' as const, time: 540, zone: 'UTC' };
    const stage = await stageWithBot({
      configured: [{ channel: 'C0AUDIT00', schedule, accounts: null, sections: null }],
    });
    await until(async () => (await all(stage)).length === 1);
    const [digest] = await all(stage);
    expect(await say(stage, `digest delete ${digest?.id}`)).toContain('is set up in trail.yml');
    expect(await say(stage, `digest off ${digest?.id}`)).toContain('is off');
  });

  test('stand on the Home tab, with buttons that change at a press', async () => {
    const stage = await stageWithBot();
    const { id } = await dueNow(stage, { made: stage.now() });
    await stage.slack.event({ event: { type: 'app_home_opened', user: 'U012AB3CD', tab: 'home', channel: 'D0HOME' } });
    const home = () => stage.slack.views.find(({ view }) => view.type === 'home');
    const blocks = () => JSON.stringify(home()?.view.blocks ?? []);
    await until(() => blocks().includes(`digest off ${id}`));
    const view = home();
    if (view === undefined) throw new Error('No Home tab');
    await stage.slack.action({ view, actionId: `digest:${id}` });
    await until(() => blocks().includes(`digest on ${id}`));
    expect((await stage.store.digests.find(id))?.paused?.by).toBe('U012AB3CD');
  });

  test('can be looked at beforehand by the asker alone, and what is told then is still told when it is due', async () => {
    const stage = await stageWithBot();
    const time = Math.floor((stage.now() - 60 * minute) / 1000) * 1000;
    stage.events.push(
      eventWith({
        name: 'StopLogging',
        source: 'cloudtrail.amazonaws.com',
        readOnly: false,
        region: 'us-east-1',
        time,
      }),
    );
    const answer = await say(stage, 'digest now');
    expect(answer).toContain('StopLogging by jdoe');
    expect(answer).toContain('A preview that only you see');
    await stage.slack.event({ text: 'digest now' });
    await until(() => stage.slack.messages.length === 2);
    expect(stage.slack.messages.map(({ user }) => user)).toEqual(['U012AB3CD', 'U012AB3CD']);
    const { id } = await dueNow(stage);
    await until(async () => (await stage.store.runs.findLastDelivered(id)) !== null);
    expect(lastOf(stage.slack.messages).text).toContain('StopLogging by jdoe');
  });
});

describe('Digests of which not everybody may know', () => {
  const [auditor, developer, colleague, stranger] = ['U045EF6GH', 'U012AB3CD', 'U078IJ9KL', 'U0STRANGE'];
  const rule = { usergroups: [], channels: [], questions: ['digest' as const, 'status' as const] };
  const access = [
    { ...rule, users: [auditor], accounts: null },
    { ...rule, users: [developer, colleague], accounts: ['prod'] },
  ];
  const accounts = [prod, { ...prod, name: 'payroll', id: '444455556666' }];

  /** Digests by what they are, each with its ID. */
  async function stageWithDigests() {
    const users = [auditor, developer, colleague, stranger].map((id) => ({ id }));
    const stage = await stageWithBot({ access, accounts }, { workspace: { users } });
    const make = (more: Partial<NewDigest>) => dueNow(stage, { made: stage.now(), ...more });
    const digests = {
      all: await make({ maker: auditor }),
      payroll: await make({ maker: auditor, accounts: ['payroll'] }),
      prod: await make({ maker: auditor, accounts: ['prod'] }),
      configured: await make({ maker: '', origin: 'config', accounts: ['payroll'] }),
      own: await make({ maker: developer }),
      former: await make({ maker: developer, accounts: ['payroll'] }),
    };
    const named = (text: string) =>
      Object.entries(digests).flatMap(([name, { id }]) => (text.includes(id) ? [name] : []));
    return { stage, digests, named };
  }

  test('are listed for those who made them, and who may ask about all that they tell of', async () => {
    const { stage, named } = await stageWithDigests();
    const listed = async (userId: string) => named(await say(stage, 'digest list', { userId }));
    expect(await listed(auditor)).toEqual(['all', 'payroll', 'prod', 'configured', 'own', 'former']);
    expect(await listed(developer)).toEqual(['prod', 'own', 'former']);
    expect(await listed(colleague)).toEqual(['prod', 'own']);
  });

  test('are not listed, counted or hinted at for whom no rule covers', async () => {
    const { stage, digests } = await stageWithDigests();
    const answer = await say(stage, 'digest list', { userId: stranger });
    expect(answer).toMatch(/^You may not ask that here: no access rule covers you/);
    expect(answer).not.toMatch(/UTC|payroll|digest of/);
    const near = `${digests.payroll.id.slice(0, -1)}_`;
    expect(await say(stage, `digest off ${near}`, { userId: auditor })).toContain(`digest off ${digests.payroll.id}`);
    expect(await say(stage, `digest off ${near}`, { userId: developer })).not.toContain(digests.payroll.id);
  });

  test('stand on the Home tab of nobody else', async () => {
    const { stage, named } = await stageWithDigests();
    const home = async (user: string) => {
      await stage.slack.event({ event: { type: 'app_home_opened', user, tab: 'home', channel: 'D0HOME' } });
      const shown = () => stage.slack.views.find(({ view, user: of }) => view.type === 'home' && of === user);
      await until(() => shown() !== undefined);
      return JSON.stringify(shown()?.view.blocks);
    };
    expect(named(await home(developer))).toEqual(['prod', 'own', 'former']);
    expect(named(await home(colleague))).toEqual(['prod', 'own']);
    const strange = await home(stranger);
    expect(named(strange)).toEqual([]);
    expect(strange).toContain('None to show');
    expect(strange).not.toContain('more digest');
  });
});

test('help tells of digests, with examples', async () => {
  const stage = await stageWithBot();
  expect(await say(stage, 'help')).toContain('/trail digest');
  expect(await say(stage, 'help digest')).toContain('/trail digest daily 09:00 Europe/Berlin');
  expect(pressable(lastOf(stage.slack.messages))).toEqual([]);
});

test('every question is recorded: who asked what where, and how it ended', async () => {
  const stage = await stageWithBot();
  await say(stage, 'who StopLogging since:1h');
  await say(stage, 'whom StopLogging', { userId: 'U045EF6GH' });
  const asked = async () => {
    const found = [];
    for await (const one of stage.store.questions.listSince(0)) found.push(one);
    return found;
  };
  await until(async () => (await asked()).filter(({ ending }) => ending !== null).length === 2);
  expect(await asked()).toMatchObject([
    {
      user: 'U012AB3CD',
      team: 'T0TRAIL00',
      channel: 'C0AUDIT00',
      text: 'who StopLogging since:1h',
      ending: { outcome: 'answered', complete: true },
    },
    { user: 'U045EF6GH', text: 'whom StopLogging', ending: { outcome: 'not-understood' } },
  ]);
});
