import type { Millis } from './event.ts';

/** Days that CloudTrail's event history holds. */
export const retentionDays = 90;

/** The same in milliseconds. */
export const retention: Millis = retentionDays * 86_400_000;
