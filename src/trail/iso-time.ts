import type { Millis } from './event.ts';

/** `2026-11-20T10:00:00Z`: as CloudTrail writes times, without milliseconds. Throws RangeError for what no calendar holds. */
export function isoSeconds(time: Millis): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
