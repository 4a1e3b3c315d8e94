import { createHash } from 'node:crypto';
import type { Fields } from '../fakes/json.ts';

export { type LogLayout, writeLogs } from './write-logs.ts';

/** When made records happen unless told otherwise: 2026-11-20T09:00:00Z. */
export const recordTime = Date.UTC(2026, 10, 20, 9);

/** What a made record may say; everything else is filled in to fit. */
export interface RecordSpec {
  eventName?: string;
  /** eventSource, with or without .amazonaws.com; default by event name, else ec2. */
  source?: string;
  /** IAM user. */
  user?: string;
  /** Session name of an assumed role; with it or a role, the caller is an AssumedRole. */
  session?: string;
  role?: string;
  root?: boolean;
  /** AWS service that calls by itself. */
  service?: string;
  /** AWS service that calls on the caller's behalf. */
  invokedBy?: string;
  /** The whole userIdentity, in place of all of the above; null leaves it out. */
  identity?: Fields | null;
  account?: string;
  region?: string;
  /** Epoch milliseconds or an ISO time. */
  time?: number | string;
  address?: string;
  userAgent?: string;
  accessKey?: string;
  mfa?: boolean;
  error?: string;
  errorMessage?: string;
  readOnly?: boolean;
  request?: unknown;
  response?: unknown;
  resources?: { ARN: string; type?: string; accountId?: string }[];
  id?: string;
  eventType?: string;
  /** Fields that override the record's own as they stand; undefined takes one out. */
  fields?: Fields;
}

const sources: Record<string, string> = {
  AddDomain: 'chime',
  AssociateChannel: 'notifications',
  AssumeRole: 'sts',
  AssumeRoleWithSAML: 'sts',
  ConsoleLogin: 'signin',
  CreateAccessKey: 'iam',
  CreateBucket: 's3',
  CreateRole: 'iam',
  CreateUser: 'iam',
  Decrypt: 'kms',
  DeleteBucket: 's3',
  DescribeSlackChannels: 'chatbot',
  DescribeSlackWorkspaces: 'chatbot',
  GetCallerIdentity: 'sts',
  GetSlackOAuthParameters: 'chatbot',
  ListBuckets: 's3',
  ListFunctions20150331: 'lambda',
  PutBucketPolicy: 's3',
  RedeemSlackOAuthCode: 'chatbot',
  UpdateFunctionCode20150331v2: 'lambda',
};

let made = 0;

/** One raw record. The same calls in the same order make the same records. */
export function record(spec: RecordSpec = {}): Fields {
  made += 1;
  const eventName = spec.eventName ?? 'DescribeInstances';
  const account = spec.account ?? '111122223333';
  const source = spec.source ?? sources[eventName] ?? 'ec2';
  const readOnly = spec.readOnly ?? /^(Get|List|Describe|Head|Lookup|AssumeRole|Decrypt)/.test(eventName);
  const whole: Fields = {
    eventVersion: '1.11',
    userIdentity: spec.identity ?? (spec.identity === null ? undefined : identityOf(spec, account)),
    eventTime: isoTime(spec.time ?? recordTime),
    eventSource: source.includes('.') ? source : `${source}.amazonaws.com`,
    eventName,
    awsRegion: spec.region ?? 'us-east-1',
    sourceIPAddress: spec.address ?? spec.service ?? '192.0.2.10',
    userAgent: spec.userAgent ?? 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux#6.12 lang/python#3.13.7',
    errorCode: spec.error,
    errorMessage: spec.errorMessage,
    requestParameters: spec.request ?? null,
    responseElements: spec.response ?? null,
    requestID: uuid(`request ${made}`),
    eventID: spec.id ?? uuid(`event ${made}`),
    readOnly,
    resources: spec.resources,
    eventType: spec.eventType ?? (eventName === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall'),
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...spec.fields,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

/** So many records, each a second older than the one before; `vary` gives what differs from one to the next. */
export function records(
  count: number,
  spec: RecordSpec = {},
  vary: (index: number) => RecordSpec = () => ({}),
): Fields[] {
  const newest = new Date(spec.time ?? recordTime).getTime();
  return Array.from({ length: count }, (_, index) => record({ ...spec, time: newest - index * 1000, ...vary(index) }));
}

function identityOf(spec: RecordSpec, account: string): Fields {
  const behalf = spec.invokedBy === undefined ? {} : { invokedBy: spec.invokedBy };
  if (spec.service !== undefined) return { type: 'AWSService', invokedBy: spec.service };
  if (spec.root === true) {
    const arn = `arn:aws:iam::${account}:root`;
    return {
      type: 'Root',
      principalId: account,
      arn,
      accountId: account,
      accessKeyId: spec.accessKey ?? '',
      ...behalf,
    };
  }
  if (spec.session !== undefined || spec.role !== undefined) return { ...assumedRole(spec, account), ...behalf };
  const userName = spec.user ?? 'alice';
  return {
    type: 'IAMUser',
    principalId: `AIDA${letters(userName, 16)}`,
    arn: `arn:aws:iam::${account}:user/${userName}`,
    accountId: account,
    accessKeyId: spec.accessKey ?? `AKIA${letters(userName, 16)}`,
    userName,
    ...(spec.mfa === undefined ? {} : { sessionContext: { attributes: { mfaAuthenticated: String(spec.mfa) } } }),
    ...behalf,
  };
}

function assumedRole(spec: RecordSpec, account: string): Fields {
  const role = spec.role ?? 'admin';
  const session = spec.session ?? 'jdoe';
  const principalId = `AROA${letters(role, 16)}`;
  const began = new Date(spec.time ?? recordTime).getTime() - 10 * 60 * 1000;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: spec.accessKey ?? `ASIA${letters(`${role}/${session}`, 16)}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: isoTime(began), mfaAuthenticated: String(spec.mfa ?? false) },
    },
  };
}

/** CloudTrail's times have whole seconds. */
function isoTime(time: number | string): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function uuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function letters(seed: string, length: number): string {
  return createHash('sha256').update(seed).digest('hex').toUpperCase().slice(0, length);
}
