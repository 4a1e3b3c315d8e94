import { readSchedule } from './read-schedule.ts';
import type { Schedule } from './schedule.ts';

const maxRemembered = 1_000;
const known = new Map<string, Schedule | null>();

/** The schedule of a digest as it was kept; null where this Trail can't read it. */
export function scheduleOf({ schedule }: { schedule: string }): Schedule | null {
  const found = known.get(schedule);
  if (found !== undefined) return found;
  const read = readSchedule(schedule.split(' '), 'UTC');
  if (known.size >= maxRemembered) known.clear();
  known.set(schedule, read.ok ? read.value.schedule : null);
  return read.ok ? read.value.schedule : null;
}
