import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readRecord } from '../../src/trail/read-record.ts';
import { haveRealRecords, realRecords } from '../records/real-records.ts';
import { haveSeeds, seedRecords } from '../records/seeds.ts';

const jdoe = {
  type: 'AssumedRole',
  principalId: 'AROACKCEVSQ6C2EXAMPLE:jdoe',
  arn: 'arn:aws:sts::111122223333:assumed-role/user/jdoe',
  accountId: '111122223333',
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionContext: { attributes: { mfaAuthenticated: 'false', creationDate: '2019-08-01T17:24:13Z' } },
};
const usual = {
  eventVersion: '1.08',
  userIdentity: jdoe,
  eventTime: '2019-08-01T23:16:02Z',
  eventSource: 'chatbot.amazonaws.com',
  eventName: 'DescribeSlackChannels',
  awsRegion: 'us-east-2',
  sourceIPAddress: '10.24.34.3',
  userAgent: 'aws-internal/3',
  requestParameters: { SlackTeamId: 'T1', MaxResults: 1000 },
  responseElements: null,
  requestID: '543db7ab-b4b2-11e9-8925-d139e92a1fe8',
  eventID: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
  readOnly: true,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
};

describe('a usual record', () => {
  test('is read field by field', () => {
    expect(readRecord(usual)).toEqual({
      kind: 'call',
      summary: null,
      id: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
      time: Date.parse('2019-08-01T23:16:02Z'),
      name: 'DescribeSlackChannels',
      source: 'chatbot.amazonaws.com',
      region: 'us-east-2',
      account: '111122223333',
      principal: expect.objectContaining({ type: 'AssumedRole', name: 'jdoe', role: 'user', mfa: false }),
      address: '10.24.34.3',
      userAgent: 'aws-internal/3',
      outcome: 'ok',
      error: null,
      reason: null,
      readOnly: true,
      resources: [{ type: null, name: 'T1', key: 'SlackTeamId' }],
      eventType: 'AwsApiCall',
      sharedId: null,
      sessionStart: Date.parse('2019-08-01T17:24:13Z'),
      issued: null,
      understood: true,
      record: null,
    });
  });

  test('comes whole, its secrets masked, only where that is asked for', () => {
    const record = { ...usual, requestParameters: { password: 'hunter2' } };
    expect(readRecord(record).record).toBeNull();
    expect(readRecord(record, { whole: true }).record).toEqual({
      ...usual,
      requestParameters: { password: '[masked]' },
    });
  });

  test('may be JSON in a string, in part or as a whole', () => {
    const packed = JSON.stringify({ ...usual, userIdentity: JSON.stringify(jdoe) });
    expect(readRecord(packed)).toEqual(readRecord(usual));
  });
});

