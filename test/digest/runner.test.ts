import { afterEach, describe, expect, test } from '@jest/globals';
import { eventWith } from '../records/events.ts';
import { until } from '../slack/bot.ts';
import {
  allLookedAt,
  clearStage,
  day,
  digestsIn,
  dueNow,
  minute,
  type Stage,
  setStage,
  startDigestBot,
} from './digest-bot.ts';

afterEach(clearStage);

const uuid = (count: number) => `5b2805a5-3e06-4437-a7a2-${String(count).padStart(12, '0')}`;
const hour = 60 * minute;

/** A call so many milliseconds ago, by the stage's clocks. */
function call(stage: Stage, count: number, ago: number, fields: Parameters<typeof eventWith>[0] = {}) {
  const time = Math.floor((stage.now() - ago) / 1000) * 1000;
  return eventWith({ id: uuid(count), region: 'us-east-1', time, ...fields });
}

const stopLogging = { name: 'StopLogging', source: 'cloudtrail.amazonaws.com', readOnly: false };

describe('A digest that is due', () => {
  test('comes once, with what happened up to a quarter of an hour before, and says what it is in its metadata', async () => {
    const stage = await setStage();
    stage.events.push(
      call(stage, 1, 2 * hour, stopLogging),
      call(stage, 2, 10 * minute, { ...stopLogging, name: 'DeleteTrail' }),
    );
    const { id } = await dueNow(stage);
    await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 1);
    const [message] = digestsIn(stage);
    expect(message?.text).toContain('1. The trail itself · StopLogging by jdoe');
    expect(message?.text).not.toContain('DeleteTrail');
    await until(async () => (await stage.store.runs.findLastDelivered(id)) !== null);
    const run = await stage.store.runs.findLastDelivered(id);
    expect(message?.metadata).toEqual({ event_type: 'trail_digest', event_payload: { run: run?.id } });
    await allLookedAt(stage);
    expect(digestsIn(stage)).toHaveLength(1);
    expect(stage.slack.refused()).toEqual([]);
    expect(stage.slack.live()).toEqual([]);
  });

  test('comes once from three replicas', async () => {
    const stage = await setStage();
    for (let count = 0; count < 10; count++) await dueNow(stage);
    await Promise.all([startDigestBot(stage), startDigestBot(stage), startDigestBot(stage)]);
    await until(() => digestsIn(stage).length === 10);
    await allLookedAt(stage);
    const runs = digestsIn(stage).map(({ metadata }) => JSON.stringify(metadata));
    expect(new Set(runs).size).toBe(10);
    expect(runs).toHaveLength(10);
  });

  test('is not sent for a time before it was set up, nor while it is off', async () => {
    const stage = await setStage();
    await dueNow(stage, { made: stage.now() });
    const off = await dueNow(stage);
    await stage.store.digests.pause(off.id, { since: 1, by: 'U012AB3CD', why: null });
    await startDigestBot(stage);
    await allLookedAt(stage);
    expect(digestsIn(stage)).toEqual([]);
  });

  test('shares one search of each Region with all that are due for the same time, behind people’s questions', async () => {
    const stage = await setStage();
    for (let count = 0; count < 20; count++) await dueNow(stage);
    await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 20);
    expect(stage.searches.map(({ region }) => region).sort()).toEqual(['us-east-1', 'us-east-2']);
    expect(stage.searches.every(({ priority }) => priority === 'digest')).toBe(true);
  });

  test('each line of it opens its question, asked by whoever presses', async () => {
    const stage = await setStage();
    stage.events.push(call(stage, 1, 2 * hour, stopLogging));
    await dueNow(stage);
    await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 1);
    const [message] = digestsIn(stage);
    if (message === undefined) throw new Error('No digest');
    await stage.slack.action({ message, actionId: 'ask:digest-0', userId: 'U045EF6GH' });
    await until(() => stage.slack.messages.some(({ user }) => user === 'U045EF6GH'));
    expect(stage.slack.messages.find(({ user }) => user === 'U045EF6GH')?.text).toContain('StopLogging');
  });
});

