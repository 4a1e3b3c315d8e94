import type { Millis } from '../../trail/event.ts';
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
} from '../../trail/time.ts';
import type { Window } from '../query.ts';
import { readInstant, readSpan } from '../read-time.ts';
import { type DateClock, readDate } from './read-date.ts';

/** A time as people say it: a point, or a span with both ends inclusive in whole seconds. */
interface Moment extends Window {
  point: boolean;
}

/**
 * Reads a time as a sentence says it, without its preposition: all that commands take (`yesterday`, `monday 3pm`,
 * `last week`, `2026-11-03`), and `last night`, `the weekend`, `two weeks ago`, `past 3 hours`, `Nov 3 at 2pm`.
 * Nothing is read into the future where a past time can be meant. null where it is none.
 */
export function readMoment(text: string, clock: DateClock): Moment | null {
  const said = plainly(text);
  const [, local, zoned] = /^(.*\d(?:am|pm)?) ?(utc|gmt)$/.exec(said) ?? [];
  if (local !== undefined && zoned !== undefined) return readMoment(local, { ...clock, zone: 'UTC' });
  return (
    readAgo(said, clock) ??
    readPast(said, clock) ??
    readSpanOrPoint(said, clock) ??
    readWeekend(said, clock) ??
    readDayPart(said, clock) ??
    readDate(said, clock)
  );
}

/** Reads times against one clock, each text once. `now` is in whole seconds. */
export interface TimeReader {
  now: Millis;
  moment: (text: string) => Moment | null;
  edge: (text: string) => Moment | null;
}

export function createTimeReader(clock: DateClock): TimeReader {
  return {
    now: wholeSecond(clock.now),
    moment: remembering((text) => readMoment(text, clock)),
    edge: remembering((text) => readEdge(text, clock)),
  };
}

function remembering(read: (text: string) => Moment | null): (text: string) => Moment | null {
  const known = new Map<string, Moment | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const moment = read(text);
    known.set(text, moment);
    return moment;
  };
}

/** Reads a time as one end of a window: `2 weeks ago` is then a point, as it is in commands. */
function readEdge(text: string, clock: DateClock): Moment | null {
  const [, amount, word] = agoForm.exec(plainly(text)) ?? [];
  const unit = unitOf(word);
  if (amount === undefined || unit === undefined) return readMoment(text, clock);
  const then = back(Number(amount), unit, clock);
  return { start: then, end: then, point: true };
}

const agoForm = /^(\d{1,4}) ?([a-z]+) ago$/;

const numbers: ReadonlyMap<string, string> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, number) => [word, String(number)]),
);

/** Small letters, digits for numbers, and one way to say what people say in several. */
function plainly(text: string): string {
  return text
    .toLowerCase()
    .replace(/\b[a-z]+\b/g, (word) => numbers.get(word) ?? word)
    .replace(/\bhalf an? hour\b/, '30 minutes')
    .replace(/\b(?:the )?previous\b/, 'last')
    .replace(/\ba couple(?: of)?\b/, '2')
    .replace(/\b(?:a )?few\b/, '3')
    .replace(/\b(an?) (?=(?:minute|hour|day|week|month|year)\b)/, '1 ')
    .replace(/^(?:earlier|later|early|late|sometime) /, '')
    .replace(/^the (?!day before)/, '')
    .replace(/^(?:the )?day before yesterday$/, '2 days ago');
}

/** Milliseconds of the units that are always as long. */
const lengths = { minute, hour, day, week: 7 * day } as const;
type Unit = keyof typeof lengths | 'month' | 'year';

