import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeAws, startAws } from '../fakes/aws.ts';
import { runCli } from '../fakes/run-bot.ts';

const role = 'arn:aws-us-gov:iam::222233334444:role/trail-read-only';
const govRole = `accounts: [{name: gov, role: "${role}"}]`;

let aws: FakeAws;
let folder: string;
beforeEach(async () => {
  aws = await startAws({ limit: { perSecond: null }, roles: { [role]: { account: '222233334444' } } });
  folder = mkdtempSync(join(tmpdir(), 'trail-places-'));
});
afterEach(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

/** Asks AWS with nothing in the environment that names a Region, but what is given. */
async function ask(words: string[], env: Record<string, string>, config?: string) {
  const { AWS_REGION: _, ...credentials } = aws.env;
  const how = { env: { ...credentials, ...env }, ...(config === undefined ? {} : { config }) };
  const { code, stdout, stderr } = await runCli([...words, '--json'], how);
  return { code, stderr, answer: stdout === '' ? null : JSON.parse(stdout) };
}

/** The Regions that were called, each once. */
const called = (operation: string) =>
  [...new Set(aws.calls.filter((call) => call.operation === operation).map(({ region }) => region))].sort();
const lookedUp = () => aws.lookups().map(({ attribute }) => attribute?.value);

describe('without Regions in trail.yml', () => {
  test.each<[named: string, env: Record<string, string>, searched: string[], sts: string]>([
    ['GovCloud', { AWS_REGION: 'us-gov-east-1' }, ['us-gov-east-1', 'us-gov-west-1'], 'us-gov-east-1'],
    ['China', { AWS_DEFAULT_REGION: 'cn-northwest-1' }, ['cn-north-1', 'cn-northwest-1'], 'cn-northwest-1'],
    ['the European Sovereign Cloud', { AWS_REGION: 'eusc-de-east-1' }, ['eusc-de-east-1'], 'eusc-de-east-1'],
    ['an isolated partition', { AWS_REGION: 'us-iso-west-1' }, ['us-iso-east-1', 'us-iso-west-1'], 'us-iso-west-1'],
    [
      'a Region of GovCloud that is newer than AWS’s list',
      { AWS_REGION: 'us-gov-north-1' },
      ['us-gov-east-1', 'us-gov-north-1', 'us-gov-west-1'],
      'us-gov-north-1',
    ],
  ])('credentials of %s search its Regions, by its STS', async (_, env, searched, sts) => {
    expect((await ask(['who', 'DeleteBucket', 'since:1d'], env)).code).toBe(0);
    expect(called('LookupEvents')).toEqual(searched);
    expect(called('GetCallerIdentity')).toEqual([sts]);
  });

  test('credentials of a Region to opt in to search it besides the others', async () => {
    await ask(['who', 'RunInstances', 'since:1d'], { AWS_REGION: 'ap-east-1' });
    expect(called('LookupEvents')).toHaveLength(18);
    expect(called('LookupEvents')).toContain('ap-east-1');
  });

  test('a profile’s Region is the credentials’ own', async () => {
    const file = join(folder, 'config');
    const { AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: secret } = aws.env;
    const keys = `aws_access_key_id = ${key}\naws_secret_access_key = ${secret}`;
    writeFileSync(file, `[profile audit]\nregion = us-gov-west-1\n${keys}\n`);
    await ask(['who', 'RunInstances', 'since:1d'], { AWS_CONFIG_FILE: file, AWS_PROFILE: 'audit' });
    expect(called('LookupEvents')).toEqual(['us-gov-east-1', 'us-gov-west-1']);
    expect(called('GetCallerIdentity')).toEqual(['us-gov-west-1']);
  });

  test('where nothing names a Region, those of AWS’s main partition are searched', async () => {
    await ask(['who', 'RunInstances', 'since:1d'], {});
    expect(called('LookupEvents')).toHaveLength(17);
    expect(called('GetCallerIdentity')).toEqual(['us-east-1']);
  });

  test.each([
    ['nothing', {}],
    ['a Region of another partition', { AWS_REGION: 'eu-west-1' }],
  ])('a role of GovCloud is assumed and searched there, where the environment names %s', async (_, env) => {
    const { code } = await ask(['who', 'RunInstances', 'since:1d'], env, govRole);
    expect(code).toBe(0);
    expect(called('AssumeRole')).toEqual(['us-gov-west-1']);
    expect(called('LookupEvents')).toEqual(['us-gov-east-1', 'us-gov-west-1']);
  });

  test('the doctor asks the STS and the Regions of the partition', async () => {
    const { AWS_REGION: _, ...env } = aws.env;
    const { stdout } = await runCli(['doctor'], { env, config: govRole });
    expect(stdout).toContain('us-gov-west-1');
    expect(called('GetCallerIdentity')).toEqual(['us-gov-west-1']);
    expect(called('LookupEvents')).toEqual(['us-gov-east-1', 'us-gov-west-1']);
  });
});

describe('what is global', () => {
  test.each([
    ['who CreateUser in:us-gov-east-1', ['us-gov-east-1', 'us-gov-west-1'], 'IAM logs to us-gov-west-1'],
    ['who CreateUser in:cn-northwest-1', ['cn-north-1', 'cn-northwest-1'], 'IAM logs to cn-north-1'],
    ['who CreateDistribution in:cn-north-1', ['cn-north-1', 'cn-northwest-1'], 'CloudFront logs to cn-northwest-1'],
    ['who CreateUser in:eu-west-1', ['eu-west-1', 'us-east-1'], 'IAM logs to us-east-1'],
  ])('is looked up where its partition logs it: %s', async (question, regions, note) => {
    const { answer } = await ask([...question.split(' '), 'since:1d'], { AWS_REGION: 'us-east-1' });
    expect(called('LookupEvents')).toEqual(regions);
    expect(answer.coverage.notes).toContainEqual(expect.stringContaining(note));
  });

  test('says that it is left out with that Region', async () => {
    const { answer } = await ask(['who', 'CreateUser', 'in:!us-gov-west-1', 'since:1d'], {
      AWS_REGION: 'us-gov-west-1',
    });
    expect(called('LookupEvents')).toEqual(['us-gov-east-1']);
    expect(answer.coverage.notes).toContain('IAM logs to us-gov-west-1 alone, which is left out.');
  });
});

describe('ARNs', () => {
  test.each([
    ['touched audit-logs', 'us-gov-west-1', 'arn:aws-us-gov:s3:::audit-logs'],
    ['touched pay', 'cn-north-1', 'arn:aws-cn:lambda:cn-north-1:111122223333:function:pay'],
    ['touched arn:aws-cn:s3:::audit-logs/2026/a.json', 'cn-north-1', 'audit-logs'],
    ['what role/admin', 'eusc-de-east-1', 'arn:aws-eusc:iam::111122223333:role/admin'],
    [
      'what arn:aws-us-gov:sts::111122223333:assumed-role/admin',
      'us-gov-east-1',
      'arn:aws-us-gov:iam::111122223333:role/admin',
    ],
    ['touched audit-logs', 'us-east-2', 'arn:aws:s3:::audit-logs'],
  ])('of “%s” in %s are those of its partition', async (question, region, arn) => {
    await ask([...question.split(' '), `in:${region}`, 'since:1d'], { AWS_REGION: region });
    expect(lookedUp()).toContain(arn);
    const partitions = lookedUp().flatMap((value) => (value?.startsWith('arn:') ? [value.split(':')[1]] : []));
    expect(new Set(partitions).size).toBe(1);
  });
});

describe('a Region that AWS’s list lacks', () => {
  test('is tried where it is asked for', async () => {
    const { code, answer } = await ask(['who', 'RunInstances', 'in:us-south-9', 'since:1d'], {});
    expect([code, called('LookupEvents')]).toEqual([0, ['us-south-9']]);
    expect(answer.coverage.searched).toMatchObject([{ region: 'us-south-9' }]);
  });

  test('is tried where trail.yml names it', async () => {
    const config = 'accounts: [{name: own, regions: [us-east-1, ap-southeast-9]}]';
    expect((await ask(['who', 'RunInstances', 'since:1d'], {}, config)).code).toBe(0);
    expect(called('LookupEvents')).toEqual(['ap-southeast-9', 'us-east-1']);
  });

  test('is told with the closest one where AWS does not answer in it', async () => {
    aws.addFault({ region: 'ap-southeast-9', breaks: 'reset' });
    const { code, answer } = await ask(['who', 'RunInstances', 'in:ap-southeast-9,us-east-1', 'since:1d'], {});
    expect(code).toBe(3);
    expect(answer.coverage.missed).toMatchObject([
      {
        region: 'ap-southeast-9',
        reason: 'unreachable',
        message: expect.stringMatching(
          /^“ap-southeast-9” is not a Region that AWS answers in \(\w+\): did you mean ap-south/,
        ),
      },
    ]);
  });

  test.each(['us-esat-1', 'useast1', 'frankfurt'])('%s is taken for the misspelling it is', async (region) => {
    const { code, stderr } = await ask(['who', 'RunInstances', `in:${region}`], {});
    expect([code, aws.lookups()]).toEqual([2, []]);
    expect(stderr).toContain('Did you mean');
  });
});