describe('What arrived late', () => {
  test('is told in the next digest, marked late, once; nothing else is told twice, nothing is left out', async () => {
    const stage = await setStage();
    stage.travel(-3 * day);
    stage.events.push(call(stage, 1, 5 * hour, { name: 'CreateUser', source: 'iam.amazonaws.com', readOnly: false }));
    await dueNow(stage);
    const first = await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 1);
    await first.stop();
    expect(digestsIn(stage)[0]?.text).toContain('CreateUser');

    stage.events.push(
      call(stage, 2, 4 * hour, stopLogging),
      call(stage, 3, 16 * minute, { ...stopLogging, name: 'DeleteTrail' }),
    );
    stage.travel(day);
    stage.events.push(call(stage, 4, hour, { name: 'DeleteUser', source: 'iam.amazonaws.com', readOnly: false }));
    const second = await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 2);
    await second.stop();
    const told = JSON.stringify(digestsIn(stage)[1]?.blocks);
    expect(told).toContain('Late · The trail itself · StopLogging by jdoe');
    expect(told).toContain('DeleteTrail');
    expect(told).toContain('DeleteUser');
    expect(told).not.toContain('CreateUser');
    expect(stage.searches.filter(({ fresh }) => fresh)).toHaveLength(2);

    stage.travel(day);
    await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 3);
    expect(JSON.stringify(digestsIn(stage)[2]?.blocks)).not.toMatch(
      /Late|StopLogging|DeleteTrail|DeleteUser|CreateUser/,
    );
  });
});

describe('After downtime', () => {
  test('one digest covers the whole gap, and says so', async () => {
    const stage = await setStage();
    stage.travel(-5 * day);
    const { id } = await dueNow(stage);
    const first = await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 1);
    await first.stop();
    const before = await stage.store.runs.findLastDelivered(id);

    stage.travel(2 * day);
    stage.events.push(call(stage, 1, hour, stopLogging));
    stage.travel(2 * day);
    await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 2);
    await allLookedAt(stage);
    expect(digestsIn(stage)).toHaveLength(2);
    expect(digestsIn(stage)[1]?.text).toContain('StopLogging');
    expect(digestsIn(stage)[1]?.text).toContain('covers all the time since the last');
    const after = await stage.store.runs.findLastDelivered(id);
    expect(after?.window?.start).toBe(before?.window?.end);
    expect((after?.window?.end ?? 0) - (after?.window?.start ?? 0)).toBe(4 * day);
  });
});

test('a schedule moved to an earlier time tells nothing a second time', async () => {
  const stage = await setStage();
  const digest = await dueNow(stage);
  const { log } = await startDigestBot(stage);
  await until(async () => (await stage.store.runs.findLastDelivered(digest.id)) !== null);
  const earlier = new Date(stage.now() - 40 * minute).toISOString().slice(11, 16);
  await stage.store.digests.keep({ ...digest, schedule: `daily ${earlier} UTC` });
  await allLookedAt(stage);
  expect(digestsIn(stage)).toHaveLength(1);
  expect(log.filter(({ level }) => Number(level) >= 40).map(({ msg }) => msg)).toEqual([
    'No access rules: everybody in the workspace may ask',
  ]);
});

describe('Where a crash left a run that may have been sent', () => {
  async function crashed(stage: Stage, delivered: boolean) {
    const digest = await dueNow(stage);
    const due = Math.floor((stage.now() - minute) / minute) * minute;
    const run = await stage.store.runs.claim(digest.id, due, { now: stage.now(), until: stage.now() + 100 });
    if (run === null) throw new Error('The run could not be claimed');
    const window = { start: due - day - 15 * minute, end: due - 15 * minute };
    await stage.store.runs.markSending(run, { window, told: [] });
    if (delivered) {
      const body = new URLSearchParams({
        channel: digest.channel,
        text: 'The digest',
        metadata: JSON.stringify({ event_type: 'trail_digest', event_payload: { run: run.id } }),
      });
      const headers = { authorization: `Bearer ${stage.slack.env.SLACK_BOT_TOKEN}` };
      await fetch(`${stage.slack.url}/api/chat.postMessage`, { method: 'POST', headers, body });
    }
    return digest;
  }

  test('the channel’s history tells that it was, and it is not sent again', async () => {
    const stage = await setStage();
    const digest = await crashed(stage, true);
    await startDigestBot(stage);
    await until(async () => (await stage.store.runs.findLastDelivered(digest.id)) !== null);
    expect(digestsIn(stage).map(({ text }) => text)).toEqual(['The digest']);
  });

  test('the channel’s history tells that it was not, and it is sent', async () => {
    const stage = await setStage();
    const digest = await crashed(stage, false);
    await startDigestBot(stage);
    await until(async () => (await stage.store.runs.findLastDelivered(digest.id)) !== null);
    expect(digestsIn(stage)).toHaveLength(1);
    expect(digestsIn(stage)[0]?.text).not.toContain('may repeat');
  });

  test('it is sent and says that it may repeat one, where the history may not be read', async () => {
    const stage = await setStage({ faults: [{ method: 'conversations.history', error: 'missing_scope' }] });
    const digest = await crashed(stage, true);
    await startDigestBot(stage);
    await until(async () => (await stage.store.runs.findLastDelivered(digest.id)) !== null);
    expect(digestsIn(stage)).toHaveLength(2);
    expect(digestsIn(stage)[1]?.text).toContain('may repeat one');
  });
});

