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
