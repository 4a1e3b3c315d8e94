import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupEventsCommandInput,
  paginateLookupEvents,
} from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, test } from '@jest/globals';
import { record, records, recordTime } from '../records/make.ts';
import { type AwsOptions, type FakeAws, startAws } from './aws.ts';
import { until } from './until.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const roleArn = 'arn:aws:iam::123456789012:role/trail-read-only';
const minute = 60_000;
const running: FakeAws[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((aws) => aws.stop()));
});

/** An AWS whose clock stands a minute after the newest made record, without a limit unless one is given. */
async function start(options: AwsOptions = {}): Promise<FakeAws> {
  const aws = await startAws({ now: () => recordTime + minute, limit: { perSecond: null }, ...options });
  running.push(aws);
  return aws;
}

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

const ambient: Keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };

function settings(aws: FakeAws, region: string, credentials: Keys, maxAttempts = 1) {
  return { endpoint: aws.url, region, credentials, maxAttempts };
}

function cloudTrail(aws: FakeAws, region = 'us-east-1', credentials = ambient, maxAttempts = 1): CloudTrailClient {
  return new CloudTrailClient(settings(aws, region, credentials, maxAttempts));
}

async function names(client: CloudTrailClient, input: LookupEventsCommandInput = {}): Promise<(string | undefined)[]> {
  const { Events = [] } = await client.send(new LookupEventsCommand(input));
  return Events.map((event) => event.EventName);
}

function lookUp(
  AttributeKey: 'EventName' | 'Username' | 'ResourceName' | 'ReadOnly' | 'AccessKeyId' | 'EventId',
  AttributeValue: string,
) {
  return { LookupAttributes: [{ AttributeKey, AttributeValue }] };
}

async function assume(
  aws: FakeAws,
  more: { Policy?: string; ExternalId?: string; RoleSessionName?: string } = {},
): Promise<Keys> {
  const sts = new STSClient(settings(aws, 'us-east-1', ambient));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'trail-U012AB3CD', ...more }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

