import { afterEach, describe, expect, test } from '@jest/globals';
import type { AccessRule } from '../../src/access/decide.ts';
import type { AskedQuestion } from '../../src/state/question.ts';
import { clearStage, digestsIn, dueNow, minute, type Stage, setStage, startDigestBot } from '../digest/digest-bot.ts';
import { eventWith } from '../records/events.ts';
import { prod, until } from '../slack/bot.ts';
import { lastOf } from '../slack/trail.ts';

afterEach(clearStage);

const allowed = 'U045EF6GH';
const refused = 'U012AB3CD';
const dev = { ...prod, id: '444455556666', name: 'dev' };
const rule: AccessRule = { users: [allowed], usergroups: [], channels: [], accounts: ['prod'], questions: null };

/** A bot over two accounts, one of which the rules open to one person. */
async function stageOfTwo(options: Parameters<typeof startDigestBot>[1] = {}): Promise<Stage> {
  const stage = await setStage();
  stage.events.push(eventWith({ name: 'StopLogging', time: stage.now() - 60 * minute, region: 'us-east-1' }));
  await startDigestBot(stage, { accounts: [prod, dev], access: [rule], ...options });
  return stage;
}

/** What the audit log tells, once so many questions have ended. */
async function logOf({ store }: Stage, count: number): Promise<AskedQuestion[]> {
  let log: AskedQuestion[] = [];
  await until(async () => {
    log = [];
    for await (const one of store.questions.listSince(0)) log.push(one);
    return log.length >= count && log.every(({ ending }) => ending !== null);
  });
  return log;
}

const told = (log: readonly AskedQuestion[]) => log.map(({ user, text, ending }) => [user, text, ending?.outcome]);
const accountsSearched = ({ searches }: Stage) => [...new Set(searches.map(({ account }) => account))];
const question = 'who StopLogging since:7d';

/** A mention, its answer there, and a press on its export by somebody else. */
async function exportAs(stage: Stage, userId: string): Promise<void> {
  await stage.slack.event({ text: question, userId: allowed });
  await until(() => stage.slack.messages.some(({ blocks }) => JSON.stringify(blocks).includes('"export"')));
  stage.searches.length = 0;
  await stage.slack.action({ message: lastOf(stage.slack.messages), actionId: 'export', userId });
}

describe('Who may not ask is refused at every door, and the audit log says so once', () => {
  test('a question, and a preview of a digest', async () => {
    const stage = await stageOfTwo();
    await stage.slack.command({ text: question, userId: refused });
    await logOf(stage, 1);
    await stage.slack.command({ text: 'digest now', userId: refused });
    expect(told(await logOf(stage, 2))).toEqual([
      [refused, question, 'refused'],
      [refused, 'digest now', 'refused'],
    ]);
    expect(stage.searches).toEqual([]);
  });

  test('an export of what somebody else was answered', async () => {
    const stage = await stageOfTwo();
    await exportAs(stage, refused);
    const log = told(await logOf(stage, 2));
    expect(log).toEqual([
      [allowed, question, 'answered'],
      [refused, expect.stringMatching(/^export who StopLogging since:/), 'refused'],
    ]);
    expect(stage.searches).toEqual([]);
    expect([...stage.slack.files.all]).toEqual([]);
  });

  test('a digest that is due', async () => {
    const stage = await stageOfTwo();
    const { id } = await dueNow(stage, { maker: refused });
    await until(async () => (await stage.store.digests.find(id))?.paused !== null);
    expect(told(await logOf(stage, 1))).toEqual([[refused, `digest now ${id}`, 'refused']]);
    expect(stage.searches).toEqual([]);
  });
});

describe('Who may ask about one account is answered of that one, and the audit log tells it once', () => {
  test('a question, and a preview of a digest', async () => {
    const stage = await stageOfTwo();
    await stage.slack.command({ text: question, userId: allowed });
    await logOf(stage, 1);
    expect(accountsSearched(stage)).toEqual(['prod']);
    await stage.slack.command({ text: 'digest now', userId: allowed });
    expect(told(await logOf(stage, 2))).toEqual([
      [allowed, question, 'answered'],
      [allowed, 'digest now', 'answered'],
    ]);
    expect(accountsSearched(stage)).toEqual(['prod']);
  });

  test('an export', async () => {
    const stage = await stageOfTwo();
    await exportAs(stage, allowed);
    const log = told(await logOf(stage, 2));
    expect(log[1]).toEqual([allowed, expect.stringMatching(/^export who StopLogging since:/), 'answered']);
    expect(accountsSearched(stage)).toEqual(['prod']);
  });

  test('a digest that is due', async () => {
    const stage = await stageOfTwo();
    const { id } = await dueNow(stage, { maker: allowed });
    await until(() => digestsIn(stage).length === 1);
    expect(JSON.stringify(digestsIn(stage)[0]?.blocks)).toContain('not open to who made this digest');
    expect(told(await logOf(stage, 1))).toEqual([[allowed, `digest now ${id}`, 'answered']]);
    expect(accountsSearched(stage)).toEqual(['prod']);
  });
});

test('a digest of trail.yml tells of the accounts that the file names, whatever its rules open to people', async () => {
  const due = new Date(Date.now() - minute);
  const schedule = { every: 'day', time: due.getUTCHours() * 60 + due.getUTCMinutes(), zone: 'UTC' } as const;
  const stage = await setStage();
  stage.travel(-2 * 24 * 60 * minute);
  const configured = [{ channel: 'C0AUDIT00', schedule, accounts: ['dev'], sections: null }];
  await startDigestBot(stage, { accounts: [prod, dev], access: [rule], configured });
  stage.travel(2 * 24 * 60 * minute);
  await until(() => digestsIn(stage).length === 1);
  expect(accountsSearched(stage)).toEqual(['dev']);
  expect(told(await logOf(stage, 1))).toEqual([['', expect.stringMatching(/^digest now c/), 'answered']]);
});
