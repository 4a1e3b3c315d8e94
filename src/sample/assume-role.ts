import type { Millis } from '../trail/event.ts';
import type { SampleCall } from './call.ts';
import { roleArn, roleSession, type SampleIdentity, wholeSeconds } from './identity.ts';

interface Assumed {
  at: Millis;
  by: SampleIdentity;
  /** The role's account. */
  account: string;
  role: string;
  session: string;
  /** The temporary key that is handed out. */
  accessKey: string;
  region?: string;
  from?: string;
  agent?: string;
  mfa?: boolean;
  event?: 'sts:AssumeRole' | 'sts:AssumeRoleWithSAML';
}

const hour = 3_600_000;

/** The call that hands out a session of a role, and the identity of the calls made in it. */
export function assumeRole(assumed: Assumed): { call: SampleCall; session: SampleIdentity } {
  const { at, by, account, role, session, accessKey, region, from, agent, mfa, event = 'sts:AssumeRole' } = assumed;
  const identity = roleSession({ account, role, session, accessKey, began: at, mfa: mfa === true });
  const arn = roleArn(account, role);
  const call: SampleCall = {
    at,
    event,
    by,
    account,
    request: { roleArn: arn, roleSessionName: session, durationSeconds: 3600 },
    response: {
      credentials: { accessKeyId: accessKey, sessionToken, expiration: wholeSeconds(at + hour) },
      assumedRoleUser: { assumedRoleId: identity.principalId, arn: identity.arn },
    },
    resources: [{ ARN: arn, type: 'AWS::IAM::Role', accountId: account }],
    ...(region === undefined ? {} : { region }),
    ...(from === undefined ? {} : { from }),
    ...(agent === undefined ? {} : { agent }),
  };
  return { call, session: identity };
}

/** Real records hold the token in clear; Trail masks it. */
const sessionToken = 'FwoGZXIvYXdzEXAMPLETOKEN//////////EXAMPLEwEaDEXAMPLETOKENEXAMPLETOKENEXAMPLE';
