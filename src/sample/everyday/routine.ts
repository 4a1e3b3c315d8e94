import type { Millis } from '../../trail/event.ts';
import type { SampleCall } from '../call.ts';
import type { Random } from '../random.ts';

/** One day, by UTC. */
export interface Day {
  /** Midnight. */
  start: Millis;
  /** Monday to Friday. */
  working: boolean;
}

/** What somebody or something does day by day. The same day is always the same, whenever it is asked about. */
export interface Routine {
  name: string;
  /** All events there are in any of its days, so that a day without what is looked for need not be made up. */
  events: readonly string[];
  /** Begins at the day's start or later, and ends before the next day has. */
  day(day: Day, random: Random): SampleCall[];
}

export const minute = 60_000;
export const hour = 60 * minute;

/** So many times within the day's hours, in their order. Hours may go past midnight. */
export function timesIn(
  { start }: Day,
  count: number,
  random: Random,
  hours: { from: number; to: number } = { from: 0, to: 24 },
): Millis[] {
  const times = Array.from(
    { length: count },
    () => start + (hours.from + random.next() * (hours.to - hours.from)) * hour,
  );
  return times.sort((one, other) => one - other);
}
