import { AwsError } from './aws-error.ts';
import { at, isFields, parsed } from './json.ts';

/** The length AssumeRole takes, in characters. */
export const longestPolicy = 2048;

/** Checks a session policy as AssumeRole does; throws AwsError. */
export function checkPolicy(policy: string): void {
  if (policy.length > longestPolicy) {
    throw new AwsError('ValidationError', `The policy is longer than ${longestPolicy} characters.`);
  }
  if (!isFields(parsed(policy)))
    throw new AwsError('MalformedPolicyDocument', 'The policy is not in the valid JSON format.');
}

/** Whether a policy allows an action on every resource: an Allow that covers it, and no Deny. */
export function policyAllows(policy: string, action: string): boolean {
  const statement = at(parsed(policy), 'Statement');
  const statements: unknown[] = Array.isArray(statement) ? statement : [statement];
  const covering = statements.filter((one) => covers(at(one, 'Action'), action) && covers(at(one, 'Resource'), '*'));
  return covering.some((one) => at(one, 'Effect') === 'Allow') && !covering.some((one) => at(one, 'Effect') === 'Deny');
}

function covers(patterns: unknown, value: string): boolean {
  const list: unknown[] = Array.isArray(patterns) ? patterns : [patterns];
  return list.some((pattern) => typeof pattern === 'string' && wildcard(pattern).test(value));
}

function wildcard(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
