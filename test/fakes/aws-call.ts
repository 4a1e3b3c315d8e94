import type { IncomingMessage } from 'node:http';
import type { AwsOperation } from './aws-faults.ts';
import { at, parsed, textAt } from './json.ts';

/** One call as it reached AWS; its outcome is filled in once it is answered. */
export interface AwsCall {
  /** Epoch milliseconds at which it arrived. */
  time: number;
  operation: AwsOperation;
  /** The account searched; of AssumeRole, the account of the role asked for. Empty where the caller is unknown. */
  account: string;
  region: string;
  attribute: { key: string; value: string } | null;
  /** The window asked for, in epoch milliseconds. */
  start: number | null;
  end: number | null;
  token: string | null;
  accessKey: string;
  /** RoleSessionName of the session that called; of AssumeRole, of the session asked for. Null for ambient credentials. */
  sessionName: string | null;
  sessionPolicy: string | null;
  externalId: string | null;
  role: string | null;
  userAgent: string;
  /** `ok`, the error code, or how the connection broke. */
  outcome: string;
  /** Events in the page. */
  events: number;
}

/** Which operation a request is for; null for any other. */
export function operationOf(request: IncomingMessage, form: URLSearchParams): AwsOperation | null {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.endsWith('CloudTrail_20131101.LookupEvents') ? 'LookupEvents' : null;
  const action = form.get('Action');
  return action === 'AssumeRole' || action === 'GetCallerIdentity' ? action : null;
}

/** What a request says about itself: access key and Region from its signature, the rest from its body. */
export function readCall(
  request: IncomingMessage,
  operation: AwsOperation,
  body: { text: string; form: URLSearchParams },
): AwsCall {
  const scope = /Credential=([^/]+)\/\d{8}\/([^/]+)\//.exec(request.headers.authorization ?? '');
  const asked = operation === 'LookupEvents' ? parsed(body.text) : null;
  const key = textAt(asked, 'LookupAttributes', 0, 'AttributeKey');
  const role = body.form.get('RoleArn');
  return {
    time: Date.now(),
    operation,
    account: role?.split(':')[4] ?? '',
    region: scope?.[2] ?? '',
    attribute: key === undefined ? null : { key, value: textAt(asked, 'LookupAttributes', 0, 'AttributeValue') ?? '' },
    start: milliseconds(at(asked, 'StartTime')),
    end: milliseconds(at(asked, 'EndTime')),
    token: textAt(asked, 'NextToken') ?? null,
    accessKey: scope?.[1] ?? '',
    sessionName: body.form.get('RoleSessionName'),
    sessionPolicy: body.form.get('Policy'),
    externalId: body.form.get('ExternalId'),
    role,
    userAgent: request.headers['user-agent'] ?? '',
    outcome: 'pending',
    events: 0,
  };
}

function milliseconds(seconds: unknown): number | null {
  return typeof seconds === 'number' ? seconds * 1000 : null;
}
