import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from '@jest/globals';
import { eventWith, principalWith } from '../records/events.ts';
import { type Bot, stopBots, until } from './bot.ts';
import { answered, lastOf, pressValue, startTrail } from './trail.ts';

afterEach(stopBots);

const now = Math.floor(Date.now() / 1000) * 1000;
const many = Array.from({ length: 300 }, (_, count) =>
  eventWith({
    id: `5b2805a5-3e06-4437-a7a2-${String(count).padStart(12, '0')}`,
    name: 'DeleteBucket',
    source: 's3.amazonaws.com',
    time: now - 3_600_000 - count * 1000,
    userAgent: '=cmd|"/c calc"!A1',
    principal: principalWith({ name: count % 2 === 0 ? 'jdoe' : '@alice' }),
  }),
);

const textsOf = ({ slack }: Bot) =>
  [...slack.files.all.values()].map(({ name, bytes }) => ({ name, text: bytes?.toString('utf8') ?? '' }));

describe('An export', () => {
  test('of a private answer goes to the one who pressed, whole, as both kinds of file', async () => {
    const bot = await startTrail(many);
    await bot.slack.command({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    await bot.slack.action({ message: lastOf(bot.slack.messages), actionId: 'export' });
    await until(() => bot.slack.messages.some(({ files }) => files.length > 0));
    const shared = bot.slack.messages.find(({ files }) => files.length > 0);
    expect(shared).toMatchObject({ channel: expect.stringMatching(/^[DU]/), thread: null });
    expect(shared?.text).toContain('300 calls, newest first in each Region: /trail who DeleteBucket since:');
    expect(shared?.text).toContain('Searched us-east-1, us-east-2 in prod');
    const [csv, ndjson] = textsOf(bot);
    expect(csv?.name).toBe('trail-who.csv');
    expect(csv?.text.split('\r\n')).toHaveLength(302);
    expect(csv?.text).toContain(`,"'=cmd|""/c calc""!A1",`);
    expect(csv?.text).toContain(",'@alice,");
    const lines = ndjson?.text.trimEnd().split('\n') ?? [];
    expect(lines).toHaveLength(301);
    expect(JSON.parse(lines[0]?.replace(/^# /, '') ?? '')).toMatchObject({ calls: 300, coverage: { complete: true } });
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ eventName: 'DeleteBucket' });
    await until(() => bot.slack.messages.some(({ text }) => text === 'Exported 300 calls.'));
    expect(bot.slack.refused()).toEqual([]);
    expect(bot.slack.live()).toEqual([]);
  });

  test('of an answer in a thread goes to the thread', async () => {
    const bot = await startTrail(many);
    await bot.slack.event({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    const answer = lastOf(bot.slack.messages);
    await bot.slack.action({ message: answer, actionId: 'export' });
    await until(() => bot.slack.messages.some(({ files }) => files.length > 0));
    const shared = bot.slack.messages.find(({ files }) => files.length > 0);
    expect([shared?.channel, shared?.thread]).toEqual(['C0AUDIT00', answer.thread]);
  });

  test.each([
    ['a missing scope', { method: 'files.getUploadURLExternal', error: 'missing_scope' }, 'files:write'],
    ['a refused file', { method: 'files.completeUploadExternal', error: 'file_not_found' }, 'file_not_found'],
    ['a lost connection', { method: 'files.getUploadURLExternal', breaks: 'reset' }, 'export again'],
    ['a channel Trail left', { method: 'files.completeUploadExternal', error: 'not_in_channel' }, '/invite'],
  ] as const)('says what to do after %s, and leaves nothing behind', async (_case, fault, words) => {
    const bot = await startTrail(many, { faults: [fault] });
    await bot.slack.command({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    await bot.slack.action({ message: lastOf(bot.slack.messages), actionId: 'export' });
    await until(() => bot.slack.messages.some(({ text }) => text.includes(words)));
    await until(() => readdirSync(tmpdir()).every((name) => !name.startsWith('trail-export-')));
  });

  test('that nobody may ask for, or that finds nothing, is told to the presser alone', async () => {
    const rule = { users: ['U012AB3CD'], usergroups: [], channels: [], accounts: null, questions: null };
    const bot = await startTrail(many, { access: [rule] });
    await bot.slack.event({ text: 'who DeleteBucket since:7d' });
    await answered(bot);
    const message = lastOf(bot.slack.messages);
    expect(pressValue(message, 'export')).toMatch(/^who DeleteBucket since:/);
    await bot.slack.action({ message, actionId: 'export', userId: 'U045EF6GH' });
    await until(() => bot.slack.messages.length === 2);
    expect(lastOf(bot.slack.messages)).toMatchObject({
      user: 'U045EF6GH',
      text: expect.stringContaining('may not ask'),
    });
    await bot.slack.action({ message, actionId: 'export', chosen: { value: 'who CreateTrail since:1d' } });
    await until(() => bot.slack.messages.length === 3);
    expect(lastOf(bot.slack.messages)).toMatchObject({
      user: 'U012AB3CD',
      text: expect.stringContaining('nothing to export'),
    });
    await bot.slack.action({ message, actionId: 'export', chosen: { value: 'who CreateTrail since:100d' } });
    await until(() => bot.slack.messages.length === 4);
    expect(lastOf(bot.slack.messages).text).toContain(
      'Nothing matched in what could be searched, so there is nothing to export: what is older was not searched.',
    );
  });
});
