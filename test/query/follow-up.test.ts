import { describe, expect, test } from '@jest/globals';
import { explain } from '../../src/errors.ts';
import { commandForm } from '../../src/query/command-form.ts';
import { applyFollowUp } from '../../src/query/follow-up.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { shapes } from '../../src/questions/index.ts';

const now = Date.parse('2026-11-20T10:00:00Z');
const read = { now, zone: 'Europe/Berlin', accounts: [{ name: 'prod', id: '111122223333', regions: [] }], shapes };
const window = 'since:2026-11-13T10:00:00Z until:2026-11-20T10:00:00Z';

function follow(previous: string, text: string, names: { principals?: string[]; sessions?: string[] } = {}) {
  const query = readQuery(previous, read);
  if (!query.ok) throw new Error(explain(query.fault));
  const found = applyFollowUp(query.value, text, { ...read, principals: ['user/jdoe'], sessions: [], ...names });
  if (found === null) return null;
  if (found.kind === 'query') return commandForm(found.query);
  return found.kind === 'fault' ? found.fault.id : found.readings.map((one) => commandForm(one.query));
}

const who = `who DeleteBucket on:audit-logs ${window}`;

describe('What changes about a question', () => {
  test.each([
    ['only errors', `who DeleteBucket on:audit-logs is:error ${window}`],
    ['Only the failed ones, please?', `who DeleteBucket on:audit-logs is:error ${window}`],
    ['just the failed ones', `who DeleteBucket on:audit-logs is:error ${window}`],
    ['and only the denied calls?', `who DeleteBucket on:audit-logs is:denied ${window}`],
    ['failures only', `who DeleteBucket on:audit-logs is:error ${window}`],
    ['without errors', `who DeleteBucket on:audit-logs is:ok ${window}`],
    ['no reads', `who DeleteBucket on:audit-logs is:write ${window}`],
    ['only humans', `who DeleteBucket on:audit-logs is:human ${window}`],
    ['and in us-east-1?', `who DeleteBucket on:audit-logs in:us-east-1 ${window}`],
    ['in us-east-1, us-east-2', `who DeleteBucket on:audit-logs in:us-east-1,us-east-2 ${window}`],
    ['what about in eu-west-1', `who DeleteBucket on:audit-logs in:eu-west-1 ${window}`],
    ['since monday', 'who DeleteBucket on:audit-logs since:2026-11-15T23:00:00Z until:2026-11-20T10:00:00Z'],
    ['last 7 days', 'who DeleteBucket on:audit-logs since:2026-11-13T10:00:00Z until:2026-11-20T10:00:00Z'],
    [
      'and in the last 24 hours?',
      'who DeleteBucket on:audit-logs since:2026-11-19T10:00:00Z until:2026-11-20T10:00:00Z',
    ],
    ['yesterday', 'who DeleteBucket on:audit-logs since:2026-11-18T23:00:00Z until:2026-11-19T22:59:59Z'],
    ['further back', 'who DeleteBucket on:audit-logs since:2026-11-06T10:00:00Z until:2026-11-13T09:59:59Z'],
    ['by alice', `who DeleteBucket by:alice on:audit-logs ${window}`],
    ['from 192.0.2.7 or 192.0.2.8', `who DeleteBucket on:audit-logs ip:192.0.2.7,192.0.2.8 ${window}`],
    ['from 192.0.2.7 or from 192.0.2.8', `who DeleteBucket on:audit-logs ip:192.0.2.7,192.0.2.8 ${window}`],
    ['not from 192.0.2.7 or 192.0.2.8', `who DeleteBucket on:audit-logs ip:!192.0.2.7,!192.0.2.8 ${window}`],
    ['only in us-east-1', `who DeleteBucket on:audit-logs in:us-east-1 ${window}`],
    ['only jdoe', `who DeleteBucket by:jdoe on:audit-logs ${window}`],
    ['jdoe and alice only', `who DeleteBucket by:jdoe,alice on:audit-logs ${window}`],
    ['just by richard.roe', `who DeleteBucket by:richard.roe on:audit-logs ${window}`],
    ['only 198.51.100.77', `who DeleteBucket on:audit-logs ip:198.51.100.77 ${window}`],
    ['only errors in us-east-1', `who DeleteBucket on:audit-logs is:error in:us-east-1 ${window}`],
    ['with jdoe', `who DeleteBucket by:jdoe on:audit-logs ${window}`],
    ['with key AKIAIOSFODNN7EXAMPLE', `who DeleteBucket on:audit-logs key:AKIAIOSFODNN7EXAMPLE ${window}`],
    ['with mfa', 'follow-up-unread'],
    ['only foo bar', 'follow-up-unread'],
    ['same for users', 'follow-up-unread'],
    ['just what did alice do', null],
    ['StopLogging', `who StopLogging on:audit-logs ${window}`],
    ['stop logging and delete trail', `who StopLogging,DeleteTrail on:audit-logs ${window}`],
    ['and StopLogging', `who DeleteBucket,StopLogging on:audit-logs ${window}`],
    ['or CreateUser, DeleteUser?', `who DeleteBucket,CreateUser,DeleteUser on:audit-logs ${window}`],
    ['also CreateUser', `who DeleteBucket,CreateUser on:audit-logs ${window}`],
    ['and what about StopLogging?', `who StopLogging on:audit-logs ${window}`],
    ['and thanks', null],
    ['what else happened around then?', 'follow-up-then'],
    ['around that time', 'follow-up-then'],
    ['what else happened', null],
    ['from 192.0.2.7', `who DeleteBucket on:audit-logs ip:192.0.2.7 ${window}`],
    ['account prod', `who DeleteBucket on:audit-logs account:prod ${window}`],
    ['by alice in us-east-1 is:error', `who DeleteBucket by:alice on:audit-logs is:error in:us-east-1 ${window}`],
    ['same for alice', `who DeleteBucket by:alice on:audit-logs ${window}`],
    ['the same for CreateBucket', `who CreateBucket on:audit-logs ${window}`],
    ['and what about create bucket?', `who CreateBucket on:audit-logs ${window}`],
    ['same for 192.0.2.0/24', `who DeleteBucket on:audit-logs ip:192.0.2.0/24 ${window}`],
    ['what else did they do?', `what user/jdoe ${window}`],
    ['what else', `what user/jdoe ${window}`],
    ['and what did they do?', `what user/jdoe ${window}`],
    ['what else did alice do?', `what alice ${window}`],
    ['public', `${who} public`],
    ['limit 50', `${who} limit:50`],
    ['in us-esat-1', 'follow-up-unread'],
    ['who DeleteTrail', null],
    ['errors', null],
    ['what alice', null],
    ['thanks', null],
    ['', null],
    ['?!', null],
  ])('after a question about an event, “%s”', (text, expected) => {
    expect(follow(who, text)).toBe(expected);
  });

  test.each([
    [`what jdoe is:ok ${window}`, 'only errors', `what jdoe is:error ${window}`],
    [`what jdoe is:error ${window}`, 'only errors or ok', `what jdoe is:error,ok ${window}`],
    [`what jdoe is:ok ${window}`, 'only denied or ok', `what jdoe is:denied,ok ${window}`],
    [`what jdoe is:write ${window}`, 'only denied or ok', `what jdoe is:denied,ok is:write ${window}`],
    [`what jdoe is:read ${window}`, 'only writes', `what jdoe is:write ${window}`],
    [`what jdoe is:write ${window}`, 'only errors', `what jdoe is:error is:write ${window}`],
    [`what jdoe ${window}`, 'same for alice', `what alice ${window}`],
    [`touched audit-logs ${window}`, 'same for billing-logs', `touched billing-logs ${window}`],
    [`ip 192.0.2.7 ${window}`, 'and 192.0.2.8', `ip 192.0.2.7,192.0.2.8 ${window}`],
    [`ip 192.0.2.7 ${window}`, 'and what about 192.0.2.8?', `ip 192.0.2.8 ${window}`],
    ['changes by:alice', 'StopLogging', 'changes by:alice event:StopLogging'],
    ['changes by:alice', 'and StopLogging', 'changes by:alice event:StopLogging'],
    ['who DeleteBucket by:alice', 'and bob', 'who DeleteBucket by:alice,bob'],
    ['who DeleteBucket', 'and bob', null],
    ['who DeleteBucket by:alice', 'or by bob', 'who DeleteBucket by:alice,bob'],
    ['who DeleteBucket by:alice', 'and by bob', 'who DeleteBucket by:bob'],
    ['who DeleteBucket in:us-east-1', 'also in us-west-2', 'who DeleteBucket in:us-east-1,us-west-2'],
    ['who DeleteBucket account:prod', 'in us-west-2', 'who DeleteBucket in:us-west-2 account:prod'],
    ['status', 'StopLogging', null],
    ['help', 'and StopLogging', null],
    ['who DeleteBucket', 'further back', null],
    ['who DeleteBucket', 'only errors', 'who DeleteBucket is:error'],
  ])('%s, then “%s”', (previous, text, expected) => {
    expect(follow(previous, text)).toBe(expected);
  });
});

