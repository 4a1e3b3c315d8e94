import { TZDate } from '@date-fns/tz';
import { format, isValid } from 'date-fns';
import type { Millis } from '../trail/event.ts';

const formats = { minute: 'yyyy-MM-dd HH:mm', second: 'yyyy-MM-dd HH:mm:ss' } as const;

/** Writes times in an IANA zone: `2026-11-20 10:00`. */
export function writeIn(zone: string, precision: keyof typeof formats = 'minute'): (time: Millis) => string {
  return (time) => {
    const date = new TZDate(time, zone);
    return isValid(date) ? format(date, formats[precision]) : 'unknown time';
  };
}
