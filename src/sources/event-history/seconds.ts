import type { Millis, TrailEvent } from '../../trail/event.ts';

/** Whole seconds since 1970-01-01T00:00Z: what CloudTrail stamps events with, and what look-ups are bounded by. */
export type Seconds = number;

/** A span of time, both ends inclusive. */
export interface Span {
  start: Seconds;
  end: Seconds;
}

export const secondOf = (time: Millis): Seconds => Math.floor(time / 1000);

export const isWithin = ({ time }: Pick<TrailEvent, 'time'>, { start, end }: Span): boolean => {
  const second = secondOf(time);
  return second >= start && second <= end;
};