describe('what can’t be understood', () => {
  test.each([undefined, null, 7, 'garbage', [], {}, { eventName: 7 }])('%p is an event all the same', (raw) => {
    const event = readRecord(raw);
    expect(event.understood).toBe(false);
    expect(event.principal.name).not.toBe('');
    expect(event.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test.each(['', 'error 1', '2019-13-45T99:99:99Z', null, {}, Number.NaN])(
    'an eventTime of %p is time 0',
    (eventTime) => {
      expect(readRecord({ ...usual, eventTime })).toMatchObject({ time: 0, understood: false });
    },
  );

  test('a caller that is a bare string keeps its name', () => {
    expect(readRecord({ ...usual, userIdentity: 'jdoe' })).toMatchObject({
      understood: false,
      principal: { type: 'Unknown', name: 'jdoe' },
    });
  });

  test('a record without an ID has the same digest whatever the order of its keys, and another when it differs', () => {
    const { eventID: _, ...rest } = usual;
    const turned = Object.fromEntries(Object.entries(rest).reverse());
    expect(readRecord(turned).id).toBe(readRecord(rest).id);
    expect(readRecord({ ...rest, awsRegion: 'eu-west-1' }).id).not.toBe(readRecord(rest).id);
  });

  test('any JSON value at all, in any field, is read without an exception', () => {
    const field = fc.jsonValue({ maxDepth: 4 });
    const keys = [
      ...Object.keys(usual),
      'resources',
      'errorCode',
      'errorMessage',
      'additionalEventData',
      'insightDetails',
    ];
    const record = fc.dictionary(fc.constantFrom(...keys), field);
    fc.assert(
      fc.property(fc.oneof(field, record), fc.boolean(), (raw, whole) => {
        const event = readRecord(raw, { whole });
        expect(event.principal.name).not.toBe('');
        expect(Number.isInteger(event.time)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('any JSON value in any field of the caller is read without an exception', () => {
    const keys = [
      'type',
      'userName',
      'arn',
      'principalId',
      'accountId',
      'accessKeyId',
      'invokedBy',
      'sessionContext',
      'onBehalfOf',
    ];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 })), (userIdentity) => {
        expect(readRecord({ ...usual, userIdentity }).principal.name).not.toBe('');
      }),
    );
  });

  test('ten thousand levels of nesting are no trouble', () => {
    const deep = JSON.parse(`${'{"name":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
    expect(readRecord({ ...usual, eventID: undefined, requestParameters: deep }, { whole: true }).understood).toBe(
      true,
    );
    expect(readRecord(deep).understood).toBe(false);
  });
});

describe('times', () => {
  test.each([
    ['2019-08-01T23:16:02Z', '2019-08-01T23:16:02Z'],
    ['2019-08-01T23:16:02.345Z', '2019-08-01T23:16:02.345Z'],
    ['2019-08-01 23:16:02', '2019-08-01T23:16:02Z'],
    ['2019-08-02T01:16:02+02:00', '2019-08-01T23:16:02Z'],
    [1564701362, '2019-08-01T23:16:02Z'],
    [1564701362000, '2019-08-01T23:16:02Z'],
  ])('%p is %s', (eventTime, time) => {
    expect(readRecord({ ...usual, eventTime })).toMatchObject({ time: Date.parse(time), understood: true });
  });
});

describe('how a call ended', () => {
  test('a failed sign-in is an error without a code, and tells of MFA', () => {
    const login = {
      ...usual,
      eventName: 'ConsoleLogin',
      eventSource: 'signin.amazonaws.com',
      userIdentity: { type: 'IAMUser', userName: 'ann', accountId: '111122223333' },
      responseElements: { ConsoleLogin: 'Failure' },
      additionalEventData: { MFAUsed: 'No' },
    };
    expect(readRecord(login)).toMatchObject({
      outcome: 'error',
      error: { code: null, message: null },
      principal: { mfa: false },
    });
    expect(
      readRecord({ ...login, responseElements: { ConsoleLogin: 'Success' }, additionalEventData: '{"MFAUsed":"Yes"}' }),
    ).toMatchObject({ outcome: 'ok', error: null, principal: { mfa: true, credentials: 'console' } });
  });
});

describe('reads and writes', () => {
  test.each([
    [true, 'DeleteBucket', true],
    ['true', 'DeleteBucket', true],
    ['false', 'ListBuckets', false],
    [undefined, 'ListBuckets', true],
    [undefined, 'GetObject', true],
    [undefined, 'BatchGetImage', true],
    [undefined, 'AssumeRoleWithSAML', true],
    [undefined, 'DeleteBucket', false],
    [undefined, 'ConsoleLogin', false],
    [undefined, 'Getaway', false],
    ['perhaps', 'PutObject', false],
  ])('readOnly %p of %s is %p', (readOnly, eventName, expected) => {
    expect(readRecord({ ...usual, readOnly, eventName }).readOnly).toBe(expected);
  });
});

describe('resources', () => {
  const resourcesOf = (fields: object) => readRecord({ ...usual, requestParameters: null, ...fields }).resources;
  const namesIn = (fields: object) => resourcesOf(fields).map(({ name }) => name);

  test('are those the record lists, in every spelling of ARN', () => {
    expect(
      resourcesOf({
        resources: [
          { ARN: 'arn:aws:s3:::a', type: 'AWS::S3::Bucket', accountId: '1' },
          { arn: 'arn:aws:s3:::b' },
          { ARNPrefix: 'arn:aws:s3:::c/' },
          'garbage',
          null,
          {},
        ],
      }),
    ).toEqual([
      { type: 'AWS::S3::Bucket', name: 'arn:aws:s3:::a' },
      { type: null, name: 'arn:aws:s3:::b' },
      { type: null, name: 'arn:aws:s3:::c/' },
    ]);
  });

  test('are also what parameters and response name, at any case and depth, each once', () => {
    const names = resourcesOf({
      requestParameters: {
        bucketName: 'logs',
        instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-1' }] },
        Arns: ['x', 'y'],
      },
      responseElements: {
        dBInstanceIdentifier: 'db',
        requestId: 'no',
        marker: 'no',
        maxResults: 5,
        SecretARN: 'arn:z',
      },
    }).map(({ name }) => name);
    expect(names).toEqual(['logs', 'i-1', 'x', 'y', 'db', 'arn:z']);
  });

  test('hold no tag, of filters what is named, and nothing of a secret but its access key', () => {
    expect(
      namesIn({
        requestParameters: {
          filterSet: { items: [{ name: 'vpc-id', valueSet: { items: [{ value: 'vpc-0a1b2c3d' }] } }] },
          filters: [
            { key: 'tag:Name', values: ['web'] },
            { Name: 'instance-state-name', Values: ['running'] },
          ],
          tags: [{ name: 'x', value: 'arn:aws:s3:::tagged' }],
          environment: { variables: { DB_NAME: 'prod' } },
        },
        responseElements: { credentials: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionId: 'secret' } },
      }),
    ).toEqual(['vpc-0a1b2c3d', 'ASIAIOSFODNN7EXAMPLE']);
  });

  test('are readable though a service recorded them as they stood in a URL', () => {
    expect(namesIn({ requestParameters: { arn: 'arn%3Aaws%3As3%3A%3A%3Aa', name: 'arn%3', id: 'arn%3a%ff' } })).toEqual(
      ['arn:aws:s3:::a', 'arn%3', 'arn%3a%ff'],
    );
  });

  test.each<[string, object, string[]]>([
    ['an ARN under any key', { odd: { deep: ['arn:aws:s3:::a'] } }, ['arn:aws:s3:::a']],
    [
      'an ARN that is a key',
      { requestItems: { 'arn:aws:dynamodb:eu-west-1:111122223333:table/t': {} } },
      ['arn:aws:dynamodb:eu-west-1:111122223333:table/t'],
    ],
    ['no text about ARNs', { description: 'arn:aws:s3:::a is mine', arn2: 'arn:' }, []],
    [
      'the service’s own words',
      { rule: 'nightly', cluster: 'c', services: ['web'], workGroup: 'w', repositories: ['r'] },
      ['nightly', 'c', 'web', 'w', 'r'],
    ],
    [
      'no numbers of a list, no versions, no states',
      { ids: ['1'], versionId: 'v1', currentState: { name: 'running' } },
      [],
    ],
    ['wrapped IDs', { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-1', tag: 1 } } }, ['fl-1']],
    [
      'wrapped lists',
      {
        VpcEndpointId: [
          { content: 'x', tag: 1 },
          { content: 'y', tag: 2 },
        ],
      },
      ['x', 'y'],
    ],
    [
      'items, members and sets',
      { instanceIds: { items: ['a'] }, roleNames: { member: ['b'] }, flowLogIdSet: { item: 'c' } },
      ['a', 'b', 'c'],
    ],
    [
      'IDs under any key',
      { target: 'i-0123456789abcdef0', note: 'sg-0a1b2c3d', odd: 'mi-0123456789abcdef0' },
      ['i-0123456789abcdef0', 'sg-0a1b2c3d', 'mi-0123456789abcdef0'],
    ],
    [
      'the values of targets',
      {
        targets: [
          { key: 'InstanceIds', values: ['x'] },
          { key: 'tag:env', values: ['prod'] },
        ],
      },
      ['x'],
    ],
    [
      'a queue by its URL',
      { queueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/q' },
      ['https://sqs.us-east-1.amazonaws.com/111122223333/q'],
    ],
    [
      'URLs under any key, without what opens them',
      { templateURL: 'https://s3.amazonaws.com/b/t.yml?X-Amz-Signature=abc', logs: 's3://b/p' },
      ['https://s3.amazonaws.com/b/t.yml', 's3://b/p'],
    ],
    [
      'no namespaces and no other URLs',
      { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/', u: 'https://example.com/a' },
      [],
    ],
    [
      'images',
      { containerDefinitions: [{ image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1' }] },
      ['111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1'],
    ],
    ['objects by bucket and key', { bucketName: 'b', key: 'x/y.pdf' }, ['b', 's3://b/x/y.pdf']],
    [
      'what an object is copied from',
      { bucketName: 'b', key: 'k', 'x-amz-copy-source': '/from/my%20file' },
      ['b', 's3://b/k', 's3://from/my file'],
    ],
    [
      'images by repository and tag or digest',
      {
        repositoryName: 'team/app',
        imageTag: 'v1',
        imageIds: [{ imageTag: 'v2' }, { imageDigest: 'sha256:0a1b' }, null, {}],
      },
      ['team/app', 'team/app:v1', 'team/app:v2', 'team/app@sha256:0a1b'],
    ],
    ['a version of a function', { functionName: 'f', qualifier: 'prod' }, ['f', 'f:prod']],
    [
      'ARNs in documents',
      { policyDocument: '{"Statement":[{"Resource":["arn:aws:s3:::payroll/*"]}]}' },
      ['arn:aws:s3:::payroll/*'],
    ],
  ])('are %s', (_, requestParameters, expected) => {
    expect(namesIn({ requestParameters })).toEqual(expected);
  });

  test('hold what a call without parameters was refused on', () => {
    const refused = 'User: arn:aws:iam::111122223333:user/a is not authorized to perform: iam:DeleteRole on resource: ';
    const guard = 'arn:aws:iam::111122223333:role/guard';
    expect(namesIn({ errorMessage: `${refused}${guard} because no policy allows it` })).toEqual([guard]);
    expect(namesIn({ errorMessage: `${refused}${guard}.` })).toEqual([guard]);
    expect(namesIn({ errorMessage: `${refused}*` })).toEqual([]);
  });

  test('hold an object once where the record lists it', () => {
    const resources = [{ ARN: 'arn:aws:s3:::b/k', type: 'AWS::S3::Object' }];
    expect(namesIn({ resources, requestParameters: { bucketName: 'b', key: 'k' } })).toEqual(['arn:aws:s3:::b/k', 'b']);
  });

  test('are the thousand that a call may name, to a depth of a hundred, and of sane length', () => {
    const ids = Array.from({ length: 2000 }, (_, index) => `i-${index}`);
    expect(resourcesOf({ requestParameters: { instanceIds: ids } })).toHaveLength(1000);
    expect(resourcesOf({ requestParameters: { name: 'x'.repeat(3000) } })).toEqual([]);
    const nested = (depth: number): unknown => (depth === 0 ? 'arn:aws:s3:::a' : { in: nested(depth - 1) });
    expect(namesIn({ requestParameters: nested(99) })).toEqual(['arn:aws:s3:::a']);
    expect(namesIn({ requestParameters: nested(200) })).toEqual([]);
    const bottomless = JSON.parse(`${'{"a":['.repeat(100_000)}${']}'.repeat(100_000)}`);
    expect(namesIn({ requestParameters: bottomless })).toEqual([]);
  });
});

describe('issued sessions', () => {
  const assume = {
    ...usual,
    eventName: 'AssumeRole',
    eventSource: 'sts.amazonaws.com',
    sharedEventID: 'a1',
    requestParameters: { roleArn: 'arn:aws:iam::111122223333:role/ops/admin', roleSessionName: 'ann' },
    responseElements: {
      credentials: { accessKeyId: 'ASIAISSUED0000000000', sessionToken: 'FwoGZXIvYXdzEXAMPLE', expiration: 'Aug 1' },
      assumedRoleUser: { assumedRoleId: 'AROAX:ann', arn: 'arn:aws:sts::111122223333:assumed-role/admin/ann' },
    },
  };

  test('say what was asked for and handed out', () => {
    expect(readRecord(assume)).toMatchObject({
      sharedId: 'a1',
      issued: {
        accessKey: 'ASIAISSUED0000000000',
        arn: 'arn:aws:sts::111122223333:assumed-role/admin/ann',
        role: 'arn:aws:iam::111122223333:role/ops/admin',
        session: 'ann',
      },
    });
    expect(JSON.stringify(readRecord(assume, { whole: true }))).not.toContain('FwoGZXIvYXdz');
  });

  test('are there for federation tokens, and for denied calls as far as they say', () => {
    const federated = {
      federatedUser: { arn: 'arn:aws:sts::1:federated-user/ann' },
      credentials: { accessKeyId: 'ASIA1' },
    };
    expect(
      readRecord({ ...assume, eventName: 'GetFederationToken', requestParameters: null, responseElements: federated })
        .issued,
    ).toEqual({
      accessKey: 'ASIA1',
      arn: 'arn:aws:sts::1:federated-user/ann',
      role: null,
      session: null,
      workload: null,
    });
    expect(readRecord({ ...assume, errorCode: 'AccessDenied', responseElements: null }).issued).toMatchObject({
      arn: null,
      session: 'ann',
    });
    expect(readRecord({ ...assume, requestParameters: null, responseElements: null }).issued).toBeNull();
  });
});

describe('free text', () => {
  test('is masked and cut to a sane length, never through a surrogate pair', () => {
    const event = readRecord({
      ...usual,
      userAgent: 'curl --password hunter2',
      errorMessage: `token=${'s'.repeat(30)} ${'😀'.repeat(2000)}`,
      sourceIPAddress: 'x'.repeat(5000),
    });
    expect(event.userAgent).toBe('curl --password [masked]');
    expect(event.error?.message).toHaveLength(1024);
    expect(event.error?.message).toMatch(/^token=\[masked\] (?:😀)+…$/u);
    expect(event.address).toHaveLength(1024);
  });
});

const seedTest = haveSeeds ? test : test.skip;
const realTest = haveRealRecords ? test : test.skip;

describe('records from outside (skipped where ../shared is missing)', () => {
  seedTest('the examples of AWS’s documentation are read as they are meant', () => {
    const read = seedRecords().map(({ record }) => readRecord(record));
    const brief = read.map(({ name, outcome, principal, understood }) => [
      name,
      outcome,
      principal.name,
      principal.role,
      understood,
    ]);
    expect(brief).toContainEqual(['DescribeSlackChannels', 'ok', 'jdoe', 'user', true]);
    expect(brief).toContainEqual(['DescribeSlackWorkspaces', 'ok', 'jdoe', 'user', true]);
    expect(brief).toContainEqual(['AddDomain', 'error', 'Alice', null, true]);
    expect(brief).toContainEqual(['AssociateChannel', 'ok', 'jdoe', 'user', true]);
    const associated = read.find(({ name }) => name === 'AssociateChannel');
    expect(associated?.resources.map(({ name }) => name)).toContain(
      'arn:aws:notifications-contacts::111122223333:configuration/f4u7r2ic',
    );
  });

  realTest('every real record is understood, and every one has a name, a time and a caller', () => {
    const records = realRecords();
    const read = records.map((record) => readRecord(record, { whole: true }));
    expect(read.filter(({ understood }) => !understood)).toEqual([]);
    expect(read.filter(({ time, name, principal }) => time === 0 || name === '' || principal.name === '')).toEqual([]);
    expect(read.map(({ id }) => id)).toEqual(records.map(({ eventID }) => eventID));
    expect(read.filter(({ error, outcome }) => (error === null) !== (outcome === 'ok'))).toEqual([]);
  });

  realTest('no session token of a real record is shown', () => {
    const shown = JSON.stringify(realRecords().map((record) => readRecord(record, { whole: true })));
    const tokens = JSON.stringify(realRecords()).match(/(?<="sessionToken":")[^"]{20,}/g) ?? [];
    expect(tokens.length).toBeGreaterThan(30);
    expect(tokens.filter((token) => shown.includes(token))).toEqual([]);
  });
});
