import { retention, retentionDays } from '../trail/retention.ts';
import { day, hour, minute, second, toWall, type Wall, wallAt } from '../trail/time.ts';
import { closestOf } from './modifiers.ts';
import { type Clock, weekdays } from './read-time.ts';

/** What a text that is no time may have been meant to be, likeliest first; not all of them need be times. */
export function closestTimes(text: string, clock: Clock): string[] {
  const said = text.trim().replace(/\s+/g, ' ');
  const today = toWall(clock.now, clock.zone);
  const dated = mendDate(said, today);
  const meant = [
    mendSpelling(said),
    ...(dated === null ? [] : [...mendClock(dated), dated]),
    ...mendClock(said),
    mendMonth(said, today),
    ...mendYear(said, today),
    mendAmount(said),
  ];
  return [...new Set(meant)].filter((time): time is string => time !== null && time !== text);
}

/** What may stand where no time can be made out, the likeliest first; one of them always makes a window. */
export const usualTimes = ['yesterday', '24h', 'now', `${retentionDays}d`];

/** A time in the future, as it last was in the past: `2027-01-01` in 2026 is 2026-01-01. */
export function pastTimes(text: string, clock: Clock): string[] {
  const year = yearOf(toWall(clock.now, clock.zone));
  const before = [year, year - 1].map((one) => text.replace(/\b\d{4}(?=-\d{2})/g, String(one)));
  return [...new Set([...before, ...usualTimes])].filter((time) => time !== text);
}

const timeWords = [
  ...weekdays,
  ...['today', 'yesterday', 'now', 'noon', 'midnight', 'last', 'this', 'week', 'month', 'year'],
  ...['minutes', 'hours', 'days', 'weeks'],
];

/** Words of times that are yet to come, or that have another name here. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ['tomorrow', 'today'],
  ['tonight', 'today'],
  ['next', 'this'],
  ['previous', 'last'],
  ['yday', 'yesterday'],
]);

function mendSpelling(said: string): string {
  return said.replace(/^(?:in |over |within |for )?the /i, '').replace(/[a-z]+/gi, (word) => {
    const small = word.toLowerCase();
    return timeWords.includes(small) ? word : (otherWords.get(small) ?? closestOf(word, timeWords)[0] ?? word);
  });
}

/** Whether a word may be one of a time, misspelt or not, rather than a name beside it. */
export function mayBeTimeWord(word: string): boolean {
  const small = word.toLowerCase();
  return (
    /^(?:\d.*|[ap]m|at|of|ago|the|utc|z)$/.test(small) ||
    otherWords.has(small) ||
    monthNamed(small) > 0 ||
    closestOf(small, timeWords).length > 0
  );
}

/** A date as others write it, or one that no calendar has: `20261101`, `11/01/2026` (the month first), `2026-02-30`. */
function mendDate(said: string, today: Wall): string | null {
  const [, compact, rest = ''] = /^(\d{4}[01]\d[0-3]\d)(?!\d)(.*)$/.exec(said) ?? [];
  if (compact !== undefined) {
    return `${dateOf(Number(compact.slice(0, 4)), Number(compact.slice(4, 6)), Number(compact.slice(6)))}${rest}`;
  }
  const [, first = '', sign, second = '', , third, tail = ''] =
    /^(\d{1,4})([-/.])(\d{1,2})(\2(\d{1,4}))?(?!\d)(.*)$/.exec(said) ?? [];
  if (sign === undefined) return null;
  const [one, two, three] = [Number(first), Number(second), Number(third)];
  if (first.length === 4) return third === undefined ? monthIn(one, two) : `${dateOf(one, two, three)}${tail}`;
  if (second.length > 2 || first.length > 2 || (third === undefined && sign !== '/')) return null;
  const [month, date] = sign === '.' ? [two, one] : [one, two];
  if (third === undefined) return latestOf(today, (year) => dateOf(year, month, date));
  return `${dateOf(third.length === 2 ? 2000 + three : three, month, date)}${tail}`;
}

/** The day that exists and is closest; a month beyond December is the date instead. */
function dateOf(year: number, month: number, date: number): string {
  if (month > 12 && date <= 12) return dateOf(year, date, month);
  const start = `${String(year).padStart(4, '0')}-${twoDigits(within(month, 1, 12))}`;
  const last = [31, 30, 29, 28].find((one) => wallAt(year, within(month, 1, 12), one) !== null) ?? 28;
  return `${start}-${twoDigits(within(date, 1, last))}`;
}

const monthIn = (year: number, month: number) => `${year}-${twoDigits(within(month, 1, 12))}`;

