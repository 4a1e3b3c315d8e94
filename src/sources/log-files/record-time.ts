import type { Millis } from '../../trail/event.ts';
import { unknownTime } from '../../trail/tallies.ts';
import { readTime } from '../../trail/time.ts';
import { fieldText } from './field-text.ts';
import type { RecordSpan } from './scan-records.ts';
import { scannedFields } from './scanned-fields.ts';

const field = scannedFields.indexOf('eventTime');
const textOf = fieldText('eventTime');

/** The minute of the record before, `"2026-11-20T09:05:`, and when it began: records follow each other closely. */
let minute = '';
let minuteBegan: Millis = 0;

/** When a record's call was made, told from its bytes; null where only parsing can tell. */
export function timeOf(record: RecordSpan): Millis | null {
  const second = secondInMinute(record);
  if (second >= 0) return minuteBegan + second * 1000;
  const text = textOf(record);
  const read = text === null ? null : readTime(text);
  // Zero is no time; what is said of such a record is for parsing to tell.
  const time = read === unknownTime ? null : read;
  if (text !== null && time !== null && time >= minuteLength && /^.{17}\d\dZ$/.test(text)) {
    minute = `"${text.slice(0, 17)}`;
    minuteBegan = time - Number(text.slice(17, 19)) * 1000;
  }
  return time;
}

/** The second of a time written `2026-11-20T09:05:27Z` within the minute of the record before; -1 for any other. */
function secondInMinute({ view, from, to, oddKeys }: RecordSpan): number {
  const start = from[field] ?? -1;
  if (minute === '' || oddKeys || start < 0 || (to[field] ?? 0) - start !== 22) return -1;
  for (let at = 0; at < 18; at++) if (view.getUint8(start + at) !== minute.charCodeAt(at)) return -1;
  const tens = view.getUint8(start + 18) - zero;
  const ones = view.getUint8(start + 19) - zero;
  const isPlain = tens >= 0 && tens < 6 && ones >= 0 && ones <= 9;
  return isPlain && view.getUint8(start + 20) === letterZ && view.getUint8(start + 21) === quote
    ? tens * 10 + ones
    : -1;
}

const minuteLength = 60_000;
const zero = 0x30;
const letterZ = 0x5a;
const quote = 0x22;
