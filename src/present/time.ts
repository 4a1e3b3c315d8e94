import { unknownTime } from '../trail/earliest.ts';
import type { Millis } from '../trail/event.ts';
import { isoSeconds } from '../trail/iso-time.ts';

/** `2026-11-20T10:00:00Z`; a time no calendar holds is called unknown. */
export function isoTime(time: Millis): string {
  const unknown = time === unknownTime || Number.isNaN(new Date(time).getTime());
  return unknown ? 'unknown' : isoSeconds(time);
}

/** `2026-11-20 10:00 UTC`, for where a reader's zone can't be known. */
export function utcTime(time: Millis): string {
  const iso = isoTime(time);
  return iso === 'unknown' ? 'unknown time' : `${iso.slice(0, -4).replace('T', ' ')} UTC`;
}
