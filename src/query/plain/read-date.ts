import { en } from 'chrono-node';
import type { Window } from '../query.ts';
import type { Clock } from '../read-time.ts';
import { day, second, startOfDay, startOfMonth, startOfYear, toInstants, toWall, type Wall, wallAt } from '../wall-clock.ts';

/** A clock, and which way round 11/3 is read. */
export interface DateClock extends Clock {
  dayFirst: boolean;
}

const mayBeDate = /\d\/\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/**
 * Reads a written date, with a time of day or without: `Nov 3`, `3rd of November 2026 at 2pm`, `October`,
 * `11/3/2026`. One without a year means the latest that is not in the future. null where it is none.
 */
export function readDate(text: string, clock: DateClock): (Window & { point: boolean }) | null {
  if (!mayBeDate.test(text)) return null;
  const now = toWall(clock.now, clock.zone);
  // The wall clock is given to chrono as if it were UTC: zones and their changes are this side's business.
  const [found, ...others] = (clock.dayFirst ? en.GB : en.casual).parse(text, { instant: new Date(now), timezone: 0 });
  if (found === undefined || others.length > 0 || found.text.length !== text.length) return null;
  const first = spanOf(found.start, now);
  const last = found.end ? spanOf(found.end, now) : first;
  if (first === null || last === null) return null;
  const back = first.yearGiven ? 0 : yearsBack(first.start, now);
  const start = startsAt(first.start, back);
  const end = first === last ? first.end(back) : last.end(last.yearGiven ? 0 : back);
  return {
    start: toInstants(start, clock.zone).first,
    end: toInstants(end, clock.zone)[first.point ? 'last' : 'first'] - (last.point ? 0 : second),
    point: first.point && found.end === null,
  };
}

type Found = ReturnType<typeof en.casual.parse>[number]['start'];

/** What a date takes in: `end` is exclusive, but for a point. Each is moved back by years. */
function spanOf(found: Found, now: Wall) {
  const yearGiven = found.isCertain('year');
  const year = found.get('year') ?? new Date(now).getUTCFullYear();
  const month = found.get('month') ?? 1;
  if (!found.isCertain('month')) return null;
  if (!found.isCertain('day')) {
    const start = wallAt(year, month, 1);
    if (start === null) return null;
    return { start, yearGiven, point: false, end: (back: number) => startOfMonth(startsAt(start, back), 1) };
  }
  const point = found.isCertain('hour');
  const time = point
    ? { hours: found.get('hour') ?? 0, minutes: found.get('minute') ?? 0, seconds: found.get('second') ?? 0 }
    : undefined;
  const start = wallAt(year, month, found.get('day') ?? 1, time);
  if (start === null) return null;
  return { start, yearGiven, point, end: (back: number) => startsAt(start, back) + (point ? 0 : day) };
}

/** How many years a date must be moved back so that it is not in the future. */
function yearsBack(start: Wall, now: Wall): number {
  return Math.max(0, Math.ceil((startOfYear(start) - startOfYear(now)) / (366 * day)) + Number(startsAfter(start, now)));
}

/** Whether a date lies later in its year than now in its own. */
function startsAfter(start: Wall, now: Wall): boolean {
  return start - startOfYear(start) > now - startOfYear(now);
}

function startsAt(wall: Wall, back: number): Wall {
  if (back === 0) return wall;
  const date = new Date(wall);
  const moved = Date.UTC(date.getUTCFullYear() - back, date.getUTCMonth(), date.getUTCDate());
  return moved + (wall - startOfDay(wall));
}
