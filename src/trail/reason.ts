/**
 * Why AWS refused a call, or why it could not work, where the record tells: a fixed set of words, those AWS uses, so that
 * calls can be counted by them.
 */
export const reasons = [
  'no identity-based policy allows it',
  'no resource-based policy allows it',
  'no service control policy allows it',
  'no resource control policy allows it',
  'no permissions boundary allows it',
  'no session policy allows it',
  'no VPC endpoint policy allows it',
  'no role trust policy allows it',
  'explicit deny in an identity-based policy',
  'explicit deny in a resource-based policy',
  'explicit deny in a service control policy',
  'explicit deny in a resource control policy',
  'explicit deny in a permissions boundary',
  'explicit deny in a session policy',
  'explicit deny in a VPC endpoint policy',
  'explicit deny in a role trust policy',
  'explicit deny',
  'VPC endpoint policy',
  'S3 Block Public Access',
  'told in encoded form',
  'failed authentication',
  'dry run',
] as const;

export type Reason = (typeof reasons)[number];

/** What the clause begins with in which AWS says why it refused a call, at the end of its message. */
export const clauseBeginnings = [' because ', ' with an explicit deny', ' due to a'] as const;
/** What stands before a reason that only `aws sts decode-authorization-message` can read. */
export const encodedBeginning = ' Encoded authorization failure message:';

const byWords = new Map<string, Reason>(reasons.map((reason) => [reason.toLowerCase(), reason]));

const policy =
  '((?:identity-based|resource-based|service control|resource control|sessions?|vpc endpoint|role trust) policy|permissions boundary)';
/** What may follow the clause: nothing, or what an SDK added to the message of a service that it called. */
const ending = '[.\\s]*(?:$|\\(Service:|Status code:)';
/** Each with the words that tell as its first group, and the policy behind. */
const allowedByNone = new RegExp(`^( because no ${policy} allows the) \\S+ action${ending}`, 'i');
const deniedByOne = new RegExp(
  `^( (?:with|due to) an explicit deny(?: in (?:an?|the) ${policy}(?: transitively through an? ${policy})?)?)(?:: ?arn:\\S*)?${ending}`,
  'i',
);
const deniedByEndpoint = new RegExp(`^( due to an? vpc endpoint policy)${ending}`, 'i');
const blockedAsPublic = /^( because public \w+ are \w+ by the \w+ setting in S3 Block Public Access)/;

/**
 * Why a call was refused, from the whole message, before anything of it was masked or cut; null where it does not tell.
 * The names in a message are chosen by callers, so only the clause counts with which it ends, and not even that where the
 * request holds the same words: then it may be the end of a name.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readReason(message: string, request: unknown): Reason | null {
  const encoded = message.lastIndexOf(encodedBeginning);
  const reason = readClause(encoded < 0 ? message : message.slice(0, encoded), request);
  if (reason !== null || encoded < 0) return reason;
  return mentions(request, encodedBeginning.trim()) ? null : 'told in encoded form';
}

function readClause(message: string, request: unknown): Reason | null {
  const start = Math.max(...clauseBeginnings.map((words) => message.lastIndexOf(words)));
  const told = start < 0 ? null : reasonOf(message.slice(start, start + longestClause));
  return told === null || mentions(request, told.words.trim()) ? null : told.reason;
}

/** Longer than any clause with the ARN of a policy; what an SDK adds behind it may be cut. */
const longestClause = 2048;

/** The reason, and the words of the clause that tell it. */
function reasonOf(clause: string): { reason: Reason; words: string } | null {
  const [, noneAllows, kind] = allowedByNone.exec(clause) ?? [];
  if (noneAllows !== undefined) return told(`no ${named(kind)} allows it`, noneAllows);
  const [, denies, one, through] = deniedByOne.exec(clause) ?? [];
  if (denies !== undefined) return told(sayDenial(through ?? one), denies);
  const [, endpoint] = deniedByEndpoint.exec(clause) ?? [];
  if (endpoint !== undefined) return told('VPC endpoint policy', endpoint);
  const [, blocked] = blockedAsPublic.exec(clause) ?? [];
  return blocked === undefined ? null : told('S3 Block Public Access', blocked);
}

function sayDenial(kind: string | undefined): string {
  if (kind === undefined) return 'explicit deny';
  return `explicit deny in ${/^identity/i.test(kind) ? 'an' : 'a'} ${named(kind)}`;
}

/** One of AWS's own examples says “sessions policy”. */
const named = (kind = '') => kind.replace(/sessions/i, 'session');

function told(said: string, words: string): { reason: Reason; words: string } | null {
  const reason = byWords.get(said.toLowerCase());
  return reason === undefined ? null : { reason, words };
}

const deepest = 50;

/** Whether some text of a value holds these words; true as well where it is nested too deeply to tell. */
function mentions(value: unknown, words: string, depth = 0): boolean {
  if (typeof value === 'string') return value.includes(words);
  if (typeof value !== 'object' || value === null) return false;
  if (depth >= deepest) return true;
  return Object.entries(value).some(([key, part]) => key.includes(words) || mentions(part, words, depth + 1));
}
