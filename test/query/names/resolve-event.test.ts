import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sourcesOf } from '../../../src/query/names/event-index.ts';
import { resolveEvent } from '../../../src/query/names/resolve-event.ts';

describe('a known event', () => {
  test.each<[typed: string, names: string[], sources: string[]]>([
    ['DescribeSlackChannels', ['DescribeSlackChannels'], []],
    ['describeslackchannels', ['DescribeSlackChannels'], []],
    ['describe slack channels', ['DescribeSlackChannels'], []],
    ['Describe  Slack Channel', ['DescribeSlackChannels'], []],
    ['describe-slack-channels', ['DescribeSlackChannels'], []],
    ['chatbot:DescribeSlackChannels', ['DescribeSlackChannels'], ['chatbot.amazonaws.com']],
    ['Chatbot.amazonaws.com:describeslackchannels', ['DescribeSlackChannels'], ['chatbot.amazonaws.com']],
    ['chatbot:describe slack workspace', ['DescribeSlackWorkspaces'], ['chatbot.amazonaws.com']],
    ['redeem slack oauth code', ['RedeemSlackOAuthCode', 'RedeemSlackOauthCode'], []],
    ['getslackoauthparameters', ['GetSlackOAuthParameters', 'GetSlackOauthParameters'], []],
    ['GetSlackOauthParameters', ['GetSlackOauthParameters', 'GetSlackOAuthParameters'], []],
    ['console login', ['ConsoleLogin'], []],
    ['signin:ConsoleLogin', ['ConsoleLogin'], ['signin.amazonaws.com']],
    ['console:switchrole', ['SwitchRole'], ['signin.amazonaws.com']],
    ['check mfa', ['CheckMfa'], []],
    ['AddDomain', ['AddDomain'], []],
    ['notifications:AssociateChannel', ['AssociateChannel'], ['notifications.amazonaws.com']],
    ['create notification configurations', ['CreateNotificationConfiguration'], []],
    ['cloudwatch:PutMetricAlarm', ['PutMetricAlarm'], ['monitoring.amazonaws.com']],
    ['monitoring:DeleteAlarms', ['DeleteAlarms'], ['monitoring.amazonaws.com']],
    ['tag:TagResources', ['TagResources'], ['tagging.amazonaws.com']],
    ['elb:CreateLoadBalancer', ['CreateLoadBalancer'], ['elasticloadbalancing.amazonaws.com']],
    ['create rest api', ['CreateRestApi'], []],
    ['ListAllMyBuckets', ['ListBuckets'], []],
    ['list buckets', ['ListBuckets'], []],
    ['s3:PutEncryptionConfiguration', ['PutBucketEncryption'], ['s3.amazonaws.com']],
    ['PutBucketLifecycleConfiguration', ['PutBucketLifecycleConfiguration', 'PutBucketLifecycle'], []],
    ['get bucket cors', ['GetBucketCors', 'GetBucketCORS'], []],
    ['UpdateSsoConfiguration', ['UpdateSsoConfiguration', 'UpdateSSOConfiguration'], []],
    ['InvokeFunction', ['Invoke'], ['lambda.amazonaws.com']],
  ])('%s means %j', (typed, names, sources) => {
    const read = resolveEvent(typed);
    expect(read).toMatchObject({ typed, known: true, closest: [] });
    expect(read.names).toEqual(names);
    expect(read.sources).toEqual(sources);
  });

  test.each<[typed: string, names: string[]]>([
    ['lambda:UpdateFunctionCode', ['UpdateFunctionCode', 'UpdateFunctionCode20150331v2']],
    ['UpdateFunctionCode20150331v2', ['UpdateFunctionCode20150331v2', 'UpdateFunctionCode']],
    ['updatefunctionconfiguration20150331V2', ['UpdateFunctionConfiguration20150331v2', 'UpdateFunctionConfiguration']],
    ['update function code', ['UpdateFunctionCode20150331v2', 'UpdateFunctionCode']],
    ['lambda:createfunction', ['CreateFunction20150331', 'CreateFunction']],
    ['DeleteFunction20150331', ['DeleteFunction20150331', 'DeleteFunction']],
    ['AddPermission20150331v2', ['AddPermission20150331v2', 'AddPermission']],
    ['remove permission 20150331v2', ['RemovePermission20150331v2', 'RemovePermission']],
    ['GetFunction20150331', ['GetFunction20150331', 'GetFunction20150331v2', 'GetFunction']],
    ['CreateFunction2020_05_31', ['CreateFunction2020_05_31', 'CreateFunction']],
  ])('%s means the versioned and the plain name', (typed, names) => {
    const read = resolveEvent(typed);
    expect(read.known).toBe(true);
    expect([...read.names].sort()).toEqual([...names].sort());
    if (names.includes(typed)) expect(read.names[0]).toBe(typed);
  });

  test('a name that several services version takes in the names of all', () => {
    const { names, sources } = resolveEvent('DeleteFunction');
    expect(names[0]).toBe('DeleteFunction');
    expect(names).toEqual(expect.arrayContaining(['DeleteFunction20150331', 'DeleteFunction2020_05_31']));
    expect(sources).toEqual([]);
  });

  test('a versioned name is limited to the service that versions it so', () => {
    expect(resolveEvent('DeleteFunction20150331').sources).toEqual(['lambda.amazonaws.com']);
    expect(resolveEvent('DeleteFunction2020_05_31').sources).toEqual(['cloudfront.amazonaws.com']);
  });

  test('singular and plural are told apart where both exist', () => {
    expect(resolveEvent('apigateway:get api key').names).toEqual(['GetApiKey']);
    expect(resolveEvent('apigateway:get api keys').names).toEqual(['GetApiKeys']);
  });
});