describe('LookupEvents', () => {
  test('gives an event as CloudTrail does', async () => {
    const raw = record({
      eventName: 'PutBucketPolicy',
      session: 'jdoe',
      role: 'user',
      request: { bucketName: 'audit-logs' },
    });
    const aws = await start({ records: [raw] });
    const { Events = [] } = await cloudTrail(aws).send(new LookupEventsCommand({}));
    expect(Events).toHaveLength(1);
    expect(Events[0]).toMatchObject({
      EventId: raw.eventID,
      EventName: 'PutBucketPolicy',
      EventSource: 's3.amazonaws.com',
      EventTime: new Date(recordTime),
      ReadOnly: 'false',
      Username: 'jdoe',
      Resources: [{ ResourceName: 'audit-logs', ResourceType: 'AWS::S3::Bucket' }],
    });
    expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '')).toEqual(raw);
  });

  test('keeps accounts and Regions apart and answers newest first', async () => {
    const aws = await start({
      records: [
        record({ eventName: 'Older', time: recordTime - minute }),
        record({ eventName: 'Newer' }),
        record({ eventName: 'Ohio', region: 'us-east-2' }),
        record({ eventName: 'Elsewhere', account: '123456789012' }),
      ],
      roles: { [roleArn]: { account: '123456789012' } },
    });
    expect(await names(cloudTrail(aws))).toEqual(['Newer', 'Older']);
    expect(await names(cloudTrail(aws, 'us-east-2'))).toEqual(['Ohio']);
    expect(await names(cloudTrail(aws, 'us-east-1', await assume(aws)))).toEqual(['Elsewhere']);
    expect(aws.calls.map(({ operation, account, region }) => [operation, account, region])).toEqual([
      ['LookupEvents', '111122223333', 'us-east-1'],
      ['LookupEvents', '111122223333', 'us-east-2'],
      ['AssumeRole', '123456789012', 'us-east-1'],
      ['LookupEvents', '123456789012', 'us-east-1'],
    ]);
  });

  test('finds by exact and case-sensitive values only', async () => {
    const aws = await start({
      records: [
        record({ eventName: 'ListBuckets', user: 'Alice', accessKey: 'AKIAALICE' }),
        record({
          eventName: 'Decrypt',
          session: 'jdoe',
          resources: [{ ARN: 'arn:aws:kms:us-east-1:111122223333:key/k1' }],
        }),
        record({ eventName: 'DeleteBucket', root: true }),
        record({ eventName: 'GenerateDataKey', service: 'cloudtrail.amazonaws.com' }),
      ],
    });
    const client = cloudTrail(aws);
    expect(await names(client, lookUp('Username', 'Alice'))).toEqual(['ListBuckets']);
    expect(await names(client, lookUp('Username', 'alice'))).toEqual([]);
    expect(await names(client, lookUp('Username', 'jdoe'))).toEqual(['Decrypt']);
    expect(await names(client, lookUp('Username', 'root'))).toEqual(['DeleteBucket']);
    expect(await names(client, lookUp('Username', 'cloudtrail.amazonaws.com'))).toEqual([]);
    expect(await names(client, lookUp('EventName', 'listbuckets'))).toEqual([]);
    expect(await names(client, lookUp('AccessKeyId', 'AKIAALICE'))).toEqual(['ListBuckets']);
    expect(await names(client, lookUp('ResourceName', 'arn:aws:kms:us-east-1:111122223333:key/k1'))).toEqual([
      'Decrypt',
    ]);
    expect(await names(client, lookUp('ReadOnly', 'false'))).toEqual(['DeleteBucket', 'GenerateDataKey']);
  });

  test('never returns data events, nor anything older than 90 days', async () => {
    const day = 24 * 60 * minute;
    const aws = await start({
      records: [
        record({ eventName: 'GetObject', fields: { managementEvent: false, eventCategory: 'Data' } }),
        record({ eventName: 'Kept', time: recordTime - 89 * day }),
        record({ eventName: 'Gone', time: recordTime - 91 * day }),
      ],
    });
    expect(await names(cloudTrail(aws))).toEqual(['Kept']);
  });

  test('takes both ends of the window as inclusive', async () => {
    const aws = await start({ records: records(5) });
    const window = { StartTime: new Date(recordTime - 3000), EndTime: new Date(recordTime - 1000) };
    expect(await names(cloudTrail(aws), window)).toHaveLength(3);
  });

  test('pages with the SDK’s paginator, and binds a token to its parameters', async () => {
    const aws = await start({ records: records(120) });
    const client = cloudTrail(aws);
    const sizes: number[] = [];
    for await (const page of paginateLookupEvents({ client }, {})) sizes.push(page.Events?.length ?? 0);
    expect(sizes).toEqual([50, 50, 20]);
    const first = await client.send(new LookupEventsCommand({ MaxResults: 10 }));
    const NextToken = first.NextToken ?? '';
    const other = new LookupEventsCommand({ MaxResults: 10, NextToken, ...lookUp('Username', 'alice') });
    await expect(client.send(other)).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
    await expect(names(client, { NextToken: 'made-up' })).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
    expect(await names(client, { MaxResults: 10, NextToken })).toHaveLength(10);
  });

  test('refuses two attributes, a window the wrong way round, and 51 results', async () => {
    const client = cloudTrail(await start());
    const attribute = { AttributeKey: 'EventName' as const, AttributeValue: 'x' };
    await expect(names(client, { LookupAttributes: [attribute, attribute] })).rejects.toMatchObject({
      name: 'InvalidLookupAttributesException',
    });
    const backwards = { StartTime: new Date(recordTime), EndTime: new Date(recordTime - 1) };
    await expect(names(client, backwards)).rejects.toMatchObject({ name: 'InvalidTimeRangeException' });
    await expect(names(client, { MaxResults: 51 })).rejects.toMatchObject({ name: 'InvalidMaxResultsException' });
  });

  test('takes two calls in any second for an account and Region, and counts what it throttles', async () => {
    const aws = await startAws();
    running.push(aws);
    const ohio = cloudTrail(aws, 'us-east-2');
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => names(ohio)));
    expect(results.filter((result) => result.status === 'rejected')).toHaveLength(2);
    expect(aws.throttledCalls()).toHaveLength(2);
    await expect(names(cloudTrail(aws, 'eu-west-1'))).resolves.toEqual([]);
  });
});

