import type { Millis } from '../trail/event.ts';
import { routines } from './everyday/index.ts';
import { type Day, hour } from './everyday/routine.ts';
import { createRandom } from './random.ts';
import { SampleDelivery } from './record.ts';
import { stories } from './stories/index.ts';

const dayLength = 24 * hour;
const month = 30 * dayLength;

/** How far beyond `now` everyday life is made up in advance: so long a sample stays alive. Milliseconds. */
export const ahead = 12 * hour;

/** A story, or what one routine does in one day. It is made up when it is first wanted. */
export interface MonthPart {
  /** No call is earlier, and none as late as `end`. */
  start: Millis;
  end: Millis;
  /** Names of all events there are in it; null: any may be. */
  events: ReadonlySet<string> | null;
  deliveries(): readonly SampleDelivery[];
}

/**
 * A month of a made-up company up to `now` and the twelve hours after it: about 20,000 CloudTrail records, each with the
 * time at which event history comes to hold it. The same for the same seed and time; what happens day by day does not
 * depend on the time at all.
 */
export function sampleMonth(now: Millis, seed = 1): MonthPart[] {
  const [start, end] = [now - month, now + ahead];
  const told = stories.map(({ name, tell }): MonthPart => {
    const make = () => {
      const random = createRandom(seed, 'story', name);
      return tell(now).map((call) => new SampleDelivery(call, random));
    };
    return { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, events: null, deliveries: once(make) };
  });
  const eventsOf = new Map(routines.map(({ name, events }) => [name, new Set(events.map(eventName))]));
  const lived = daysBetween(start, end).flatMap((day) =>
    routines.map((routine): MonthPart => {
      // All of a day is written down, whatever part of it is wanted: that keeps its IDs the same.
      const make = () => {
        const random = createRandom(seed, routine.name, day.start);
        const whole = routine.day(day, random).map((call) => new SampleDelivery(call, random));
        return whole.filter(({ time }) => time >= start && time < end);
      };
      const events = eventsOf.get(routine.name) ?? null;
      return { start: day.start, end: day.start + 2 * dayLength, events, deliveries: once(make) };
    }),
  );
  return [...told, ...lived];
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const eventName = (event: string) => event.slice(event.indexOf(':') + 1);

/** Every UTC day that has a part between the two, and one more before: what began late may end the next day. */
function daysBetween(start: Millis, end: Millis): Day[] {
  const days: Day[] = [];
  for (let day = Math.floor(start / dayLength - 1) * dayLength; day < end; day += dayLength) {
    const weekday = new Date(day).getUTCDay();
    days.push({ start: day, working: weekday >= 1 && weekday <= 5 });
  }
  return days;
}
