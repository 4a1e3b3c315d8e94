import { LRUCache } from 'lru-cache';
import { readSchedule } from './read-schedule.ts';
import type { Schedule } from './schedule.ts';

const known = new LRUCache<string, ReturnType<typeof readSchedule>>({
  max: 1_000,
  memoMethod: (schedule) => readSchedule(schedule.split(' '), 'UTC'),
});

/** The schedule of a digest as it was kept; null where this Trail can't read it. */
export function scheduleOf({ schedule }: { schedule: string }): Schedule | null {
  const read = known.memo(schedule);
  return read.ok ? read.value.schedule : null;
}
