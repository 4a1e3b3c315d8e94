import type { JsonObject } from '../fields.ts';
import { isoSeconds, readTime } from '../time.ts';
import { at } from './at-path.ts';

/** Keys that hold when something happened where eventTime is missing, the nearest to the call first. */
const otherNames = [
  'eventTime',
  'EventTime',
  'event_time',
  'eventtime',
  '@timestamp',
  'time_dt',
  'timestamp',
  'Timestamp',
  'time',
  '_time',
  'TimeGenerated',
  'TimeGenerated [UTC]',
  'p_event_time',
];

/** Seconds, milliseconds, microseconds or nanoseconds since 1970 stay below these until the year 5138. */
const leastMicros = 1e14;
const leastNanos = 1e17;

/** A time in any spelling that tools write, as CloudTrail writes it; null where it is none. */
export function asEventTime(given: unknown): string | null {
  const value = Array.isArray(given) && given.length === 1 ? given[0] : given;
  const time = readTime(typeof value === 'number' ? asMillis(value) : value) ?? readText(value);
  if (time === null) return null;
  return time % 1000 === 0 ? isoSeconds(time) : new Date(time).toISOString();
}

/** What an object tells of the time under another name than eventTime, as CloudTrail writes it; null: nothing. */
export function timeBeside(fields: JsonObject): string | null {
  for (const name of otherNames) {
    const time = asEventTime(at(fields, name));
    if (time !== null) return time;
  }
  return null;
}

function asMillis(value: number): number {
  if (value >= leastNanos) return value / 1e6;
  return value >= leastMicros ? value / 1000 : value;
}

function readText(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,19}(?:\.\d+)?$/.test(text)) return readTime(asMillis(Number(text)));
  return readTime(text.replace(/ (?:UTC|GMT|Z)$/, 'Z')) ?? readShownTime(text);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const named =
  /^([A-Za-z]{3})[a-z]* (\d{1,2}), (\d{4}),? (?:@ )?(\d{1,2}):(\d\d):(\d\d)(?:\.\d+)?(?: ?([AaPp])[Mm])?(?: \(?(?:UTC|GMT)?([+-]\d\d):?(\d\d)\)?)?$/;
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d):(\d\d)(?:\.\d+)? ?([AaPp])[Mm]$/;

/**
 * `May 02, 2024, 10:00:00 (UTC+00:00)`, `May 2, 2024 @ 10:00:00.000` and `5/2/2024, 10:00:00.000 AM`, as the consoles of
 * CloudTrail, Kibana and Azure show times, each without a zone in UTC.
 */
function readShownTime(text: string): number | null {
  const found = named.exec(text) ?? american.exec(text);
  if (found === null) return null;
  const [, name = '', date, year, hours, minutes, seconds, half, zoneHours = '+00', zoneMinutes = '00'] = found;
  const month = /^\d/.test(name) ? Number(name) - 1 : months.indexOf(name.toLowerCase());
  if (month < 0) return null;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const wall = Date.UTC(Number(year), month, Number(date), hour, Number(minutes), Number(seconds));
  const ahead = (Math.abs(Number(zoneHours)) * 60 + Number(zoneMinutes)) * 60_000;
  return readTime(wall - (zoneHours.startsWith('-') ? -ahead : ahead));
}
