import type { Millis } from '../trail/event.ts';
import {
  day,
  hour,
  minute,
  second,
  startOfDay,
  startOfMonth,
  startOfWeek,
  startOfYear,
  toInstants,
  toWall,
  type Wall,
  wallAt,
  wholeSecond,
} from '../trail/time.ts';
import type { Window } from './query.ts';

/** The moment of asking and the asker's IANA zone, in which times without one are read. */
export interface Clock {
  now: Millis;
  zone: string;
}

/** What a text of time stands for: a point (first and last instant of it differ only where clocks go back), or a span. */
interface Moment extends Window {
  kind: 'point' | 'ago' | 'span';
}

/**
 * Reads a time as one end of a window, in whole seconds; null where it is none.
 * A span such as a date gives its first second as a start and its last as an end, so `until 2026-11-03`
 * holds the whole day. Where clocks go back and a time comes twice, the window takes in both.
 */
export function readInstant(text: string, clock: Clock, edge: 'start' | 'end'): Millis | null {
  const moment = readMoment(text, clock);
  if (moment === null) return null;
  return edge === 'start' ? moment.start : moment.end;
}

/**
 * Reads a span of time: a date, a month, `yesterday`, `monday`, `last week`, `24h` (up to now), or two
 * times with `..` between them. Both ends are inclusive whole seconds; null where it is none.
 */
export function readSpan(text: string, clock: Clock): Window | null {
  const [from, to, ...rest] = text.split('..');
  if (from !== undefined && to !== undefined && rest.length === 0) {
    const start = readInstant(from, clock, 'start');
    const end = readInstant(to, clock, 'end');
    return start === null || end === null ? null : { start, end };
  }
  const moment = readMoment(text, clock);
  if (moment === null || moment.kind === 'point') return null;
  return { start: moment.start, end: moment.kind === 'ago' ? wholeSecond(clock.now) : moment.end };
}

export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function readMoment(text: string, clock: Clock): Moment | null {
  const said = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const moment =
    readNow(said, clock) ??
    readAgo(said, clock) ??
    readZoned(said) ??
    readPeriod(said, clock) ??
    readDayAndTime(said, clock);
  return moment === null || moment.start < 0 ? null : moment;
}

function readNow(said: string, { now }: Clock): Moment | null {
  return said === 'now' ? point(now) : null;
}

const units: readonly (readonly [length: number, words: readonly string[]])[] = [
  [minute, ['m', 'min', 'mins', 'minute', 'minutes']],
  [hour, ['h', 'hr', 'hrs', 'hour', 'hours']],
  [day, ['d', 'day', 'days']],
  [7 * day, ['w', 'week', 'weeks']],
];

/** `90m`, `24 hours`, `last 7 days`, `2w ago`, `last hour`. Days and weeks are of 24 hours here. */
function readAgo(said: string, { now }: Clock): Moment | null {
  const [, past, amount, word = ''] = /^((?:last|past) )?(\d{1,5})? ?([a-z]+)(?: ago)?$/.exec(said) ?? [];
  const [length] = units.find(([, words]) => words.includes(word)) ?? [];
  if (length === undefined) return null;
  if (amount === undefined && (past === undefined || length === 7 * day)) return null;
  return { ...point(now - Number(amount ?? 1) * length), kind: 'ago' };
}

const isoTime = /^(\d{4}-\d{2}-\d{2})(?:t| )(\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(z|utc|[+-]\d{2}(?::?\d{2})?)$/;

/** An ISO date and time with Z or an offset. */
function readZoned(said: string): Moment | null {
  const [, date, time, zone] = isoTime.exec(said) ?? [];
  if (date === undefined || time === undefined || zone === undefined) return null;
  const start = readDate(date);
  const clock = readClock(time);
  const offset = readOffset(zone);
  return start === null || clock === null || offset === null ? null : point(start + clock - offset);
}

function readOffset(zone: string): number | null {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * minute);
}

