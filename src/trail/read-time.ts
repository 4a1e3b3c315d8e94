import type { Millis } from './event.ts';

const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Seconds since 1970 stay below this until the year 5138, milliseconds were above it from 1973 on. */
const leastMillis = 1e11;

/**
 * A time as records write it: ISO 8601 (UTC where no zone is given), a Date, or a number of seconds or milliseconds.
 * Null for anything else: Date.parse alone would read a time into "error 1".
 */
export function readTime(value: unknown): Millis | null {
  if (typeof value === 'string') return readIso(value);
  if (typeof value === 'number') return finite(value < leastMillis ? value * 1000 : value);
  return value instanceof Date ? finite(value.getTime()) : null;
}

function readIso(text: string): Millis | null {
  const plain = plainTime(text);
  if (plain !== null) return plain;
  const found = iso.exec(text);
  if (found === null) return null;
  return finite(Date.parse(found[1] === undefined ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T')));
}

const plainLength = '2026-11-20T09:05:27Z'.length;

/**
 * The time of a text as CloudTrail writes nearly all, `2026-11-20T09:05:27Z`: there are two in a record, and Date.parse
 * behind a regular expression takes longer than all other fields. Null for any other text, and where the last days of
 * a month would need a calendar.
 */
function plainTime(text: string): Millis | null {
  if (text.length !== plainLength || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return null;
  if (text[13] !== ':' || text[16] !== ':' || text[19] !== 'Z') return null;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const day = digits(text, 8);
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  const second = digits(text, 17);
  // Any comparison with NaN is false.
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return null;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The number of the two digits at a place; NaN where they are none. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const zero = 0x30;

/** Nothing was recorded before 1970, and what is past the range of a Date can't be shown. */
function finite(time: number): Millis | null {
  return time >= 0 && time <= 8.64e15 ? Math.trunc(time) : null;
}
