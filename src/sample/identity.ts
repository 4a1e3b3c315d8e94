import type { Millis } from '../trail/event.ts';
import { createRandom, type Random } from './random.ts';

/** userIdentity, as CloudTrail records it. */
export interface SampleIdentity {
  type: string;
  principalId?: string;
  arn?: string;
  accountId?: string;
  accessKeyId?: string;
  userName?: string;
  invokedBy?: string;
  identityProvider?: string;
  sessionContext?: {
    sessionIssuer?: { type: 'Role'; principalId: string; arn: string; accountId: string; userName: string };
    attributes: { creationDate: string; mfaAuthenticated: 'true' | 'false' };
  };
}

/** An IAM user with a long-lived key. */
export function iamUser(account: string, userName: string, accessKeyId?: string): SampleIdentity {
  return {
    type: 'IAMUser',
    principalId: uniqueId('AIDA', account, userName),
    arn: `arn:aws:iam::${account}:user/${userName}`,
    accountId: account,
    accessKeyId: accessKeyId ?? exampleId('AKIA', createRandom('key', account, userName)),
    userName,
  };
}

/** An IAM user in the console, who has no key of their own there. */
export function consoleUser(account: string, userName: string): SampleIdentity {
  const { accessKeyId: _, ...user } = iamUser(account, userName);
  return user;
}

export function rootUser(account: string): SampleIdentity {
  return { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account };
}

/** An AWS service that calls for itself. */
export function awsService(name: string): SampleIdentity {
  return { type: 'AWSService', invokedBy: `${name}.amazonaws.com` };
}

/** Somebody an identity provider vouches for, before a role was assumed. */
export function samlUser(provider: string, userName: string): SampleIdentity {
  return { type: 'SAMLUser', principalId: `${provider}:${userName}`, userName, identityProvider: provider };
}

export interface RoleSession {
  account: string;
  role: string;
  session: string;
  accessKey: string;
  began: Millis;
  mfa?: boolean;
}

/** A caller in a session of a role. */
export function roleSession({ account, role, session, accessKey, began, mfa = false }: RoleSession): SampleIdentity {
  const principalId = uniqueId('AROA', account, role);
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    accessKeyId: accessKey,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId, arn: roleArn(account, role), accountId: account, userName: role },
      attributes: { creationDate: wholeSeconds(began), mfaAuthenticated: mfa ? 'true' : 'false' },
    },
  };
}

export const roleArn = (account: string, role: string) => `arn:aws:iam::${account}:role/${role}`;

/** `2026-11-20T09:00:00Z`: CloudTrail's times have whole seconds. */
export const wholeSeconds = (time: Millis) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** An ID as AWS gives to keys, users and roles, that shows it is none. */
export function exampleId(prefix: 'AKIA' | 'ASIA' | 'AIDA' | 'AROA', random: Random): string {
  return `${prefix}${random.letters(9)}EXAMPLE`;
}

/** The ID that AWS would give a user or role: the same for the same name. */
function uniqueId(prefix: 'AIDA' | 'AROA', account: string, name: string): string {
  return exampleId(prefix, createRandom(prefix, account, name));
}
