import { isBase64, shortestRun } from './base64-run.ts';

/** What stands in place of a secret. */
export const masked = '[masked]';

/**
 * Masks what is a secret by its shape alone, wherever it stands in a text.
 * Every pattern is anchored on a fixed beginning or takes whole runs, so that hostile text costs linear time.
 */
export function maskShapes(text: string): string {
  let result = text.includes(pemBegin) ? maskPem(text) : text;
  for (const { sign, pattern, replacement } of shapes) {
    if (sign.test(result)) result = result.replace(pattern, replacement);
  }
  if (result.includes('eyJ')) result = result.replace(dottedRuns, maskWebToken);
  return maskLongRuns(result);
}

const shapes = [
  // Slack: xoxb-, xoxp-, xapp- and their relatives, and incoming webhooks, whose path is the secret.
  { sign: /xox|xapp/, pattern: /(?:xox[a-z](?:\.xox[a-z])?|xapp-\d)-[\w-]+/g, replacement: masked },
  { sign: /hooks\.slack/i, pattern: /(hooks\.slack(?:-gov)?\.com)\/[^\s"'<>]*/gi, replacement: `$1/${masked}` },
  // HTTP authorization headers.
  { sign: /bearer|basic/i, pattern: /\b(bearer|basic) [\w.~+/=-]{8,}/gi, replacement: `$1 ${masked}` },
  // The password of a URL with a user in it: postgres://app:hunter2@db.
  { sign: /:\/\/[^/]*@/, pattern: /(:\/\/[^\s/:@]{0,128}):[^\s/@]{1,256}@/g, replacement: `$1:${masked}@` },
];

const pemBegin = '-----BEGIN ';
const pemEnd = /-----END [A-Z0-9 ]{1,64}-----/g;

/** PEM blocks, to the end of the text where their own end is missing. */
function maskPem(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let begin = text.indexOf(pemBegin); begin >= 0; begin = text.indexOf(pemBegin, from)) {
    parts.push(text.slice(from, begin), masked);
    pemEnd.lastIndex = begin;
    from = pemEnd.exec(text) === null ? text.length : pemEnd.lastIndex;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** Two or more base64url parts joined by dots; the look-behind makes each run be read once. */
const dottedRuns = /(?<![\w-])[\w-]{8,}\.[\w-]{5,}(?:\.[\w-]*)*/g;

/** A JSON Web Token: base64url of `{"`, a dot, and more. What stands before it in the same run is kept. */
function maskWebToken(run: string): string {
  const at = run.indexOf('eyJ');
  return at < 0 || run.indexOf('.', at) < at + 8 ? run : run.slice(0, at) + masked;
}

/** Whole runs of base64 in either alphabet, in one pass: a regular expression starts anew at every letter. */
function maskLongRuns(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = start;
    while (end < text.length && isBase64(text.charCodeAt(end))) end += 1;
    if (end - start < shortestRun) continue;
    parts.push(text.slice(done, start), maskRun(text.slice(start, end)));
    done = end;
  }
  return done === 0 ? text : parts.join('') + text.slice(done);
}

const base64Runs = /[A-Za-z0-9+/=]{40,}/g;
const unpaddedRuns = /[A-Za-z0-9+/]{40,}/g;

function maskRun(run: string): string {
  if (isSessionToken(run)) return masked;
  return run.replace(base64Runs, (part) =>
    isSecretAccessKey(part) ? masked : part.replace(unpaddedRuns, (key) => (isSecretAccessKey(key) ? masked : key)),
  );
}

/** STS session tokens and their like: long and random. Long paths and names have a separator every few letters. */
function isSessionToken(run: string): boolean {
  return run.length >= 100 && isMixed(run) && separatorsIn(run) * 10 < run.length;
}

/**
 * Secret access keys are 40 characters of base64. A name of 40 letters, such as the role
 * AWSServiceRoleForAmazonElasticFileSystem, lacks a digit; one key in a thousand does, and no path has so few slashes.
 */
function isSecretAccessKey(run: string): boolean {
  return run.length === 40 && isMixed(run) && !/^[0-9a-f]+$/i.test(run) && separatorsIn(run) <= 5;
}

function isMixed(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9+]/.test(run);
}

function separatorsIn(run: string): number {
  let count = 0;
  for (const letter of run) if (letter === '/' || letter === '-' || letter === '_') count += 1;
  return count;
}
