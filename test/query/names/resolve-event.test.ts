import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EventName } from '../../../src/condition/condition.ts';
import { eventIndex, sourcesOf } from '../../../src/query/names/event-index.ts';
import { closestTo, isKnownEvent, resolveEvent, writeEvents } from '../../../src/query/names/resolve-event.ts';

const namesOf = (events: readonly EventName[]) => [...new Set(events.map(({ name }) => name))];
const sourcesIn = (events: readonly EventName[]) => [...new Set(events.flatMap(({ source }) => source ?? []))];

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
    expect(read.every(isKnownEvent)).toBe(true);
    expect(namesOf(read)).toEqual([...names].sort());
    expect(sourcesIn(read)).toEqual(sources);
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
    expect(read.every(isKnownEvent)).toBe(true);
    expect(namesOf(read).sort()).toEqual([...names].sort());
  });

  test('a name that several services version takes in the names of all', () => {
    const events = resolveEvent('DeleteFunction');
    expect(namesOf(events)).toEqual(
      expect.arrayContaining(['DeleteFunction', 'DeleteFunction20150331', 'DeleteFunction2020_05_31']),
    );
    expect(sourcesIn(events)).toEqual([]);
  });

  test('a versioned name is limited to the service that versions it so', () => {
    expect(sourcesIn(resolveEvent('DeleteFunction20150331'))).toEqual(['lambda.amazonaws.com']);
    expect(sourcesIn(resolveEvent('DeleteFunction2020_05_31'))).toEqual(['cloudfront.amazonaws.com']);
  });

  test('singular and plural are told apart where both exist', () => {
    expect(namesOf(resolveEvent('apigateway:get api key'))).toEqual(['GetApiKey']);
    expect(namesOf(resolveEvent('apigateway:get api keys'))).toEqual(['GetApiKeys']);
  });
});

describe('an unknown event', () => {
  test('stands as typed', () => {
    expect(resolveEvent(' FooBarBaz ')).toEqual([{ name: 'FooBarBaz', source: null }]);
    expect(isKnownEvent({ name: 'FooBarBaz', source: null })).toBe(false);
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
    const [event, ...others] = resolveEvent(typed);
    if (event === undefined) throw new Error(`${typed} means nothing`);
    expect(others).toEqual([]);
    expect(isKnownEvent(event)).toBe(false);
    expect(closestTo(event)[0]).toBe(closest);
    expect(closestTo(event).length).toBeLessThanOrEqual(3);
  });

  test('nonsense is close to nothing', () => {
    expect(closestTo({ name: 'Xyzzy', source: null })).toEqual([]);
  });

  test('of a known service is compared with what that service logs', () => {
    const event = { name: 'ListSlackChannels', source: 'chatbot.amazonaws.com' };
    expect(resolveEvent('chatbot:ListSlackChannels')).toEqual([event]);
    expect(isKnownEvent(event)).toBe(false);
    expect(closestTo(event)[0]).toBe('chatbot:DescribeSlackChannels');
  });

  test('that another service logs is said so', () => {
    const event = { name: 'DeleteBucket', source: 'lambda.amazonaws.com' };
    expect(resolveEvent('lambda:deletebucket')).toEqual([event]);
    expect(isKnownEvent(event)).toBe(false);
    expect(closestTo(event)).toContain('s3:DeleteBucket');
  });

  test('in any script or with any signs is a value, never an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => {
        expect(resolveEvent(typed).length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
    for (const typed of ['__proto__', 'constructor', 'toString', '', '🦄', 'кто']) {
      expect(resolveEvent(typed).some(isKnownEvent)).toBe(false);
    }
  });
});

test('what is resolved is written as few words that mean the same', () => {
  expect(writeEvents(resolveEvent('update function code'))).toEqual(['UpdateFunctionCode']);
  expect(writeEvents(resolveEvent('DeleteFunction20150331'))).toEqual(['lambda:DeleteFunction']);
  expect(writeEvents([...resolveEvent('s3:DeleteBucket'), ...resolveEvent('StopLogging')])).toEqual([
    's3:DeleteBucket',
    'StopLogging',
  ]);
  const any = fc.constantFrom(...eventIndex().suggestible.map(({ name, service }) => `${service}:${name}`));
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), fc.boolean(), (typed, limited) => {
      const said = typed.map((text) => (limited ? text : (text.split(':')[1] ?? '')));
      const events = said.flatMap(resolveEvent);
      const distinct = (all: readonly EventName[]) => new Set(all.map((event) => JSON.stringify(event)));
      expect(distinct(writeEvents(events).flatMap(resolveEvent))).toEqual(distinct(events));
    }),
    { numRuns: 200 },
  );
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
  const missed = [...events].filter((name) => !namesOf(resolveEvent(name.toLowerCase())).includes(name));
  expect(events.size).toBeGreaterThan(300);
  expect(missed.length / events.size).toBeLessThan(0.02);
});
