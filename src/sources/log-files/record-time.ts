import type { Millis } from '../../trail/event.ts';
import { readTime } from '../../trail/read-time.ts';
import { fieldText } from './field-text.ts';
import type { RecordSpan } from './scan-records.ts';

const textOf = fieldText('eventTime');

/** The minute of the record before, `2026-11-20T09:05:`, and when it began: records follow each other closely. */
let minute = '';
let minuteBegan: Millis = 0;

/** When a record's call was made, told from its bytes; null where only parsing can tell. */
export function timeOf(record: RecordSpan): Millis | null {
  const text = textOf(record);
  if (text === null) return null;
  if (text.length !== 20 || !text.endsWith('Z')) return readTime(text);
  const second = (text.charCodeAt(17) - zero) * 10 + text.charCodeAt(18) - zero;
  if (minute !== '' && text.startsWith(minute) && isDigit(text, 17) && isDigit(text, 18) && second < 60) {
    return minuteBegan + second * 1000;
  }
  const time = readTime(text);
  if (time !== null) {
    minute = text.slice(0, 17);
    minuteBegan = time - second * 1000;
  }
  return time;
}

const zero = 0x30;

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= zero && code <= zero + 9;
}
