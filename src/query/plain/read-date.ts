import { en } from 'chrono-node';
import { day, second, startOfMonth, toInstants, toWall, type Wall, wallAt } from '../../trail/time.ts';
import type { Window } from '../query.ts';
import type { Clock } from '../read-time.ts';

/** A clock, and which way round 11/3 is read. */
export interface DateClock extends Clock {
  dayFirst: boolean;
}

const mayBeDate = /\d\/\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;
const dayFirst = new en.Chrono(en.configuration.createConfiguration(true, true));

/**
 * Reads a written date, with a time of day or without: `Nov 3`, `3rd of November 2026 at 2pm`, `October`,
 * `Nov 3-5`, `11/3/2026`. One without a year means the latest that is not in the future. null where it is none.
 */
export function readDate(text: string, clock: DateClock): (Window & { point: boolean }) | null {
  if (!mayBeDate.test(text)) return null;
  const now = toWall(clock.now, clock.zone);
  const month = readMonth(text, now, clock.zone);
  if (month !== null) return month;
  // The wall clock is given to chrono as if it were UTC: the zone and its changes join in only at the end.
  const [found, ...others] = (clock.dayFirst && text.includes('/') ? dayFirst : en.strict).parse(text, {
    instant: new Date(now),
    timezone: 0,
  });
  if (found === undefined || others.length > 0 || found.text.length !== text.length) return null;
  const thisYear = new Date(now).getUTCFullYear();
  const years = found.start.isCertain('year') ? [found.start.get('year') ?? thisYear] : [thisYear, thisYear - 1];
  const first = years.map((year) => datesOf(found.start, year)).find((dates) => dates !== null && dates.start <= now);
  const [surely = thisYear] = years;
  const start = first ?? datesOf(found.start, surely);
  if (start === null) return null;
  const end = found.end ? endAfter(found.end, start.start) : start;
  if (end === null) return null;
  return {
    start: toInstants(start.start, clock.zone).first,
    end: end.point ? toInstants(end.end, clock.zone).last : toInstants(end.end, clock.zone).first - second,
    point: start.point && !found.end,
  };
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** `october`, `nov 2025`: the whole month, without a year the latest that has begun. */
function readMonth(text: string, now: Wall, zone: string): (Window & { point: boolean }) | null {
  const [, name, year] = /^([a-z]{3,9})(?: (\d{4}))?$/.exec(text) ?? [];
  const month = months.indexOf(name?.slice(0, 3) ?? '') + 1;
  if (month === 0) return null;
  const thisYear = new Date(now).getUTCFullYear();
  const begun = Date.UTC(thisYear, month - 1, 1) <= now;
  const start = wallAt(year === undefined ? thisYear - Number(!begun) : Number(year), month, 1);
  if (start === null) return null;
  const end = toInstants(startOfMonth(start, 1), zone).first - second;
  return { start: toInstants(start, zone).first, end, point: false };
}

type Found = ReturnType<typeof en.strict.parse>[number]['start'];

/** The end of a range: in the year of its start, or the next. */
function endAfter(found: Found, start: Wall) {
  const year = new Date(start).getUTCFullYear();
  const years = found.isCertain('year') ? [found.get('year') ?? year] : [year, year + 1];
  return years.map((one) => datesOf(found, one)).find((dates) => dates !== null && dates.start >= start) ?? null;
}

/** What a date takes in: a day or a point; `end` is the first moment after it, but for a point. */
function datesOf(found: Found, year: number): { start: Wall; end: Wall; point: boolean } | null {
  if (!found.isCertain('month') || !found.isCertain('day')) return null;
  const point = found.isCertain('hour');
  const clock = { hours: found.get('hour') ?? 0, minutes: found.get('minute') ?? 0, seconds: found.get('second') ?? 0 };
  const start = wallAt(year, found.get('month') ?? 1, found.get('day') ?? 1, point ? clock : undefined);
  return start === null ? null : { start, end: point ? start : start + day, point };
}
