import type { Millis } from '../trail/event.ts';
import { routines } from './everyday/index.ts';
import { type Day, hour } from './everyday/routine.ts';
import { createRandom } from './random.ts';
import { deliver, type SampleDelivery } from './record.ts';
import { stories } from './stories/index.ts';

const dayLength = 24 * hour;
const month = 30 * dayLength;

/** How far beyond `now` everyday life is made up in advance: so long a sample stays alive. Milliseconds. */
export const ahead = 12 * hour;

/**
 * A month of a made-up company up to `now` and the twelve hours after it, newest first: about 20,000 CloudTrail
 * records, each with the time at which event history comes to hold it. The same for the same seed and time; what
 * happens day by day does not depend on the time at all.
 */
export function sampleMonth(now: Millis, seed = 1): SampleDelivery[] {
  const [start, end] = [now - month, now + ahead];
  const deliveries: SampleDelivery[] = [];
  for (const { name, tell } of stories) {
    const random = createRandom(seed, 'story', name);
    for (const call of tell(now)) deliveries.push(deliver(call, random));
  }
  for (const day of daysBetween(start, end)) {
    for (const routine of routines) {
      const random = createRandom(seed, routine.name, day.start);
      // All of a day is written down, whatever part of it is wanted: that keeps its IDs the same.
      const whole = routine.day(day, random).map((call) => deliver(call, random));
      deliveries.push(...whole.filter(({ time }) => time >= start && time < end));
    }
  }
  return deliveries.sort((one, other) => other.time - one.time);
}

/** Every UTC day that has a part between the two, and one more before: what began late may end the next day. */
function daysBetween(start: Millis, end: Millis): Day[] {
  const days: Day[] = [];
  for (let day = Math.floor(start / dayLength - 1) * dayLength; day < end; day += dayLength) {
    const weekday = new Date(day).getUTCDay();
    days.push({ start: day, working: weekday >= 1 && weekday <= 5 });
  }
  return days;
}
