import { isSecretKey } from './secret-key.ts';
import { masked } from './secret-shapes.ts';

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