describe('faults', () => {
  test('strike the Region and the number of calls they name', async () => {
    const aws = await start({
      records: [record()],
      faults: [
        { region: 'us-east-1', error: 'ThrottlingException', times: 1 },
        { region: 'us-east-2', error: 'AccessDeniedException' },
        { region: 'eu-west-1', breaks: 'reset' },
        { region: 'eu-west-2', breaks: 'http-500' },
        { region: 'eu-west-3', breaks: 'hang' },
      ],
    });
    await expect(names(cloudTrail(aws))).rejects.toMatchObject({
      name: 'ThrottlingException',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(names(cloudTrail(aws))).resolves.toHaveLength(1);
    await expect(names(cloudTrail(aws, 'us-east-2'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(names(cloudTrail(aws, 'eu-west-1'))).rejects.toThrow('ECONNRESET');
    await expect(names(cloudTrail(aws, 'eu-west-2'))).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    const patience = new AbortController();
    const hanging = cloudTrail(aws, 'eu-west-3').send(new LookupEventsCommand({}), { abortSignal: patience.signal });
    await until(() => aws.calls.some(({ outcome }) => outcome === 'hang'));
    patience.abort();
    await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
    aws.clearFaults();
    await expect(names(cloudTrail(aws, 'us-east-2'))).resolves.toEqual([]);
    const outcomes = aws.calls.map((call) => call.outcome);
    expect(outcomes).toEqual(['ThrottlingException', 'ok', 'AccessDeniedException', 'reset', 'http-500', 'hang', 'ok']);
  });
});

describe('AssumeRole', () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'cloudtrail:LookupEvents', Resource: '*' }],
  });

  test('records the session’s name, policy and external ID, and what was called through it', async () => {
    const aws = await start({ roles: { [roleArn]: { account: '123456789012', externalId: 'x-1' } } });
    const session = await assume(aws, { Policy: policy, ExternalId: 'x-1' });
    await names(cloudTrail(aws, 'us-east-1', session));
    expect(session.accessKeyId).toMatch(/^ASIA/);
    expect(aws.lookups()[0]).toMatchObject({
      sessionName: 'trail-U012AB3CD',
      sessionPolicy: policy,
      externalId: 'x-1',
      role: roleArn,
      account: '123456789012',
      outcome: 'ok',
    });
    const sts = new STSClient(settings(aws, 'us-east-1', session));
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:sts::123456789012:assumed-role/trail-read-only/trail-U012AB3CD');
  });

  test('is denied for an unknown role, a wrong external ID, and a role that says so', async () => {
    const denied = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };
    const strict = await start({ roles: { [roleArn]: { account: '123456789012', externalId: 'x-1' } } });
    await expect(assume(strict)).rejects.toMatchObject(denied);
    await expect(assume(strict, { ExternalId: 'x-2' })).rejects.toMatchObject(denied);
    await expect(assume(await start())).rejects.toMatchObject(denied);
    const closed = await start({ roles: { [roleArn]: { account: '123456789012', deny: true } } });
    await expect(assume(closed)).rejects.toMatchObject(denied);
  });

  test('refuses a malformed session name and a policy that is too long or no JSON', async () => {
    const aws = await start({ roles: { [roleArn]: { account: '123456789012' } } });
    await expect(assume(aws, { RoleSessionName: 'j doe' })).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(assume(aws, { Policy: `"${'x'.repeat(2048)}"` })).rejects.toMatchObject({ name: 'ValidationError' });
    await expect(assume(aws, { Policy: '{' })).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });

  test('narrows a session to its policy', async () => {
    const aws = await start({ roles: { [roleArn]: { account: '123456789012' } } });
    const narrow = policy.replace('LookupEvents', 'DescribeTrails');
    const client = cloudTrail(aws, 'us-east-1', await assume(aws, { Policy: narrow }));
    await expect(names(client)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('hands out keys that need their token, and knows no others', async () => {
    const aws = await start({ roles: { [roleArn]: { account: '123456789012' } } });
    const { sessionToken: _, ...stolen } = await assume(aws);
    const unrecognized = { name: 'UnrecognizedClientException' };
    await expect(names(cloudTrail(aws, 'us-east-1', stolen))).rejects.toMatchObject(unrecognized);
    const stranger = { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'secret' };
    await expect(names(cloudTrail(aws, 'us-east-1', stranger))).rejects.toMatchObject(unrecognized);
  });
});
