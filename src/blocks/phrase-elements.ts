import type { RichTextElement, RichTextStyleable } from '@slack/types';
import type { Phrase } from '../present/answer.ts';
import { phraseText, safeParts } from '../present/phrase.ts';
import { escaped, nothing } from '../present/text.ts';
import { utcTime } from '../present/time.ts';
import { unknownTime } from '../trail/earliest.ts';
import type { Millis } from '../trail/event.ts';

/** Slack's date tokens: each reader sees the time in a zone and a clock of their own. */
const dateFormats = {
  minute: '{date_short_pretty} {time}',
  second: '{date_short_pretty} {time_secs}',
} as const;
type Precision = keyof typeof dateFormats;

interface PhraseOptions {
  /** Most characters of its words; times are not counted. */
  max?: number;
  precision?: Precision;
  style?: RichTextStyleable['style'];
}

/** A phrase as rich text leaves: words are never markup, times are in the reader's own zone. */
export function phraseElements(phrase: Phrase, options: PhraseOptions = {}): RichTextElement[] {
  const style = options.style === undefined ? {} : { style: options.style };
  const elements = safeParts(phrase, options.max).map(
    (part): RichTextElement =>
      typeof part === 'string'
        ? { type: 'text', text: part, ...style }
        : { ...dateElement(part.time, options.precision), ...style },
  );
  return elements.length === 0 ? [{ type: 'text', text: nothing, ...style }] : elements;
}

/** A phrase for top-level text: words escaped, times as date tokens. */
export function phraseToken(phrase: Phrase, max = 600): string {
  return phraseText(phrase, (time) => dateToken(time), { max, write: (words) => escaped(words, 2 * max) });
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