describe('What is asked of anybody or anywhere again', () => {
  test.each([
    ['who CreateUser by:jdoe', 'by anyone', 'who CreateUser'],
    ['who CreateUser by:jdoe', 'what about everybody?', 'who CreateUser'],
    ['who CreateUser by:jdoe', 'by anyone in us-east-1', 'who CreateUser in:us-east-1'],
    ['who CreateUser by:jdoe', 'by anyone but alice', 'who CreateUser by:!alice'],
    ['who CreateUser by:jdoe', 'by "anyone"', 'who CreateUser by:anyone'],
    ['who CreateUser by:jdoe', 'by anyone else', null],
    ['who CreateUser by:jdoe', 'not by anyone', 'follow-up-left-out'],
    ['what jdoe', 'by anyone', 'follow-up-unread'],
    ['who CreateUser in:us-east-1', 'anywhere', 'who CreateUser'],
    ['who CreateUser in:!us-east-1', 'everywhere', 'who CreateUser'],
    ['who CreateUser in:us-east-1', 'in all regions by bob', 'who CreateUser by:bob'],
    ['who CreateUser in:us-east-1', 'anywhere but us-east-1', 'who CreateUser in:!us-east-1'],
    ['who CreateUser ip:192.0.2.7', 'from anywhere', 'who CreateUser'],
    ['who CreateUser ip:192.0.2.7', 'from anywhere except 192.0.2.8', 'who CreateUser ip:!192.0.2.8'],
    ['who CreateUser account:prod', 'in all accounts', 'who CreateUser'],
  ])('%s, then “%s”', (previous, text, expected) => {
    expect(follow(previous, text)).toBe(expected);
  });
});

describe('Whom a follow-up means', () => {
  test('is asked back where the answer names several', () => {
    const names = { principals: ['jdoe', 'alice'] };
    expect(follow(who, 'what else did they do?', names)).toEqual([`what jdoe ${window}`, `what alice ${window}`]);
  });

  test('is nobody where the answer names none', () => {
    expect(follow(who, 'what else did they do?', { principals: [] })).toBe('follow-up-nobody');
    expect(follow(who, 'who is behind that?', { principals: [] })).toBe('follow-up-nobody');
  });

  test.each(['who is behind that?', 'who’s behind it', 'and who is really behind them?', 'who is that?'])(
    '“%s” is about the session',
    (text) => {
      const arn = 'arn:aws:sts::111122223333:assumed-role/admin/deploy';
      expect(follow(who, text, { sessions: [arn] })).toBe(`session ${arn} ${window}`);
    },
  );

  test('nobody else stands behind a person', () => {
    expect(follow(who, 'who is behind that?', { principals: ['jdoe'] })).toBe('follow-up-person');
  });
});