/** `2026-11`, `last week`, `this month`, `last year`. */
function readPeriod(said: string, clock: Clock): Moment | null {
  const [, year, month] = /^(\d{4})-(\d{2})$/.exec(said) ?? [];
  if (year !== undefined && month !== undefined) {
    const start = wallAt(Number(year), Number(month), 1);
    return start === null ? null : span(start, startOfMonth(start, 1), clock.zone);
  }
  const [, which, unit] = /^(this|last) (week|month|year)$/.exec(said) ?? [];
  if (which === undefined) return null;
  const today = toWall(clock.now, clock.zone);
  const back = which === 'last' ? -1 : 0;
  if (unit === 'week')
    return span(startOfWeek(today) + back * 7 * day, startOfWeek(today) + (back + 1) * 7 * day, clock.zone);
  if (unit === 'month') return span(startOfMonth(today, back), startOfMonth(today, back + 1), clock.zone);
  return span(startOfYear(today, back), startOfYear(today, back + 1), clock.zone);
}

/** A day, a time of day, or both in either order: `monday`, `3pm`, `last monday at 3pm`, `2026-11-01T10:00`, `14:00 yesterday`. */
function readDayAndTime(said: string, clock: Clock): Moment | null {
  const today = startOfDay(toWall(clock.now, clock.zone));
  const whole = readDay(said, today);
  if (whole !== null) return span(whole.start, whole.start + day, clock.zone);

  const alone = readClock(said);
  if (alone !== null) return latest(today + alone, day, clock);

  for (const cut of [...said.matchAll(/ at | on | |(?<=\d)t(?=\d)/g)]) {
    const head = said.slice(0, cut.index);
    const tail = said.slice(cut.index + cut[0].length);
    const date = readDay(head, today) ?? readDay(tail, today);
    const time = readClock(tail) ?? readClock(head);
    if (date !== null && time !== null) return latest(date.start + time, date.repeats, clock);
  }
  return null;
}

/** A time that comes again and again means its latest coming that is not in the future; `repeats` 0: it comes once. */
function latest(wall: Wall, repeats: number, { now, zone }: Clock): Moment {
  const { first, last } = toInstants(wall, zone);
  if (repeats === 0 || first <= now) return { kind: 'point', start: first, end: last };
  return latest(wall - repeats, 0, { now, zone });
}

/** The start of a day, and after how long the same words mean another one. */
function readDay(said: string, today: Wall): { start: Wall; repeats: number } | null {
  if (said === 'today') return { start: today, repeats: 0 };
  if (said === 'yesterday') return { start: today - day, repeats: 0 };
  const [, last, word] = /^(?:on )?(last )?([a-z]{3,9})$/.exec(said) ?? [];
  const weekday = word === undefined ? -1 : weekdays.findIndex((name) => isWeekday(word, name));
  if (weekday >= 0) {
    const back = (new Date(today).getUTCDay() - weekday + 7) % 7;
    if (last !== undefined) return { start: today - (back === 0 ? 7 : back) * day, repeats: 0 };
    return { start: today - back * day, repeats: 7 * day };
  }
  const start = readDate(said);
  return start === null ? null : { start, repeats: 0 };
}

function isWeekday(word: string, name: string): boolean {
  return word === name || (name.startsWith(word) && /^(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)$/.test(word));
}

function readDate(said: string): Wall | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(said) ?? [];
  return year === undefined ? null : wallAt(Number(year), Number(month), Number(date));
}

/** Milliseconds into the day: `15:00`, `15:00:30`, `3pm`, `3:30 pm`, `noon`, `midnight`. */
function readClock(said: string): number | null {
  if (said === 'noon') return 12 * hour;
  if (said === 'midnight') return 0;
  const [, hours, minutes, seconds = '0', half] =
    /^(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,]\d{1,9})?)? ?(am|pm)?$/.exec(said) ?? [];
  if (hours === undefined || (minutes === undefined && half === undefined)) return null;
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return null;
  const counted = half === undefined ? Number(hours) : (Number(hours) % 12) + (half === 'pm' ? 12 : 0);
  return wallAt(1970, 1, 1, { hours: counted, minutes: Number(minutes ?? 0), seconds: Number(seconds) });
}

function point(instant: Millis): Moment {
  return { kind: 'point', start: wholeSecond(instant), end: wholeSecond(instant) };
}

/** From the first instant of one wall time to the last second before another. */
function span(from: Wall, to: Wall, zone: string): Moment {
  return { kind: 'span', start: toInstants(from, zone).first, end: toInstants(to, zone).first - second };
}
