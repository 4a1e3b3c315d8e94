import { isBlank, type RecordSpan, type ScannedField, scannedFields } from './scan-records.ts';

/** Longer texts, and others than these letters, may read otherwise once they are parsed and cleaned. */
const longest = 64;
const plain = /^[\w.:-]+$/;

/**
 * A reader of one of a record's own fields as it will read once parsed; null where only parsing can tell:
 * where it is absent, empty, no text, or anything but plain letters.
 */
export function fieldText(name: ScannedField): (record: RecordSpan) => string | null {
  const field = scannedFields.indexOf(name);
  return ({ bytes, from, to, oddKeys }) => {
    let start = from[field] ?? -1;
    let end = to[field] ?? -1;
    if (start < 0 || oddKeys) return null;
    while (start < end && (bytes[start] === colon || isBlank(bytes[start]))) start++;
    while (end > start && isBlank(bytes[end - 1])) end--;
    if (end - start < 3 || end - start - 2 > longest || bytes[start] !== quote || bytes[end - 1] !== quote) return null;
    const text = bytes.toString('latin1', start + 1, end - 1);
    return plain.test(text) ? text : null;
  };
}

/** Whether a text is such that equality with a field's plain text means equality once parsed. */
export function isPlain(text: string): boolean {
  return text.length <= longest && plain.test(text);
}

const quote = 0x22;
const colon = 0x3a;
