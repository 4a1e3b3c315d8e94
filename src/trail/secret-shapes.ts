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

/** A key is looked for at most this far around its telling word: bounds the work on hostile text. */
const longestKey = 64;
const telling =
  /secret|password|passwd|token|credential|private.?key|authorization|signature|api.?key|userdata|environment|connectionstring/gi;

/**
 * Masks values assigned to a secret key inside free text: `password=…`, `"sessionToken": "…"` in JSON that was cut
 * short, `X-Amz-Signature=…` in URLs, `--token …` on command lines. Linear in the length of the text.
 */
export function maskAssignments(text: string): string {
  const parts: string[] = [];
  let done = 0;
  telling.lastIndex = 0;
  for (let found = telling.exec(text); found !== null; found = telling.exec(text)) {
    const start = keyStart(text, found.index, done);
    const end = keyEnd(text, telling.lastIndex);
    telling.lastIndex = end;
    const value = isSecretKey(text.slice(start, end)) ? valueAfter(text, start, end) : null;
    if (value === null || value.from >= value.to) continue;
    parts.push(text.slice(done, value.from), masked);
    done = value.to;
    telling.lastIndex = done;
  }
  if (done === 0) return text;
  parts.push(text.slice(done));
  return parts.join('');
}

interface Span {
  from: number;
  to: number;
}

function keyStart(text: string, from: number, least: number): number {
  const limit = Math.max(least, from - longestKey);
  let at = from;
  while (at > limit && isKeyLetter(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

function keyEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + longestKey);
  let at = from;
  while (at < limit && isKeyLetter(text.charCodeAt(at))) at += 1;
  return at;
}

/** Letters, digits, `-` and `_`. */
function isKeyLetter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f
  );
}

const separator = /(\\*["'])?\s{0,4}(?::|=|%3D)/iy;
const opening = /\s{0,4}(?:(\\*)(["']))?/y;
const bare = /(?:(?:bearer|basic|aws4-hmac-sha256)\s{1,4})?[^\s"'&,;<>]*/iy;
const option = / {1,4}(?=[^\s"'-])/y;

/** Already masked, hidden by AWS itself, or a name: ARNs open nothing. */
const harmless = /\[masked\]|HIDDEN_DUE_TO_SECURITY_REASONS|arn:[\w-]*:[\w-]*:/y;

/** Where the secret assigned to the key at `start`…`end` stands; null where the word is no key, or the value none. */
function valueAfter(text: string, start: number, end: number): Span | null {
  const assigned = match(separator, text, end);
  if (assigned === null) return text.startsWith('--', start) ? optionValue(text, end) : null;
  const at = end + assigned[0].length;
  // `secretsmanager:GetSecretValue` and `secret:prod/db` are names: a bare colon assigns only before a space.
  if (assigned[1] === undefined && text[at - 1] === ':' && !/\s/.test(text[at] ?? '')) return null;
  const [blanks = '', slashes = '', mark] = match(opening, text, at) ?? [];
  const from = at + blanks.length;
  if (match(harmless, text, from) !== null) return null;
  if (mark !== undefined) return quoted(text, from, mark, slashes.length);
  // An object or array in JSON that can't be parsed: where it ends is unknown, so nothing after it is shown.
  return /[[{]/.test(text[from] ?? '') ? { from, to: text.length } : bareValue(text, from);
}

/** `--password hunter2`. */
function optionValue(text: string, end: number): Span | null {
  const blanks = match(option, text, end);
  return blanks === null ? null : bareValue(text, end + blanks[0].length);
}

function bareValue(text: string, from: number): Span {
  return { from, to: from + (match(bare, text, from)?.[0].length ?? 0) };
}

/** To the quotation mark that closes one opened behind `slashes` backslashes, or to the end of the text. */
function quoted(text: string, from: number, mark: string, slashes: number): Span {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    let before = 0;
    while (at - before > from && text[at - before - 1] === '\\') before += 1;
    if (before <= slashes) return { from, to: at - before };
  }
  return { from, to: text.length };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Keys whose values may be secrets, at any depth of a record. */
const secret =
  /secret|password|passwd|token|credential|private.?key|authorization|signature|api.?key|userdata|environment|connectionstring/i;

/** Paging and idempotency: worthless to a thief, and needed to tell repeated calls apart. */
const pagingToken = /^[^a-z0-9]*(?:next|client)[^a-z0-9]*token$/i;

/**
 * Ends of keys that say something about a secret without being it. `secretId` names the secret that was read,
 * `minimumPasswordLength` is a policy, `SignatureVersion` a number: an audit needs them.
 */
const describing =
  /(?:Ids?|IDs?|Arns?|ARNs?|Identifiers?|Names?|Types?|Mode|Versions?|Stages|Status|Expression|Required|Length|Age|Prevention|Count|Days|Seconds|TTL|Expiry|Expiration)$|[_-](?:id|arn|name|type|mode|version)s?$/;

/** The fields of issued credentials that identify rather than open: kept wherever credentials are masked. */
const identifying = /^(?:access[_-]?key[_-]?id|expir(?:y|ation)(?:time|date)?|expires(?:at|on|in)?)$/i;

/** Keys recur by the million and there are few of them. The bound is against records that invent keys. */
const known = new Map<string, boolean>();
const maxKnown = 5000;

/** Whether what stands under this key must not be shown. */
export function isSecretKey(key: string): boolean {
  const found = known.get(key);
  if (found !== undefined) return found;
  const answer = secret.test(key) && !pagingToken.test(key) && !describing.test(key);
  if (known.size >= maxKnown) known.clear();
  if (key.length <= 128) known.set(key, answer);
  return answer;
}

/** Whether a field inside a secret identifies it: access key IDs and expiry times. */
export function isIdentifyingKey(key: string): boolean {
  return identifying.test(key);
}

/** Whether a `{name, value}` pair with this name holds a secret. Tags named Environment are none. */
export function isSecretLabel(label: string): boolean {
  return isSecretKey(label) && !/^environment$/i.test(label);
}

/** The shortest run of base64 that is looked at: the length of a secret access key. */
const shortestRun = 40;

/**
 * Whether a text holds a run of base64 long enough to be a secret. Looks at every fortieth letter and, where that
 * may belong to a run, back from it: most letters are never read.
 */
export function hasLongRun(text: string): boolean {
  let end = shortestRun - 1;
  while (end < text.length) {
    let at = end;
    while (at > end - shortestRun && isBase64(text.charCodeAt(at))) at -= 1;
    if (at === end - shortestRun) return true;
    end = at + shortestRun;
  }
  return false;
}

const base64 = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-') {
  base64[letter.charCodeAt(0)] = 1;
}

/** Either base64 alphabet, padding included. */
function isBase64(code: number): boolean {
  return base64[code] === 1;
}