describe('an unknown event', () => {
  test('stands as typed', () => {
    expect(resolveEvent(' FooBarBaz ')).toMatchObject({
      typed: 'FooBarBaz',
      names: ['FooBarBaz'],
      sources: [],
      known: false,
    });
  });

  test.each<[typed: string, closest: string]>([
    ['ListSlackChannels', 'DescribeSlackChannels'],
    ['listslackchannels', 'DescribeSlackChannels'],
    ['list slack chanels', 'DescribeSlackChannels'],
    ['DeleteBuckett', 'DeleteBucket'],
    ['deletebuckett', 'DeleteBucket'],
    ['BucketDelete', 'DeleteBucket'],
    ['ConsolLogin', 'ConsoleLogin'],
    ['AssumRole', 'AssumeRole'],
    ['CreateAcessKey', 'CreateAccessKey'],
    ['PutBucketPolcy', 'PutBucketPolicy'],
    ['StopLoging', 'StopLogging'],
    ['getcaleridentity', 'GetCallerIdentity'],
    ['RemoveUser', 'DeleteUser'],
    ['UpdateFunctionCod', 'UpdateFunctionCode'],
    ['GetSecretVale', 'GetSecretValue'],
    ['TerminateInstnces', 'TerminateInstances'],
  ])('%s is closest to %s', (typed, closest) => {
    const read = resolveEvent(typed);
    expect(read.known).toBe(false);
    expect(read.closest[0]).toBe(closest);
    expect(read.closest.length).toBeLessThanOrEqual(3);
  });

  test('nonsense is close to nothing', () => {
    expect(resolveEvent('Xyzzy').closest).toEqual([]);
  });

  test('of a known service is compared with what that service logs', () => {
    expect(resolveEvent('chatbot:ListSlackChannels')).toMatchObject({
      names: ['ListSlackChannels'],
      sources: ['chatbot.amazonaws.com'],
      known: false,
    });
    expect(resolveEvent('chatbot:ListSlackChannels').closest[0]).toBe('chatbot:DescribeSlackChannels');
  });

  test('that another service logs is said so', () => {
    const read = resolveEvent('lambda:deletebucket');
    expect(read).toMatchObject({ names: ['DeleteBucket'], sources: ['lambda.amazonaws.com'], known: false });
    expect(read.closest).toContain('s3:DeleteBucket');
  });

  test('in any script or with any signs is a value, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        expect(resolveEvent(typed).names.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
    for (const typed of ['__proto__', 'constructor', 'toString', '', '🦄', 'кто']) {
      expect(resolveEvent(typed).known).toBe(false);
    }
  });
});

test('the services that log an event are known by its exact name', () => {
  expect(sourcesOf('DescribeSlackChannels')).toEqual(['chatbot.amazonaws.com', 'supportapp.amazonaws.com']);
  expect(sourcesOf('ConsoleLogin')).toEqual(['signin.amazonaws.com']);
  expect(sourcesOf('CreateFunction20150331')).toEqual(['lambda.amazonaws.com']);
  expect(sourcesOf('consolelogin')).toEqual([]);
  expect(sourcesOf('NoSuchEvent')).toEqual([]);
});

const records = new URL('../../../../shared/records/', import.meta.url);
const files = ['attack-lab-2023.ndjson.gz', 'mixed.ndjson.gz'];
const present = files.every((file) => existsSync(new URL(file, records)));
const testRecords = present ? test : test.skip;

testRecords('nearly every event of real records is known, and found in any case', () => {
  const events = new Set<string>();
  for (const file of files) {
    for (const line of gunzipSync(readFileSync(new URL(file, records)))
      .toString()
      .split('\n')) {
      const name = /"eventName": ?"([^"]+)"/.exec(line)?.[1];
      if (name !== undefined) events.add(name);
    }
  }
  const missed = [...events].filter((name) => !resolveEvent(name.toLowerCase()).names.includes(name));
  expect(events.size).toBeGreaterThan(300);
  expect(missed.length / events.size).toBeLessThan(0.02);
});