describe('Where Slack does not take a digest', () => {
  test.each([
    ['goes too fast', { retryAfter: 0 }],
    ['is unwell', { error: 'internal_error' }],
    ['can’t be reached', { breaks: 'reset' as const }],
    ['does not know the channel for a while', { error: 'channel_not_found' }],
  ])('it is tried again while Slack %s, and comes once', async (_case, how) => {
    const stage = await setStage({ faults: [{ method: 'chat.postMessage', times: 3, ...how }] });
    await dueNow(stage);
    const { log } = await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 1);
    expect(log.filter(({ msg }) => msg === 'A digest was not taken; trying again')).toHaveLength(3);
  });

  test('a message that was taken although no answer came is found, and not sent again', async () => {
    const stage = await setStage({ faults: [{ method: 'chat.postMessage', times: 1, delay: 400 }] });
    const { id } = await dueNow(stage);
    await startDigestBot(stage, { request: 200, timing: { lease: 5_000, backOff: [1_500] } });
    await until(async () => (await stage.store.runs.findLastDelivered(id)) !== null);
    expect(digestsIn(stage)).toHaveLength(1);
  });

  test.each([
    ['archived', 'C0ARCHIVE', 'The channel is archived.'],
    ['one Trail was removed from', 'C0PRIVATE', 'Trail is no longer in the channel'],
  ])(
    'a channel that is %s: tried until the next is due, then the digest is paused and its maker told',
    async (_case, channel, why) => {
      const stage = await setStage();
      const { id } = await dueNow(stage, { channel });
      const { log } = await startDigestBot(stage);
      await until(() => log.filter(({ msg }) => msg === 'A digest was not taken; trying again').length > 2);
      stage.travel(day);
      await until(async () => (await stage.store.digests.find(id))?.paused !== null);
      const paused = await stage.store.digests.find(id);
      expect(paused?.paused).toMatchObject({ by: null, why: expect.stringContaining(why) });
      await until(() => stage.slack.messages.some((message) => message.channel === 'D012AB3CD'));
      const told = stage.slack.messages.find((message) => message.channel === 'D012AB3CD');
      expect(told?.text).toContain(why);
      expect(told?.text).toContain(`/trail digest on ${id}`);
    },
  );

  test('one whose blocks Slack refuses comes without those', async () => {
    const stage = await setStage({ faults: [{ method: 'chat.postMessage', times: 1, error: 'invalid_blocks' }] });
    await dueNow(stage);
    await startDigestBot(stage);
    await until(() => digestsIn(stage).length === 1);
  });
});

test('a digest whose maker may not see any of its accounts any more is paused, and its maker told', async () => {
  const stage = await setStage();
  const { id } = await dueNow(stage);
  const rule = { users: ['U045EF6GH'], usergroups: [], channels: [], accounts: null, questions: null };
  await startDigestBot(stage, { access: [rule] });
  await until(async () => (await stage.store.digests.find(id))?.paused !== null);
  expect(digestsIn(stage)).toEqual([]);
  expect((await stage.store.digests.find(id))?.paused?.why).toContain('no access rule covers you');
});

test('the digests of trail.yml are kept, changed and taken away as the file says', async () => {
  const stage = await setStage();
  const at = (time: number) => ({
    channel: 'C0AUDIT00',
    schedule: { every: 'day' as const, time, zone: 'UTC' },
    accounts: null,
    sections: null,
  });
  const team = stage.slack.workspace.teamId;
  const first = await startDigestBot(stage, { configured: [at(540), { ...at(600), sections: ['root'] }] });
  await until(async () => (await stage.store.digests.list({ team })).length === 2);
  await first.stop();
  const before = await stage.store.digests.list({ team });
  expect(before.map(({ schedule }) => schedule).sort()).toEqual(['daily 09:00 UTC', 'daily 10:00 UTC']);
  await startDigestBot(stage, { configured: [at(541)] });
  await until(async () => (await stage.store.digests.list({ team })).length === 1);
  await until(async () => (await stage.store.digests.list({ team }))[0]?.schedule === 'daily 09:01 UTC');
  expect(before.map(({ id }) => id)).toContain((await stage.store.digests.list({ team }))[0]?.id);
});
