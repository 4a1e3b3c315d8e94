import type { Note } from '../plan/coverage.ts';
import type { Millis } from '../trail/event.ts';
import type { Phrase } from './answer.ts';
import { clean, nothing, plain } from './text.ts';
import { isoTime } from './time.ts';

const longest = 600;

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

/** A note, with times in it or without, as a phrase. */
export function notePhrase(note: Note): Phrase {
  return typeof note === 'string' ? [note] : note;
}

/** A note as other programs read it: as it was written, its times in ISO form. */
export function noteText(note: Note): string {
  return notePhrase(note)
    .map((part) => (typeof part === 'string' ? part : isoTime(part.time)))
    .join('');
}

/** The words cleaned and cut one after the other until their room is used up; the space beside a time stays. */
export function safeParts(phrase: Phrase, max = longest): Phrase {
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
