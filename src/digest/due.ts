import type { Millis } from '../trail/event.ts';
import { day, minute, startOfDay, toInstants, toWall, type Wall } from '../trail/time.ts';
import { type Schedule, weekdays } from './schedule.ts';

/** A week, and a day at either end: days have up to 26 hours' difference between zones, and a zone may skip one. */
const around = 9;

/** The first instant after another at which a digest is due. */
export function nextDue(schedule: Schedule, after: Millis): Millis {
  const today = startOfDay(toWall(after, schedule.zone));
  for (let days = -1; days <= around; days++) {
    const due = dueOn(schedule, today + days * day);
    if (due !== null && due > after) return due;
  }
  throw new Error(`A schedule is never due after ${after}.`);
}

/** The last instant at or before another at which a digest was due. */
export function lastDue(schedule: Schedule, at: Millis): Millis {
  const today = startOfDay(toWall(at, schedule.zone));
  for (let days = 1; days >= -around; days--) {
    const due = dueOn(schedule, today + days * day);
    if (due !== null && due <= at) return due;
  }
  throw new Error(`A schedule was never due before ${at}.`);
}

/** When it is due on a date of the calendar; null where the rule leaves the date out. */
function dueOn(schedule: Schedule, date: Wall): Millis | null {
  const weekday = weekdays[new Date(date).getUTCDay()];
  if (schedule.every === 'weekday' && (weekday === 'saturday' || weekday === 'sunday')) return null;
  if (schedule.every === 'week' && weekday !== schedule.on) return null;
  return firstReached(date + schedule.time * minute, schedule.zone);
}

/**
 * The first instant at which a zone's wall clock shows a time, or has passed over it: where clocks go back
 * the earlier of two, where they go forward over it the moment they do.
 */
function firstReached(wall: Wall, zone: string): Millis {
  const { first } = toInstants(wall, zone);
  if (toWall(first, zone) === wall) return first;
  // The skip lies at most its own length before `first`, and no zone has ever skipped more than a day.
  let before = first - day;
  let reached = first;
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (toWall(middle, zone) < wall) before = middle;
    else reached = middle;
  }
  return reached;
}
