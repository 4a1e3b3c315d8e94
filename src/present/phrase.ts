import type { RichTextElement, RichTextStyleable } from '@slack/types';
import type { Millis } from '../trail/event.ts';
import type { Phrase } from './answer.ts';
import { clean, escaped, nothing, plain } from './text.ts';
import { dateElement, dateToken, isoTime, type Precision } from './time.ts';

export interface PhraseOptions {
  /** Most characters of its words; times are not counted. */
  max?: number;
  precision?: Precision;
  style?: RichTextStyleable['style'];
}

const longest = 600;

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
export function phraseToken(phrase: Phrase, max = longest): string {
  return phraseText(phrase, (time) => dateToken(time), { max, write: (words) => escaped(words, 2 * max) });
}

/** A phrase as plain text, its times in ISO form unless they are written otherwise. */
export function phraseText(
  phrase: Phrase,
  writeTime: (time: Millis) => string = isoTime,
  { max = longest, write = (words: string) => words } = {},
): string {
  const text = safeParts(phrase, max)
    .map((part) => (typeof part === 'string' ? aroundSpaces(part, write) : writeTime(part.time)))
    .join('')
    .trim();
  return text || nothing;
}

/** A sentence that holds ISO times, as a phrase whose times are times. */
export function readTimes(sentence: string): Phrase {
  return sentence
    .split(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/)
    .map((part, at) => (at % 2 === 1 ? { time: Date.parse(part) } : part))
    .filter((part) => part !== '');
}

/** The words cleaned and cut one after the other until their room is used up; the space beside a time stays. */
function safeParts(phrase: Phrase, max = longest): Phrase {
  const parts: (string | { time: Millis })[] = [];
  let room = max;
  for (const part of phrase) {
    if (typeof part !== 'string') {
      parts.push(part);
      continue;
    }
    const words = clean(part.slice(0, 4 * max));
    if (words === '') continue;
    const kept =
      words.length <= room && part.length <= 4 * max
        ? words
        : aroundSpaces(words, (text) => plain(text, Math.max(1, room)));
    parts.push(kept);
    room -= kept.length;
    if (kept !== words) break;
  }
  return parts;
}

/** Rewrites text but for the spaces at its ends. */
function aroundSpaces(text: string, write: (words: string) => string): string {
  const words = text.trim();
  if (words === '') return text;
  const start = text.indexOf(words);
  return `${text.slice(0, start)}${write(words)}${text.slice(start + words.length)}`;
}
