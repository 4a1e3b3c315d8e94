import fc from 'fast-check';
import { readRecord } from '../../src/trail/read-record.ts';
import type { Fields } from '../fakes/json.ts';
import { record } from '../records/make.ts';

const account = '111122223333';
const caller = fc.constantFrom('jdoe', 'alice', 'root', 'ci-deployer', 'botocore-session-1700000000');
const role = fc.constantFrom('admin', 'AWSReservedSSO_Admin_0123456789abcdef', 'AWSServiceRoleForECS');
const service = fc.constantFrom('lambda.amazonaws.com', 'signin.amazonaws.com', 'AWS Internal');
const userId = fc.constantFrom('544894e8-80c1-707f-60e3-3ba6510dfac1');
const key = fc.constantFrom('ASIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE');
const bucket = fc.constantFrom('audit-logs', 'scratch');
const types = [
  'Root',
  'IAMUser',
  'AssumedRole',
  'Role',
  'FederatedUser',
  'SAMLUser',
  'WebIdentityUser',
  'IdentityCenterUser',
  'Directory',
  'AWSAccount',
  'AWSService',
  'Unknown',
  'Unheard',
];

/** As much of a userIdentity of any type as a record may have. */
const identity: fc.Arbitrary<Fields> = fc
  .record({
    type: fc.option(fc.constantFrom(...types), { nil: undefined }),
    named: fc.record({ name: caller, role }),
    written: fc.constantFrom('session', 'user', 'root', null),
    userName: fc.boolean(),
    accessKeyId: fc.option(key, { nil: undefined }),
    invokedBy: fc.option(service, { nil: undefined }),
    onBehalfOf: fc.option(fc.record({ userId }), { nil: undefined }),
    assumedRoot: fc.constantFrom(undefined, 'true'),
    mfaAuthenticated: fc.constantFrom(undefined, 'true', 'false'),
  })
  .map(({ named, written, userName, assumedRoot, mfaAuthenticated, ...fields }) => {
    const arns = {
      session: `arn:aws:sts::${account}:assumed-role/${named.role}/${named.name}`,
      user: `arn:aws:iam::${account}:user/${named.name}`,
      root: `arn:aws:iam::${account}:root`,
    };
    return {
      ...fields,
      accountId: account,
      ...(written === null ? {} : { arn: arns[written] }),
      ...(userName ? { userName: named.name } : {}),
      sessionContext: { assumedRoot, attributes: { mfaAuthenticated } },
    };
  });

/** What an AssumeRole call asked for and handed out. */
const handedOut = fc.record({ name: caller, role, accessKeyId: key }).map(({ name, role: asked, accessKeyId }) => ({
  request: { roleArn: `arn:aws:iam::${account}:role/${asked}`, roleSessionName: name },
  response: {
    credentials: { accessKeyId },
    assumedRoleUser: { arn: `arn:aws:sts::${account}:assumed-role/${asked}/${name}` },
  },
}));

/** Any event, as it is read from a record: few values of each field, so that what is asked often holds. */
export const anyEvent = fc
  .record({
    id: fc.constantFrom('5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2', '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e3'),
    eventName: fc.constantFrom('DeleteBucket', 'ListBuckets', 'StopLogging', 'AssumeRole', 'ConsoleLogin'),
    source: fc.constantFrom('s3', 'cloudtrail', 'sts', 'chatbot'),
    identity: fc.option(identity),
    address: fc.constantFrom('10.0.0.1', '192.0.2.7', 'lambda.amazonaws.com'),
    region: fc.constantFrom('us-east-1', 'eu-west-1'),
    eventType: fc.constantFrom('AwsApiCall', 'AwsServiceEvent'),
    bucket,
    handedOut,
    errorCode: fc.constantFrom(undefined, undefined, 'AccessDenied', 'NoSuchBucket'),
    readOnly: fc.constantFrom(undefined, true, false, 'true'),
    recipientAccountId: fc.constantFrom(undefined, account, '222233334444'),
  })
  .map(({ bucket: name, handedOut: session, errorCode, readOnly, recipientAccountId, ...spec }) => {
    const assuming = spec.eventName === 'AssumeRole' ? session : { request: { bucketName: name } };
    const fields = { errorCode, readOnly, recipientAccountId };
    return readRecord(record({ ...spec, ...assuming, fields, resources: [{ ARN: `arn:aws:s3:::${name}` }] }));
  });
