import { tzOffset } from '@date-fns/tz';
import { LRUCache } from 'lru-cache';
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

/** `2026-11-20T10:00:00Z`: as CloudTrail writes times, without milliseconds. Throws RangeError for what no calendar holds. */
export function isoSeconds(time: Millis): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** What a clock on the wall shows, as if it were UTC. Days and months are counted here; a zone only joins in at the ends. */
export type Wall = number;

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export function toWall(instant: Millis, zone: string): Wall {
  return instant + offsetAt(instant, zone);
}

/**
 * The first and the last instant at which the wall clock of a zone shows this. They differ where clocks go
 * back; where clocks skip it, both are the instant as far after the skip.
 */
export function toInstants(wall: Wall, zone: string): { first: Millis; last: Millis } {
  const before = wall - offsetAt(wall - day, zone);
  const after = wall - offsetAt(wall + day, zone);
  const real = [before, after].filter((instant) => toWall(instant, zone) === wall);
  return real.length === 0 ? { first: before, last: before } : { first: Math.min(...real), last: Math.max(...real) };
}

/** Offsets by zone and quarter of an hour, the grain at which zones change theirs: working one out is slow. */
const offsets = new LRUCache<string, number>({ max: 5000 });

/** Milliseconds that the zone is ahead of UTC; a zone that does not exist is read as UTC. */
function offsetAt(instant: Millis, zone: string): number {
  const key = `${zone} ${Math.floor(instant / (15 * minute))}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const minutes = tzOffset(zone, new Date(instant));
  const offset = Number.isNaN(minutes) ? 0 : Math.round(minutes * minute);
  offsets.set(key, offset);
  return offset;
}

/** The wall clock at a date and time of day; null where the calendar has no such date or the day no such time. */
export function wallAt(
  year: number,
  month: number,
  date: number,
  clock = { hours: 0, minutes: 0, seconds: 0 },
): Wall | null {
  const start = Date.UTC(year, month - 1, date);
  const read = new Date(start);
  if (year < 1970 || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== date) return null;
  if (clock.hours > 23 || clock.minutes > 59 || clock.seconds > 59) return null;
  return start + clock.hours * hour + clock.minutes * minute + clock.seconds * second;
}

/** The last whole second that has begun, of a wall clock or an instant. */
export function wholeSecond(time: Millis): Millis {
  return Math.floor(time / second) * second;
}

export function startOfDay(wall: Wall): Wall {
  return Math.floor(wall / day) * day;
}

/** Weeks start on Monday. */
export function startOfWeek(wall: Wall): Wall {
  return startOfDay(wall) - ((new Date(wall).getUTCDay() + 6) % 7) * day;
}

/** The start of the month so many months after the one of `wall`; negative: before. */
export function startOfMonth(wall: Wall, months = 0): Wall {
  const read = new Date(wall);
  return Date.UTC(read.getUTCFullYear(), read.getUTCMonth() + months, 1);
}

/** The start of the year so many years after the one of `wall`; negative: before. */
export function startOfYear(wall: Wall, years = 0): Wall {
  return Date.UTC(new Date(wall).getUTCFullYear() + years, 0, 1);
}
