import type { Coverage, Note } from '../plan/coverage.ts';
import type { Millis } from '../trail/event.ts';
import { unknownTime } from '../trail/tallies.ts';
import { isoSeconds } from '../trail/time.ts';
import type { Phrase } from './answer.ts';

/**
 * The one path that text from records takes into a message or a terminal. Whoever makes a call chooses much of its
 * record, so nothing here trusts a character: no control, bidi, zero-width or other invisible one gets through.
 */

/** Shown for text that is empty, or holds nothing that can be seen: Slack refuses empty leaves and cells. */
export const nothing = '–';

const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]/g;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
/** More than four marks on one letter belong to no script; stacked by the hundred they paint over other lines. */
const stacked = /(\p{M}{4})\p{M}+/gu;
let segmenter: Intl.Segmenter | undefined;

/** Whole characters as people see them. Made when first needed: that takes some milliseconds, and most text is short. */
function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

interface TextOptions {
  /** Keeps line breaks, for preformatted text. */
  lines?: boolean;
}

/** Text on one line without invisible characters, runs of white space as one space; its ends are kept. */
export function clean(text: string, options: TextOptions = {}): string {
  const given = readable(text);
  const lines = options.lines ? given.replace(/\r\n?/g, '\n').split('\n') : [given.replace(breaks, ' ')];
  return lines
    .map((line) => line.replace(breaks, ' ').replace(invisible, '').replace(stacked, '$1'))
    .map((line) => (options.lines ? line : line.replace(/\s+/g, ' ')))
    .join('\n');
}

/** AWS's own mask in words, and ARNs that a service recorded URL-encoded as they read elsewhere. */
function readable(text: string): string {
  return text
    .replaceAll('HIDDEN_DUE_TO_SECURITY_REASONS', '(hidden by AWS)')
    .replace(/\barn%3A[\w%.~-]*/gi, (arn) => arn.replace(/%3A/gi, ':').replace(/%2F/gi, '/'));
}

/** Safe text of at most `max` UTF-16 units, never empty, cut between whole characters and then ending in `…`. */
export function plain(text: string, max: number, options: TextOptions = {}): string {
  return cut(tidy(text, max, options), max, (character) => character.length) || nothing;
}

/**
 * Safe text for Slack's top-level `text`: & < > escaped, at most `max` UTF-16 units once escaped, no entity split.
 * Source: https://docs.slack.dev/messaging/formatting-message-text
 */
export function escaped(text: string, max: number): string {
  return escapeMarkup(cut(tidy(text, max), max, (character) => escapeMarkup(character).length) || nothing);
}

/** Ends text that stands in for more of it. */
const more = '…';

/** 100 KB of text is cut before it is cleaned: what can't be shown needn't be read. */
function tidy(text: string, max: number, options: TextOptions = {}): string {
  const reach = 2 * max + 200;
  if (text.length <= reach) return clean(text, options).trim();
  return `${clean(text.slice(0, reach), options).trim()}${more}`;
}

/** Text of at most `max` in the measure that `width` gives, cut between whole characters and then ending in `…`. */
export function cut(text: string, max: number, width: (character: string) => number): string {
  if (width(text) <= max) return text;
  let kept = '';
  let room = max - more.length;
  for (const { segment } of graphemes(text)) {
    room -= width(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.replace(/[\s…]+$/, '')}${more}`;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** `once`, `twice`, `1,234 times` */
export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${figure(count)} times`;
}

/** `1 principal`, `12 principals` */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : plural}`;
}

/** `1,234`: the same in every locale. */
export function figure(count: number): string {
  return count.toLocaleString('en-US');
}

/** ` (3 failed)`, or nothing where all worked. */
export function withFailures(errors: number): string {
  return errors === 0 ? '' : ` (${figure(errors)} failed)`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** How accounts are called in one answer. */
export interface AccountNames {
  /** The configured name of an account, else its ID as it stands. */
  of: (account: string) => string;
  /** The same where it says something: where several accounts were searched, or it is not the one that was. */
  beside: (account: string | null) => string | null;
}

/** `names` are the configured ones, by account ID. */
export function nameAccounts(coverage: Coverage, names: ReadonlyMap<string, string> = new Map()): AccountNames {
  const asked = new Set([...coverage.searched, ...coverage.missed].map(({ account }) => account));
  const ids = [...asked].filter((account) => /^\d{12}$/.test(account));
  const of = (account: string) => names.get(account) ?? account;
  return {
    of,
    beside: (account) => {
      if (account === null || ids.length === 0) return null;
      return ids.length === 1 && ids[0] === account ? null : of(account);
    },
  };
}

/** `a, b, c +4`: the first few names and how many there are beside them. */
export function firstFew(names: readonly string[], maxShown = 3): string {
  const rest = names.length - maxShown;
  const shown = names.slice(0, maxShown).join(', ');
  return rest > 0 ? `${shown} +${figure(rest)}` : shown;
}

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

/** What stands for the time of a record that has none. */
export const withoutTime = 'without a time';

/** Whether a time is known, and one that a calendar holds. */
export function isKnownTime(time: Millis): boolean {
  return time !== unknownTime && !Number.isNaN(new Date(time).getTime());
}

/** `2026-11-20T10:00:00Z`, or that there is none. */
export function isoTime(time: Millis): string {
  return isKnownTime(time) ? isoSeconds(time) : withoutTime;
}

/** `2026-11-20 10:00 UTC`, for where a reader's zone can't be known. */
export function utcTime(time: Millis): string {
  return isKnownTime(time) ? `${isoSeconds(time).slice(0, -4).replace('T', ' ')} UTC` : withoutTime;
}

/** Words and when that was: `jdoe called DeleteBucket at <time>`. */
export function atTime(words: string, time: Millis): Phrase {
  return isKnownTime(time) ? [`${words} at `, { time }] : [`${words} ${withoutTime}`];
}
