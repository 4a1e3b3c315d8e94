import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runCli } from '../fakes/run-bot.ts';
import { record } from '../records/make.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function folderOf(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'trail-place-'));
  folders.push(folder);
  // Readable by whomever the product runs as.
  chmodSync(folder, 0o755);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

const arn = 'arn:aws:sts::111122223333:assumed-role/deploy/deploy-42';
const deploy = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLEDEPLOY:deploy-42',
  arn,
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLEDEPLOY001',
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/deploy', userName: 'deploy' },
    attributes: { creationDate: '2024-05-02T09:00:00Z', mfaAuthenticated: 'false' },
  },
};
const history = JSON.stringify({
  Records: [
    record({
      eventName: 'AssumeRole',
      user: 'mallory',
      time: '2024-05-02T09:00:00Z',
      response: {
        credentials: { accessKeyId: 'ASIAEXAMPLEDEPLOY001', sessionToken: 'FwoGZXIvYXdzEXAMPLE' },
        assumedRoleUser: { arn },
      },
    }),
    record({ eventName: 'DeleteBucket', identity: deploy, time: '2024-05-02T10:00:00Z' }),
  ],
});

async function ask(question: string, place: string, options: Parameters<typeof runCli>[1] = {}) {
  const { code, stdout, stderr } = await runCli([...question.split(' '), '--json', '--logs', place], options);
  return { code, stderr, answer: stdout === '' ? null : JSON.parse(stdout) };
}

describe('--logs', () => {
  test.each([
    ['who DeleteBucket', 1, 'deploy-42 called DeleteBucket once'],
    ['new since 900d in us-east-1', 0, 'Nothing new was seen'],
    ['session deploy/deploy-42', 1, 'mallory (IAM user) is behind session deploy-42'],
    ['what mallory', 1, 'mallory made 1 call'],
  ])('- answers “%s” over what is piped in, however often it searches', async (question, total, headline) => {
    const { code, answer } = await ask(question, '-', {
      input: question.startsWith('who') ? gzipSync(history) : history,
    });
    expect([code, answer.total]).toEqual([0, total]);
    expect(answer.headline).toContain(headline);
  });

  test.each([
    ['nothing', '', 'Standard input is empty'],
    ['half of a file', history.slice(0, -20), 'Standard input is cut short'],
    ['something else', 'hello, world', 'Standard input holds no CloudTrail records'],
  ])('- says so where %s is piped in', async (_says, input, message) => {
    const { code, answer } = await ask('who StopLogging', '-', { input });
    expect([code, answer.coverage.complete]).toEqual([3, false]);
    expect(answer.coverage.missed[0].message).toContain(message);
    expect(answer.headline).not.toContain('between');
  });

  test('reads one file', async () => {
    const folder = folderOf({ history: history, 'other.json': 'hello' });
    const { code, answer } = await ask('who DeleteBucket', join(folder, 'history'));
    expect([code, answer.total]).toEqual([0, 1]);
  });

  test.each([
    ['/nowhere/at/all', 'There is no file or folder /nowhere/at/all: give CloudTrail’s log files'],
    ['s3://bucket/prefix', 's3://bucket/prefix can’t be read yet: copy the log files to a folder (aws s3 sync)'],
  ])('%s says what to give instead', async (place, message) => {
    const { code, answer } = await ask('who DeleteBucket', place);
    expect(code).toBe(3);
    expect(answer.headline).toBe('Nothing could be searched, so who called DeleteBucket is not known.');
    expect(answer.coverage.missed).toMatchObject([{ message: expect.stringContaining(message) }]);
  });

  test('finds what was delivered 20 days late under the day of its delivery', async () => {
    const folder = folderOf({
      'AWSLogs/111122223333/CloudTrail/us-east-1/2024/05/22/a.json.gz': gzipSync(history),
      'AWSLogs/111122223333/CloudTrail/us-east-1/2024/07/01/b.json.gz': gzipSync('{"Records":[]}'),
    });
    const { code, answer } = await ask('who DeleteBucket during 2024-05-02', folder);
    expect([code, answer.total]).toEqual([0, 1]);
    expect(answer.coverage.notes).toEqual(['Not read, as their paths say what they hold: 1 folder of other times.']);
  });

  test('a name that attacks is told in one line, without what would move a cursor', async () => {
    const folder = folderOf({
      'a.json': history,
      'x\u001b[2J\n<!channel>\u202e.json': '',
      '\u001b]0;t\u0007/CloudTrail-Digest/d': '',
    });
    const { code, stdout } = await runCli(['who', 'StopLogging', '--logs', folder], { env: { NO_COLOR: '1' } });
    expect(code).toBe(3);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(stdout).toContain('Nobody called StopLogging in what could be read; 1 of 2 files was not read.');
    expect(stdout).toContain('Not read: x [2J <!channel> .json is empty');
  });

  const isRoot = process.getuid?.() === 0;
  test('what Trail’s user may not read is named, and the rest is answered', async () => {
    const folder = folderOf({ 'a.json': history, 'closed.json': history, 'locked/b.json': history });
    chmodSync(join(folder, 'closed.json'), 0);
    chmodSync(join(folder, 'locked'), 0);
    const { code, answer } = await ask('who StopLogging', folder, isRoot ? { user: 65534 } : {});
    chmodSync(join(folder, 'locked'), 0o755);
    expect(code).toBe(3);
    expect(answer.headline).toBe(
      'Nobody called StopLogging in what could be read; 1 of 2 files was not read and 1 folder could not be opened.',
    );
    expect(answer.coverage.missed).toMatchObject([
      { reason: 'access-denied', message: 'The folder locked could not be read (EACCES): let Trail’s user read it.' },
      { reason: 'access-denied', message: 'closed.json could not be read (EACCES): let Trail’s user read it.' },
    ]);
  });
});
