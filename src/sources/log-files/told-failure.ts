import { isRefusalCode, leavesToMessage, refusedWords } from '../../trail/outcome.ts';
import { clauseBeginnings, encodedBeginning } from '../../trail/reason.ts';
import { fieldText } from './field-text.ts';
import { findText, holdsWord } from './find-bytes.ts';
import type { RecordSpan } from './scan-records.ts';
import { scannedFields } from './scanned-fields.ts';
import type { Spans } from './span-numbers.ts';

const code = scannedFields.indexOf('errorCode');
const message = scannedFields.indexOf('errorMessage');
const response = scannedFields.indexOf('responseElements');
const details = scannedFields.indexOf('serviceEventDetails');
const codeOf = fieldText('errorCode');

const quote = 0x22;
const letterN = 0x6e;

/** Whether a record's bytes may hold an error code or message; false only where parsing would find neither. */
export function mayHoldError(record: RecordSpan): boolean {
  return record.oddKeys || isSet(record, code) || isSet(record, message);
}

/**
 * Whether a call may have failed by what its response or details say; false only where parsing would find no such thing.
 * Not for sign-ins, which say it in other words, too.
 */
export function mayHoldFailure(record: RecordSpan): boolean {
  return record.oddKeys || record.escaped || tells(record, 'fail');
}

/** The same for sign-ins. */
export function mayHoldFailedSignIn(record: RecordSpan): boolean {
  return mayHoldFailure(record) || tells(record, 'denied');
}

/** Anything but absent, null and an empty text. */
function isSet({ view, from, to }: RecordSpan, field: number): boolean {
  const start = from[field] ?? -1;
  if (start < 0 || view.getUint8(start) === letterN) return false;
  return view.getUint8(start) !== quote || (to[field] ?? -1) - start > 2;
}

function tells(record: RecordSpan, word: string): boolean {
  return fieldHolds(record, response, word) || fieldHolds(record, details, word);
}

function fieldHolds({ view, from, to }: RecordSpan, field: number, word: string): boolean {
  const start = from[field] ?? -1;
  return start >= 0 && holdsWord(view, word, start, to[field] ?? -1);
}

/**
 * Adds a span to a call's key: as much of its message as how it ended, and why, depends on beside its code. Messages of
 * refusals name the resource; without that, calls that were refused alike are alike.
 * False where only parsing can tell.
 */
export function addMessage(record: RecordSpan, spans: Spans): boolean {
  const start = record.from[message] ?? -1;
  const end = record.to[message] ?? -1;
  const from = start < 0 ? -1 : tellingFrom(record, start, end);
  if (from < 0) {
    spans.add(-1, -1);
    return true;
  }
  const encoded = from === start ? -1 : findText(record.view, encodedBeginning, from, end);
  spans.add(from, encoded < 0 ? end : encoded + encodedBeginning.length);
  return !isToldElsewhere(record, start, end);
}

/** Where that of a message begins which counts; -1 where none of it does. */
function tellingFrom(record: RecordSpan, start: number, end: number): number {
  const { view } = record;
  const text = codeOf(record);
  if (text === null || leavesToMessage(text)) return start;
  if (!isRefusalCode(text)) return findText(view, refusedWords, start, end) < 0 ? -1 : start;
  const encoded = findLast(view, encodedBeginning, start, end);
  const clause = Math.max(
    ...clauseBeginnings.map((words) => findLast(view, words, start, encoded < 0 ? end : encoded)),
  );
  return clause < 0 ? encoded : clause;
}

/** Whether the record holds the beginning of a reason outside its message: then it may be the end of a name. */
function isToldElsewhere({ view, start, end }: RecordSpan, from: number, to: number): boolean {
  return beginnings.some((words) => findText(view, words, start, from) >= 0 || findText(view, words, to, end) >= 0);
}

const beginnings = [...clauseBeginnings, encodedBeginning].map((words) => words.trim());

function findLast(view: DataView, words: string, from: number, limit: number): number {
  let last = -1;
  for (let at = findText(view, words, from, limit); at >= 0; at = findText(view, words, at + 1, limit)) last = at;
  return last;
}
