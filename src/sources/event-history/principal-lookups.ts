import type { Surroundings } from './lookups.ts';

/**
 * The look-ups that find a principal's own calls, however it is written; null where no attribute can: an account,
 * a principal ID, an AWS service (whose Username is missing), or a role whose sessions are not known
 * (its Username is the session's name). Username is exact and case-sensitive, so a name is looked up as typed,
 * in lower and in upper case, and as it was seen before.
 */
export function principalLookups(
  who: string,
  { seenAs, sessions }: Pick<Surroundings, 'seenAs' | 'sessions'>,
): { attribute: 'AccessKeyId' | 'Username'; values: string[] } | null {
  if (isAccessKey(who)) return { attribute: 'AccessKeyId', values: [who.toUpperCase()] };
  const name = userName(who);
  const spelled = name === null ? [] : spellings(name, seenAs(name));
  if (name === null && sessions === null) return null;
  return { attribute: 'Username', values: [...new Set([...spelled, ...(sessions ?? [])])] };
}

/** Whether what was written can be a role: its ARN, `role/name`, or a bare name, which may as well be a user's. */
export function mayBeRole(who: string): boolean {
  if (who.startsWith('arn:')) return who.includes(':role/');
  if (isAccessKey(who) || isPrincipalId(who) || /^\d{12}$/.test(who)) return false;
  return who.startsWith('role/') || (/^[\w+=,.@-]{1,64}$/.test(who) && who.toLowerCase() !== 'root' && !isService(who));
}

/** The value CloudTrail would put in Username, or null where it can't be told from what was written. */
function userName(who: string): string | null {
  if (who.toLowerCase() === 'root' || /^arn:.*:root$/.test(who)) return 'root';
  if (who.startsWith('arn:')) return /:(user|assumed-role|federated-user)\//.test(who) ? after(who, '/') : null;
  if (isPrincipalId(who)) return who.includes(':') ? after(who, ':') : null;
  if (/^\d{12}$/.test(who) || isService(who) || who.startsWith('role/')) return null;
  return after(who, '/');
}

const isAccessKey = (who: string) => /^A[KS]IA[A-Z0-9]{12,}$/i.test(who);
const isPrincipalId = (who: string) => /^A(IDA|ROA|GPA|NPA)[A-Z0-9]{12,}(:|$)/.test(who);
const isService = (who: string) => who.endsWith('.amazonaws.com');

function after(text: string, separator: string): string | null {
  return text.slice(text.lastIndexOf(separator) + 1) || null;
}

/** As typed first, then the cases that people and directories use, then those seen. */
function spellings(name: string, seen: readonly string[]): string[] {
  return name === 'root' ? [name] : [name, name.toLowerCase(), name.toUpperCase(), ...seen];
}
