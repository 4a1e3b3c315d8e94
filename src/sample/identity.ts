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

interface RoleSession {
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

const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
let today = { number: Number.NaN, date: '' };

/** `2026-11-20T09:00:00Z`: CloudTrail's times have whole seconds. A month takes so many that a day's date is kept. */
export function wholeSeconds(time: Millis): string {
  const second = Math.floor(time / 1000);
  const number = Math.floor(second / 86_400);
  if (today.number !== number) today = { number, date: new Date(number * 86_400_000).toISOString().slice(0, 10) };
  const [hours, minutes, seconds] = [Math.floor(second / 3600) % 24, Math.floor(second / 60) % 60, second % 60];
  return [today.date, `T${twoDigits[hours]}:${twoDigits[minutes]}:${twoDigits[seconds]}Z`].join('');
}

/** An ID as AWS gives to keys, users and roles, that shows it is none. */
export function exampleId(prefix: 'AKIA' | 'ASIA' | 'AIDA' | 'AROA', random: Random): string {
  return `${prefix}${random.letters(9)}EXAMPLE`;
}

const uniqueIds = new Map<string, string>();

/** The ID that AWS would give a user or role: the same for the same name. The company has a few dozen of them. */
function uniqueId(prefix: 'AIDA' | 'AROA', account: string, name: string): string {
  const whose = `${prefix} ${account} ${name}`;
  const id = uniqueIds.get(whose) ?? exampleId(prefix, createRandom(prefix, account, name));
  uniqueIds.set(whose, id);
  return id;
}