const shortUnits: ReadonlyMap<string, Unit> = new Map([
  ['m', 'minute'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['hr', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
  ['minute', 'minute'],
  ['hour', 'hour'],
  ['day', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['year', 'year'],
]);

function unitOf(word: string | undefined): Unit | undefined {
  return word === undefined ? undefined : (shortUnits.get(word) ?? shortUnits.get(word.replace(/s$/, '')));
}

/** `3 hours ago`: the hour around then; `20 minutes ago`: give or take a quarter; `2 weeks ago`: the week, day, month or year that was then. */
function readAgo(said: string, clock: DateClock): Moment | null {
  const [, amount, word] = agoForm.exec(said) ?? [];
  const unit = unitOf(word);
  if (amount === undefined || unit === undefined) return null;
  const many = Number(amount);
  const { now, zone } = clock;
  if (unit === 'minute' || unit === 'hour') {
    const then = wholeSecond(now) - many * lengths[unit];
    const off = unit === 'hour' ? hour / 2 : wholeSecond(Math.max(minute, (many * minute) / 4));
    return { start: then - off, end: then + off, point: false };
  }
  const today = startOfDay(toWall(now, zone));
  if (unit === 'day') return span(today - many * day, today - (many - 1) * day, zone);
  if (unit === 'week')
    return span(startOfWeek(today) - many * 7 * day, startOfWeek(today) - (many - 1) * 7 * day, zone);
  if (unit === 'month') return span(startOfMonth(today, -many), startOfMonth(today, 1 - many), zone);
  return span(startOfYear(today, -many), startOfYear(today, 1 - many), zone);
}

/** `last 3 hours`, `past week`, `24h`: from so long ago up to now. `last week` is the calendar's, as in commands. */
function readPast(said: string, clock: DateClock): Moment | null {
  const [, which, amount, word] = /^(?:(last|past) )?(?:(\d{1,4}) ?)?([a-z]+)$/.exec(said) ?? [];
  const unit = unitOf(word);
  if (unit === undefined) return null;
  if (amount === undefined && (which === undefined || (which === 'last' && /week|month|year/.test(unit)))) return null;
  const start = back(Number(amount ?? 1), unit, clock);
  return { start, end: wholeSecond(clock.now), point: false };
}

/** So long before now: weeks and days are of 24 hours, months and years those of the calendar. */
function back(many: number, unit: Unit, { now, zone }: DateClock): Millis {
  if (unit !== 'month' && unit !== 'year') return wholeSecond(now) - many * lengths[unit];
  const wall = toWall(wholeSecond(now), zone);
  const month = startOfMonth(wall, unit === 'month' ? -many : -12 * many);
  const last = startOfMonth(month, 1) - second;
  return toInstants(Math.min(month + (wall - startOfMonth(wall)), last), zone).first;
}

function readSpanOrPoint(said: string, clock: DateClock): Moment | null {
  const window = readSpan(said, clock);
  if (window !== null) return { ...window, point: false };
  const start = readInstant(said, clock, 'start');
  const end = start === null ? null : readInstant(said, clock, 'end');
  return start === null || end === null ? null : { start, end, point: true };
}

/** The latest weekend that has begun; `last weekend`, said on one, is the one before. */
function readWeekend(said: string, { now, zone }: DateClock): Moment | null {
  const [, which] = /^(?:(last|this|past) )?weekend$/.exec(said) ?? (said === 'weekend' ? [said] : []);
  if (said !== 'weekend' && which === undefined) return null;
  const today = toWall(now, zone);
  const saturday = startOfWeek(today) + 5 * day;
  const begun = saturday <= today;
  const start = begun && which !== 'last' ? saturday : saturday - 7 * day;
  return span(start, start + 2 * day, zone);
}

/** Hours after midnight at which the parts of a day begin and end. */
const dayParts: ReadonlyMap<string, readonly [from: number, to: number]> = new Map([
  ['morning', [4, 12]],
  ['afternoon', [12, 18]],
  ['evening', [17, 24]],
  ['night', [20, 30]],
]);

/** `this morning`, `yesterday afternoon`, `last night`, `monday evening`, `tonight`, `overnight`. */
function readDayPart(said: string, clock: DateClock): Moment | null {
  const spelled = said.replace(/^tonight$/, 'today night').replace(/^overnight$|^last night$/, 'yesterday night');
  const [, date, part] = /^(?:(.+) )?(?:in the |at )?(morning|afternoon|evening|night)$/.exec(spelled) ?? [];
  const hours = dayParts.get(part ?? '');
  if (date === undefined || hours === undefined) return null;
  const whole = readMoment(date === 'this' ? 'today' : date.replace(/ in the$| at$/, ''), clock);
  if (whole === null || whole.point || whole.end - whole.start > 25 * hour) return null;
  const midnight = startOfDay(toWall(whole.start, clock.zone));
  return span(midnight + hours[0] * hour, midnight + hours[1] * hour, clock.zone);
}

/** From the first instant of one wall time to the last second before another. */
function span(from: Wall, to: Wall, zone: string): Moment {
  return { start: toInstants(from, zone).first, end: toInstants(to, zone).first - second, point: false };
}

function wholeSecond(instant: Millis): Millis {
  return Math.floor(instant / second) * second;
}
