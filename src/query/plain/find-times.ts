import { ok, type Result } from '../../errors.ts';
import { retention } from '../../trail/retention.ts';
import type { Window } from '../query.ts';
import { isTimeOfDay, joinTimes, type SaidTime } from './join-times.ts';
import type { DateClock } from './read-date.ts';
import { createTimeReader, type TimeReader } from './read-moment.ts';
import type { Word } from './sentence-words.ts';
import { edgeWords, isAnchor, isTimeWord, leadingWords, mayBeNames, rangeWords } from './time-words.ts';

/** The time a sentence speaks of, null where it speaks of none, and its other words. */
interface TimesFound {
  window: Window | null;
  rest: Word[];
}

/**
 * Finds what a sentence says of time, wherever it says it: one day and a time within it may stand apart. What lies in
 * the future is cut off at now; a window that is all in the future, or ends before it starts, is a fault.
 */
export function findTimes(words: readonly Word[], clock: DateClock): Result<TimesFound> {
  const read = createTimeReader(clock);
  const said: SaidTime[] = [];
  const rest: Word[] = [];
  let ever = false;
  for (let at = 0; at < words.length; ) {
    const found = belongsToVerb(words, at) ? null : readTimeAt(words, at, read);
    if (found !== null) {
      said.push(found.said);
      at += found.used;
      continue;
    }
    const word = words[at];
    if (word?.low === 'ever') ever = true;
    else if (word !== undefined) rest.push(word);
    at++;
  }
  if (said.length > 0) {
    const window = joinTimes(said, read);
    return window.ok ? ok({ window: window.value, rest }) : window;
  }
  return ok({ window: ever ? { start: read.now - retention, end: read.now } : null, rest });
}

/** `in` of `logged in today`. */
function belongsToVerb(words: readonly Word[], at: number): boolean {
  return /^(?:in|on)$/.test(words[at]?.low ?? '') && particleVerb.test(words[at - 1]?.low ?? '');
}

const particleVerb = /^(?:log|logs|logged|logging|sign|signs|signed|signing|turn|turned|switch|switched)$/;

const longest = 7;

/** Reads the time that begins at a word, preposition and all; null where none does. */
function readTimeAt(words: readonly Word[], at: number, read: TimeReader): { said: SaidTime; used: number } | null {
  const first = words[at];
  if (first === undefined || first.quoted) return null;
  const edge = edgeWords.get(first.low);
  let start = at + (edge === undefined ? 0 : 1);
  let around = false;
  for (; leadingWords.has(words[start]?.low ?? ''); start++)
    around ||= /^a(?:round|bout)$/.test(words[start]?.low ?? '');
  if (!isTimeWord(words[start]?.low ?? '')) return null;

  const whole = longestMoment(words, start, read);
  const isRange = edge === 'between' || edge === 'from';
  const hours = isRange && whole === 0 && /^\d{1,2}(?::\d\d)?$/.test(words[start]?.low ?? '') ? 1 : whole;
  if (hours === 0) return null;
  const from = phrase(words, start, hours);
  const end = start + hours;
  if (edge === undefined || edge === 'since' || isRange) {
    const joiner = words[end]?.low ?? '';
    const joins = edge === 'between' ? joiner === 'and' : rangeWords.has(joiner);
    const other = joins ? longestMoment(words, end + 1, read, isTimeOfDay(from) || /^\d{1,2}$/.test(from)) : 0;
    const to = phrase(words, end + 1, other);
    const times: SaidTime = { edge: 'at', from: sameHalf(from, to), to };
    if (other > 0 && read.moment(times.from) !== null) return { said: times, used: end + 1 + other - at };
    const after = other > 0 ? other : 1;
    const dates = `${from} to ${phrase(words, end + 1, after)}`;
    if (isRange && joins && read.moment(dates) !== null) {
      return { said: { edge: 'at', from: dates, to: null }, used: end + 1 + after - at };
    }
  }
  if (whole === 0 || edge === 'between') return null;
  const bare = edge === undefined && start === at;
  if (bare && whole === 1 && mayBeNames.has(first.low)) return null;
  const [, one, other] = hyphened.exec(from) ?? [];
  const used = end - at;
  if (one !== undefined && other !== undefined) {
    return { said: { edge: 'at', from: sameHalf(one, other), to: other }, used };
  }
  return { said: { edge: edge === 'from' ? 'since' : (edge ?? (around ? 'around' : 'at')), from, to: null }, used };
}

/** `2-4pm`, `14:00-15:30` */
const hyphened = /^(\d{1,2}(?::\d\d)?(?:am|pm)?)[-–](\d{1,2}(?::\d\d(?:am|pm)?|am|pm))$/;

/** How many words from here are together a time; 0 where they are none. `bare`: better a time of day than one with its day. */
function longestMoment(words: readonly Word[], from: number, read: TimeReader, bare = false): number {
  let end = from;
  while (end < from + longest && isTimeWord(words[end]?.low ?? '')) end++;
  if (!words.slice(from, end).some(({ low }) => isAnchor(low))) return 0;
  const timeOfDay = bare ? [2, 1].find((length) => isTimeOfDay(phrase(words, from, length))) : undefined;
  if (timeOfDay !== undefined) return timeOfDay;
  for (let length = end - from; length > 0; length--) {
    const text = phrase(words, from, length);
    if (hyphened.test(text) || read.moment(text) !== null) return length;
  }
  return 0;
}

function phrase(words: readonly Word[], from: number, length: number): string {
  return words
    .slice(from, from + length)
    .map(({ low }) => low)
    .join(' ');
}

/** `2` before `4pm` is 2pm; `11` before `1pm` is 11am. */
function sameHalf(from: string, to: string): string {
  const [, hours, minutes = ''] = /^(\d{1,2})(:\d\d)?$/.exec(from) ?? [];
  const [, other, half] = /^(\d{1,2})(?::\d\d)? ?(am|pm)/.exec(to) ?? [];
  if (hours === undefined || other === undefined || half === undefined) return from;
  const before = Number(hours) % 12 <= Number(other) % 12;
  return `${hours}${minutes}${before ? half : half === 'am' ? 'pm' : 'am'}`;
}