/** `24:00` is the end of a day, `25:10` and `13pm` are none of any; a zone that no place has is left out. */
function mendClock(said: string): string[] {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[t ]\D*(\d{1,2}:\d{2})/i.exec(said) ?? [];
  const next = date === undefined ? null : Date.parse(`${date}T00:00Z`) + day;
  const midnight = time === '24:00' && next !== null && !Number.isNaN(next) ? [isoMinute(next)] : [];
  const mended = said
    .replace(/\b(\d{1,2})(:\d{2})? ?[ap]m\b/gi, (whole, hours, minutes) =>
      Number(hours) >= 1 && Number(hours) <= 12 ? whole : `${hours}${minutes ?? ':00'}`,
    )
    .replace(
      /(?<!\d)(\d{1,2}):(\d{2})(?!\d)/,
      (_, hours, minutes) => `${twoDigits(Math.min(hours, 23))}:${twoDigits(Math.min(minutes, 59))}`,
    );
  const short = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}/i.exec(mended)?.[0];
  return [...midnight, mended, ...(short === undefined ? [] : [short]), ...(date === undefined ? [] : [date])];
}

const monthNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];

/** `november`, `nov 2025`, `1st of november`: the latest that has begun. */
function mendMonth(said: string, today: Wall): string | null {
  let month = 0;
  let date: number | null = null;
  let year: number | null = null;
  for (const word of said.toLowerCase().split(/[\s,.]+/)) {
    const [, number] = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word) ?? [];
    const named = monthNamed(word);
    if (named > 0 && month === 0) month = named;
    else if (number !== undefined && date === null) date = Number(number);
    else if (/^\d{4}$/.test(word) && year === null) year = Number(word);
    else if (!/^(?:of|the|in|on|last|this|)$/.test(word)) return null;
  }
  if (month === 0) return null;
  const written = (of: number) => (date === null ? monthIn(of, month) : dateOf(of, month, date));
  return year === null ? latestOf(today, written) : written(year);
}

/** 1 to 12; 0 where it names no month. */
function monthNamed(word: string): number {
  if (word.length < 3) return 0;
  const begun = monthNames.findIndex((name) => name.startsWith(word.replace(/^sept$/, 'sep')));
  const [near] = begun < 0 && word.length > 4 ? closestOf(word, monthNames) : [];
  return near === undefined ? begun + 1 : monthNames.indexOf(near) + 1;
}

/** A year by itself. */
function mendYear(said: string, today: Wall): string[] {
  if (!/^\d{4}$/.test(said)) return [];
  const named = ['this year', 'last year'][yearOf(today) - Number(said)];
  return named === undefined ? [`${said}-01-01..${said}-12-31`, `${said}-01-01`] : [named];
}

const units: readonly (readonly [length: number, names: readonly string[]])[] = [
  [second, ['s', 'sec', 'secs', 'second', 'seconds']],
  [minute, ['m', 'min', 'mins', 'minute', 'minutes']],
  [hour, ['h', 'hr', 'hrs', 'hour', 'hours']],
  [day, ['d', 'day', 'days']],
  [7 * day, ['w', 'wk', 'wks', 'week', 'weeks']],
  [30 * day, ['mo', 'mon', 'month', 'months']],
  [365 * day, ['y', 'yr', 'yrs', 'year', 'years']],
];

/** `1h30m` -> 90m; `-5d`, `7x` and `7`: days; `4y` -> 90d, the longest that event history goes back. */
function mendAmount(said: string): string | null {
  const bare = said.toLowerCase().replace(/^(?:[^\da-z]|last |past |about )+|\bago$|\band\b|[\s,]/g, '');
  const counted = lengthOf(bare) === null ? bare : `1${bare}`;
  const parts = [...counted.matchAll(/(\d+(?:\.\d+)?)([a-z]*)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== counted || /^\d{4,}$/.test(counted)) return null;
  let length = 0;
  for (const [, amount, unit = ''] of parts) {
    const each = lengthOf(unit) ?? (unit.length <= 2 && !/^[ap]m$/.test(unit) ? day : null);
    if (each === null) return null;
    length += Number(amount) * each;
  }
  if (length >= retention) return `${retentionDays}d`;
  if (length === 0) return '24h';
  if (length % day === 0) return `${length / day}d`;
  return length % hour === 0 ? `${length / hour}h` : `${Math.ceil(length / minute)}m`;
}

function lengthOf(unit: string): number | null {
  return units.find(([, names]) => names.includes(unit))?.[0] ?? null;
}

/** In the latest year in which it has begun. */
function latestOf(today: Wall, written: (year: number) => string): string {
  const year = yearOf(today);
  const thisYear = written(year);
  return Date.parse(thisYear) > today ? written(year - 1) : thisYear;
}

const yearOf = (wall: Wall) => new Date(wall).getUTCFullYear();
const isoMinute = (wall: Wall) => new Date(wall).toISOString().slice(0, 16);
const twoDigits = (number: number) => String(number).padStart(2, '0');
const within = (number: number, least: number, most: number) => Math.min(Math.max(number, least), most);
