import type { RecordSpan } from './scan-records.ts';
import { type ScannedField, scannedFields } from './scanned-fields.ts';

/** Longer texts, and others than these letters, may read otherwise once they are parsed and cleaned. */
const longest = 64;
const plain = /^[\w.:-]+$/;

const plainLetters = new Uint8Array(256);
for (let code = 0; code < 128; code++) if (plain.test(String.fromCharCode(code))) plainLetters[code] = 1;

const quote = 0x22;

/**
 * A reader of one of a record's own fields as it will read once parsed; null where only parsing can tell:
 * where it is absent, empty, no text, or anything but plain letters.
 */
export function fieldText(name: ScannedField): (record: RecordSpan) => string | null {
  const field = scannedFields.indexOf(name);
  // Records in a row often say the same; making a text takes longer than seeing that.
  let last = '';
  return (record) => {
    if (isPlainAs(record, field, last)) return last;
    if (!isPlainField(record, field)) return null;
    const { bytes, from, to } = record;
    last = bytes.toString('latin1', (from[field] ?? 0) + 1, (to[field] ?? 0) - 1);
    return last;
  };
}

/**
 * A test of whether one of a record's own fields will read as one of the plain texts given once parsed;
 * null where only parsing can tell.
 */
export function fieldIsOneOf(name: ScannedField, texts: readonly string[]): (record: RecordSpan) => boolean | null {
  const field = scannedFields.indexOf(name);
  return (record) => {
    for (const text of texts) if (isPlainAs(record, field, text)) return true;
    return isPlainField(record, field) ? false : null;
  };
}

/** Whether one of a record's own fields is there and holds a plain text. */
export function isPlainField({ view, from, to, oddKeys }: RecordSpan, field: number): boolean {
  const start = from[field] ?? -1;
  const end = to[field] ?? -1;
  if (start < 0 || oddKeys || end - start < 3 || end - start - 2 > longest) return false;
  if (view.getUint8(start) !== quote || view.getUint8(end - 1) !== quote) return false;
  for (let at = start + 1; at < end - 1; at++) if (plainLetters[view.getUint8(at)] !== 1) return false;
  return true;
}

/** Whether a text is such that equality with a field's plain text means equality once parsed. */
export function isPlain(text: string): boolean {
  return text.length <= longest && plain.test(text);
}

/** Whether a field holds this plain text. */
function isPlainAs({ view, from, to, oddKeys }: RecordSpan, field: number, text: string): boolean {
  const start = from[field] ?? -1;
  const end = to[field] ?? -1;
  if (start < 0 || oddKeys || text === '' || end - start !== text.length + 2) return false;
  if (view.getUint8(start) !== quote || view.getUint8(end - 1) !== quote) return false;
  for (let at = 0; at < text.length; at++) if (view.getUint8(start + 1 + at) !== text.charCodeAt(at)) return false;
  return true;
}
