import { gunzipSync } from 'node:zlib';

/** A record is 256 KB at most, and a message with it some ten MB; what unzips to more was made to do harm. */
const largestUnzipped = 2 ** 25;

/** Longer beginnings than this stand before no record that a line holds. */
const longestPrefix = 1000;

/**
 * The JSON values that a text holds: one, or one a line, or one behind something else, such as a time or the name of a
 * host. None where it holds no object or list.
 */
export function valuesInText(text: string): unknown[] {
  const start = text.search(/\S/);
  if (start < 0) return [];
  if ('{["'.includes(text[start] ?? '')) {
    const whole = parsed(text);
    if (whole !== undefined) return isHolder(whole) ? [whole] : [];
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const values = lines.length < 2 ? [] : lines.map(parsed).filter(isHolder);
    if (values.length > 0) return values;
  }
  const brace = text.indexOf('{');
  if (brace < 0 || brace > longestPrefix) return [];
  const inside = parsed(text.slice(brace, text.lastIndexOf('}') + 1));
  return isHolder(inside) ? [inside] : [];
}

/** The text behind base64, unzipped where it is gzip, as CloudWatch Logs and Kinesis hand it on; null where it is none. */
export function textInBase64(text: string): string | null {
  if (text.length < 16 || !/^[A-Za-z0-9+/\r\n]+={0,2}\s*$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: largestUnzipped }).toString('utf8');
  } catch {
    return null;
  }
}

function isHolder(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'string';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
