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
  if (text.length === 20 && text.startsWith(minute) && text.endsWith('Z')) {
    const second = secondOf(text);
    if (second >= 0) return minuteBegan + second * 1000;
  }
  const found = iso.exec(text);
  if (found === null) return null;
  const time = finite(Date.parse(found[1] === undefined ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T')));
  if (time !== null && text.length === 20 && secondOf(text) >= 0) {
    minute = text.slice(0, 17);
    minuteBegan = time - secondOf(text) * 1000;
  }
  return time;
}

/** The minute of the time read before, `2026-11-20T09:05:`, and when it began: records follow each other closely. */
let minute = 'none';
let minuteBegan: Millis = 0;

/** The second of a time written `2026-11-20T09:05:27Z`; -1 where that is none. */
function secondOf(text: string): number {
  const tens = text.charCodeAt(17) - zero;
  const ones = text.charCodeAt(18) - zero;
  return tens >= 0 && tens < 6 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

const zero = 0x30;

/** Nothing was recorded before 1970, and what is past the range of a Date can't be shown. */
function finite(time: number): Millis | null {
  return time >= 0 && time <= 8.64e15 ? Math.trunc(time) : null;
}
