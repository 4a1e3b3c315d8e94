import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readArguments } from '../../src/cli/arguments.ts';
import { readQuery } from '../../src/query/read-query.ts';
import { runCli } from '../fakes/run-bot.ts';
import { context } from '../query/context.ts';

test('npx trail --sample answers without AWS, Slack or a configuration that holds', async () => {
  const options = { config: 'accounts: nonsense\n', env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' } };
  const { code, stdout, stderr } = await runCli(['--sample', 'session', 'log-admin/maintenance', '--json'], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const answer = JSON.parse(stdout);
  expect(answer.headline).toContain('mateo (IAM user) is behind session maintenance of role log-admin');
  expect(answer.chain).toHaveLength(3);
});

test('--sample and --logs exclude each other', async () => {
  const { code, stdout, stderr } = await runCli(['who', 'StopLogging', '--sample', '--logs', '.']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('give only one of them');
});

test('where every Region is left out there is nothing to search, and log files say which Regions were', async () => {
  const everyRegion = 'us-east-1,us-east-2,us-west-2,eu-west-1';
  const { code, stdout, stderr } = await runCli(['--sample', 'changes', 'not', 'in', everyRegion]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('Every Region of prod and dev is left out');

  const folder = mkdtempSync(join(tmpdir(), 'trail-logs-'));
  const record = { eventID: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2', eventName: 'GetUser', awsRegion: 'us-east-1' };
  const place = {
    eventTime: '2026-11-20T03:00:00Z',
    eventSource: 'iam.amazonaws.com',
    recipientAccountId: '111122223333',
  };
  writeFileSync(join(folder, 'one.json'), JSON.stringify({ Records: [{ ...record, ...place }] }));
  const read = await runCli(['--logs', folder, 'errors', 'not', 'in', 'us-east-1']);
  rmSync(folder, { recursive: true });
  expect(read.code).toBe(0);
  expect(read.stdout).toContain('Searched all Regions but us-east-1');
});

test('words after -- are the question, dashes and all; an unknown option before it is a fault', () => {
  expect(readArguments(['who', '-x', '--json', '--', '--sample', '-h'])).toEqual({
    ok: true,
    value: { question: 'who -x --sample -h', json: true, logs: null, sample: false },
  });
  for (const unknown of ['--jsonl', '--json=1', '--no-json'])
    expect(readArguments(['who', unknown])).toMatchObject({ fault: { id: 'unknown-flag', facts: [unknown] } });
  for (const logs of [['--logs'], ['--logs=']])
    expect(readArguments(['who', ...logs])).toMatchObject({ fault: { id: 'flag-value' } });
});

test.each<[words: string[], question: string]>([
  [['what', 'Jane Doe'], 'what "Jane Doe"'],
  [['denied', 'by:Jane Doe'], 'denied by:"Jane Doe"'],
  [['denied', 'by:!aws internal'], 'denied by:!"aws internal"'],
  [['what', 'jdoe, nikki.wolf'], 'what jdoe,nikki.wolf'],
  [['what', 'bert-jan,aws internal'], 'what bert-jan,"aws internal"'],
  [['what', 'arn:aws:iam::1:user/x,!aws internal'], 'what arn:aws:iam::1:user/x,!"aws internal"'],
  [['denied', 'by:report-mailer, jdoe'], 'denied by:report-mailer,jdoe'],
  [['denied', 'by:!report-mailer, !jdoe'], 'denied by:!report-mailer,!jdoe'],
  [['denied', 'not', 'by', 'report-mailer, jdoe'], 'denied not by report-mailer,jdoe'],
  [['denied', 'not by:x', 'since:7d'], 'denied not by:x since:7d'],
  [['changes', 'in:us-east-1, us-east-2'], 'changes in:us-east-1,us-east-2'],
  [['who', 'DeleteBucket, StopLogging'], 'who DeleteBucket,StopLogging'],
  [['who', 's3:DeleteBucket, iam:DeleteUser'], 'who s3:DeleteBucket,iam:DeleteUser'],
  [['denied', 'not', 'by', 'aws internal,', 'alice'], 'denied not by "aws internal",alice'],
  [['denied', 'by:!aws internal,', '!alice'], 'denied by:!"aws internal",!alice'],
  [['what', 'alice', ', aws internal'], 'what alice,"aws internal"'],
  [['touched', "'my bucket', x"], 'touched "my bucket",x'],
  [['what', 'Doe\\, Jane'], 'what "Doe\\, Jane"'],
])('what the shell’s quotes held together means what it would in Slack: %j', (words, question) => {
  const line = readArguments(words);
  const [one, other] = [line.ok ? line.value.question : '', question].map((text) => readQuery(text, context));
  expect(one?.ok && { ...one.value, asked: '' }).toEqual(other?.ok && { ...other.value, asked: '' });
  expect(one?.ok).toBe(true);
});

test('--sample may stand anywhere, and is no part of the question', () => {
  for (const words of [
    ['--sample', 'who', 'StopLogging'],
    ['who', '--sample', 'StopLogging'],
    ['who', 'StopLogging', '--sample'],
  ]) {
    expect(readArguments(words)).toMatchObject({
      ok: true,
      value: { question: 'who StopLogging', sample: true, logs: null },
    });
  }
});
