import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { isKnownTime, withoutTime } from '../present/text.ts';
import type { Millis } from '../trail/event.ts';

const formats = { minute: 'yyyy-MM-dd HH:mm', second: 'yyyy-MM-dd HH:mm:ss' } as const;

/** Writes times in an IANA zone: `2026-11-20 10:00`. */
export function writeIn(zone: string, precision: keyof typeof formats = 'minute'): (time: Millis) => string {
  return (time) => (isKnownTime(time) ? format(new TZDate(time, zone), formats[precision]) : withoutTime);
}
