import type { Fields } from '../fakes/json.ts';
import { type RecordSpec, record } from '../records/make.ts';

const day = (time: string) => `2026-11-20T${time}Z`;
const assumed = (session: string, role: string, key: string) => ({
  request: { roleArn: `arn:aws:iam::111122223333:role/${role}`, roleSessionName: session },
  response: {
    credentials: { accessKeyId: key, sessionToken: 'FwoGZXIvYXdzEXAMPLEEXAMPLEEXAMPLE', expiration: 'Nov 20, 2026' },
    assumedRoleUser: {
      arn: `arn:aws:sts::111122223333:assumed-role/${role}/${session}`,
      assumedRoleId: `AROA:${session}`,
    },
  },
});

const specs: RecordSpec[] = [
  {
    eventName: 'DescribeSlackChannels',
    role: 'user',
    session: 'jdoe',
    region: 'us-east-2',
    address: '10.24.34.3',
    time: day('08:00:00'),
  },
  ...['alice', 'bob', 'carol'].flatMap((user, index) =>
    Array.from({ length: index + 1 }, (_, at) => ({
      eventName: 'ListBuckets',
      user,
      address: `192.0.2.${index}`,
      time: day(`0${5 + index}:0${at}:00`),
    })),
  ),
  {
    eventName: 'ListBuckets',
    role: 'web',
    session: 'i-0abc1234def567890',
    address: '198.51.100.9',
    time: day('04:00:00'),
  },
  {
    eventName: 'ListBuckets',
    role: 'web',
    session: 'i-0def1234def567891',
    address: '198.51.100.8',
    time: day('04:01:00'),
  },
  {
    eventName: 'DeleteBucket',
    user: 'alice',
    time: day('07:30:00'),
    request: { bucketName: 'audit-logs' },
    resources: [{ ARN: 'arn:aws:s3:::audit-logs', type: 'AWS::S3::Bucket' }],
  },
  {
    eventName: 'PutBucketPolicy',
    user: 'bob',
    time: day('07:20:00'),
    request: { bucketName: 'audit-logs' },
    error: 'AccessDenied',
    errorMessage: 'Access Denied',
  },
  { eventName: 'CreateBucket', user: 'carol', time: day('07:10:00'), request: { bucketName: 'scratch' } },
  {
    eventName: 'AddDomain',
    user: 'Alice',
    address: '203.0.113.64',
    time: day('06:30:00'),
    error: 'ConflictException',
    errorMessage: 'Request could not be completed due to a conflict',
    readOnly: false,
  },
  {
    eventName: 'RunInstances',
    user: 'bob',
    time: day('06:31:00'),
    error: 'Client.UnauthorizedOperation',
    errorMessage: 'You are not authorized to perform this operation.',
    readOnly: false,
  },
  {
    eventName: 'ConsoleLogin',
    root: true,
    address: '203.0.113.1',
    time: day('03:00:00'),
    readOnly: false,
    response: { ConsoleLogin: 'Success' },
    fields: { additionalEventData: { MFAUsed: 'No' } },
  },
  {
    eventName: 'ConsoleLogin',
    user: 'alice',
    address: '192.0.2.4',
    time: day('03:10:00'),
    readOnly: false,
    response: { ConsoleLogin: 'Success' },
    fields: { additionalEventData: { MFAUsed: 'Yes' } },
  },
  {
    eventName: 'ConsoleLogin',
    user: 'bob',
    address: '203.0.113.77',
    time: day('03:20:00'),
    readOnly: false,
    response: { ConsoleLogin: 'Failure' },
    errorMessage: 'Failed authentication',
    fields: { additionalEventData: { MFAUsed: 'No' } },
  },
  { eventName: 'CreateAccessKey', root: true, address: '203.0.113.1', time: day('03:05:00'), readOnly: false },
  {
    eventName: 'AssumeRole',
    service: 'chatbot.amazonaws.com',
    time: day('02:00:00'),
    region: 'us-west-2',
    ...assumed('chatbot-session', 'channel', 'ASIACHATBOTEXAMPLE01'),
  },
  {
    eventName: 'ListFunctions20150331',
    role: 'channel',
    session: 'chatbot-session',
    accessKey: 'ASIACHATBOTEXAMPLE01',
    region: 'eu-west-1',
    time: day('02:00:01'),
  },
  { eventName: 'AssociateChannel', role: 'user', session: 'jdoe', time: day('01:30:00'), readOnly: false },
  {
    eventName: 'AssumeRole',
    user: 'mallory',
    time: day('08:49:00'),
    ...assumed('deploy', 'admin', 'ASIADEPLOYEXAMPLE001'),
  },
  {
    eventName: 'StopLogging',
    source: 'cloudtrail',
    role: 'admin',
    session: 'deploy',
    accessKey: 'ASIADEPLOYEXAMPLE001',
    time: day('08:59:00'),
    readOnly: false,
    id: '5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2',
  },
  { eventName: 'DescribeInstances', user: 'alice', time: '2026-11-19T07:00:00Z', address: '192.0.2.0' },
  { eventName: 'ListBuckets', user: 'alice', time: '2026-11-19T07:00:01Z', address: '192.0.2.0' },
];

/** One busy morning in which every question finds something, and the morning before. */
export const story: Fields[] = specs.map(record);

/** When the questions about it are asked. */
export const asked = Date.parse('2026-11-20T10:00:00Z');
