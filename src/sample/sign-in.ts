import type { Millis } from '../trail/event.ts';
import { assumeRole } from './assume-role.ts';
import type { SampleCall } from './call.ts';
import { agents } from './company.ts';
import { type SampleIdentity, samlUser } from './identity.ts';

const LoginTo = 'https://console.aws.amazon.com/console/home';

/** A sign-in to the console. One that fails has a message, and no error code. */
export function consoleSignIn({
  at,
  by,
  from,
  mfa,
  works = true,
}: {
  at: Millis;
  by: SampleIdentity;
  from: string;
  mfa: boolean;
  works?: boolean;
}): SampleCall {
  return {
    at,
    event: 'signin:ConsoleLogin',
    by,
    from,
    agent: agents.console,
    readOnly: false,
    response: { ConsoleLogin: works ? 'Success' : 'Failure' },
    extra: { additionalEventData: { LoginTo, MFAUsed: mfa ? 'Yes' : 'No' } },
    ...(works ? {} : { error: { message: 'Failed authentication' } }),
  };
}

/** What Identity Center lets somebody do: a role of its own making. */
export interface PermissionSet {
  at: Millis;
  person: string;
  set: 'Admin' | 'PowerUser' | 'ReadOnly';
  account: string;
  region: string;
  from: string;
  accessKey: string;
}

/** A sign-in through Identity Center, and the identity of the calls made after it. */
export function enterBySet({ person, set, ...where }: PermissionSet): { call: SampleCall; session: SampleIdentity } {
  return assumeRole({
    ...where,
    by: samlUser('identity-center', person),
    role: `AWSReservedSSO_${set}_0123456789abcdef`,
    session: person,
    event: 'sts:AssumeRoleWithSAML',
    agent: agents.browser,
  });
}
