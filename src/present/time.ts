import type { RichTextElement } from '@slack/types';
import { unknownTime } from '../trail/earliest.ts';
import type { Millis } from '../trail/event.ts';
import { isoSeconds } from '../trail/iso-time.ts';

/** Slack's date tokens: each reader sees the time in a zone and a clock of their own. */
export const dateFormats = {
  minute: '{date_short_pretty} {time}',
  second: '{date_short_pretty} {time_secs}',
} as const;
export type Precision = keyof typeof dateFormats;

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

/** A time as a rich text leaf. */
export function dateElement(time: Millis, precision: Precision = 'minute'): RichTextElement {
  if (!isShowable(time)) return { type: 'text', text: utcTime(time) };
  return {
    type: 'date',
    timestamp: Math.floor(time / 1000),
    format: dateFormats[precision],
    fallback: utcTime(time),
  };
}

/** A time as a token for mrkdwn and top-level text. */
export function dateToken(time: Millis, precision: Precision = 'minute'): string {
  if (!isShowable(time)) return utcTime(time);
  return `<!date^${Math.floor(time / 1000)}^${dateFormats[precision]}|${utcTime(time)}>`;
}

/** A record can hold any date; only those a calendar in Slack can show become tokens. */
function isShowable(time: Millis): boolean {
  return Number.isFinite(time) && time > unknownTime && time < Date.UTC(2200, 0);
}
