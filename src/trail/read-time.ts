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
  const found = iso.exec(text);
  if (found === null) return null;
  return finite(Date.parse(found[1] === undefined ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T')));
}

/** Nothing was recorded before 1970, and what is past the range of a Date can't be shown. */
function finite(time: number): Millis | null {
  return time >= 0 && time <= 8.64e15 ? Math.trunc(time) : null;
}
