import { type Schedule, weekdays } from '../../src/digest/schedule.ts';

const minute = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the wall clock of a zone shows, in minutes since 1970 as if it were UTC; by Intl alone. */
export function wallMinutes(at: number, zone: string): number {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  clocks.set(zone, clock);
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const read = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? 0;
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute')) / minute;
}

/**
 * The first minute after another in which a wall clock shows a time at which the schedule is due, or has passed
 * over it, for the first time on its date: found by looking at the clock minute by minute. It starts so many
 * minutes before, to know what the clock has shown already; no clock goes back further than a day.
 */
export function searchDue(schedule: Schedule, after: number, lookBack = 1500): number {
  let shown = -Infinity;
  for (let at = after - lookBack * minute; ; at += minute) {
    const wall = wallMinutes(at, schedule.zone);
    if (wall <= shown) continue;
    const passed = shown === -Infinity ? wall : shown + 1;
    shown = wall;
    if (at > after && anyDue(schedule, passed, wall)) return at;
  }
}

function anyDue(schedule: Schedule, from: number, to: number): boolean {
  const first = Math.floor(from / 1440);
  for (let date = first; date <= Math.floor(to / 1440); date++) {
    const due = date * 1440 + schedule.time;
    if (due >= from && due <= to && falls(schedule, date)) return true;
  }
  return false;
}

function falls(schedule: Schedule, date: number): boolean {
  const weekday = weekdays[new Date(date * 1440 * minute).getUTCDay()];
  if (schedule.every === 'week') return weekday === schedule.on;
  return schedule.every === 'day' || (weekday !== 'saturday' && weekday !== 'sunday');
}
