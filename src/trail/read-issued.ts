import { cleanText } from './clean-text.ts';
import type { Issued } from './event.ts';
import { asObject, asText } from './json-object.ts';

/** Calls that hand out a session. */
const issuing = /^(?:AssumeRole|AssumeRoot|GetFederationToken|GetSessionToken)/;

/** The session a call asked for and, where it worked, was handed; null for calls that hand out none. */
export function readIssued(eventName: string, request: unknown, response: unknown): Issued | null {
  if (!issuing.test(eventName)) return null;
  const asked = asObject(request);
  const given = asObject(response);
  const user = asObject(given?.assumedRoleUser) ?? asObject(given?.federatedUser);
  const issued = {
    accessKey: clean(asObject(given?.credentials)?.accessKeyId),
    arn: clean(user?.arn) ?? clean(user?.assumedRoleUserArn),
    role: clean(asked?.roleArn),
    session: clean(asked?.roleSessionName),
  };
  return Object.values(issued).every((part) => part === null) ? null : issued;
}

function clean(value: unknown): string | null {
  const text = asText(value);
  return text === null ? null : cleanText(text);
}
