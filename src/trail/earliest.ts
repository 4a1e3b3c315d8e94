import type { Millis } from './event.ts';

/** A record whose time can't be read has time 0. It is counted, but never the first of anything. */
export const unknownTime: Millis = 0;

/** The earlier of two times, of which either may be unknown. */
export function earliest(one: Millis, other: Millis): Millis {
  if (one === unknownTime) return other;
  return other === unknownTime ? one : Math.min(one, other);
}
