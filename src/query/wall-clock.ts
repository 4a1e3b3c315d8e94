import { tzOffset } from '@date-fns/tz';
import { LRUCache } from 'lru-cache';
import type { Millis } from '../trail/event.ts';

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
