import { findByte } from './find-bytes.ts';
import { fieldAt, recordsField, scannedFields } from './scanned-fields.ts';

/** Where one record lies in its file's bytes. One instance is reused for every record of a scan. */
export interface RecordSpan {
  bytes: Buffer;
  /** The same bytes. */
  view: DataView;
  start: number;
  end: number;
  /** Whether `\u` or `\\` stands somewhere in it: letters may then hide from a search, in JSON inside strings too. */
  escaped: boolean;
  /** Whether a key of its own is written with an escape: a field may then be there and not be seen. */
  oddKeys: boolean;
  /** For each scanned field where its value begins; -1: absent. */
  from: Int32Array;
  /** Where the values end. */
  to: Int32Array;
}

export interface Scan {
  /** What stands in the place of a record and is none, broken lines among them. */
  broken: number;
  /** JSON values that have nothing of CloudTrail. */
  foreign: number;
  /** How the file ends: `cut-short` within a value, `garbled` where something stands that is not JSON. */
  ending: 'complete' | 'cut-short' | 'garbled';
}

/**
 * Finds the records in a file's bytes and calls `visit` for each, in order: `{"Records":[…]}`, bare records,
 * arrays of either, and any sequence of these, such as one a line. Only brackets and strings are looked at;
 * whether a record is valid JSON shows when it is parsed.
 *
 * @param lines whether every line stands for itself, so that a broken one costs no other
 */
export function scanRecords(bytes: Buffer, lines: boolean, visit: (record: RecordSpan) => void): Scan {
  const scanner = new Scanner(bytes, visit);
  const start = afterByteOrderMark(bytes);
  if (lines || firstLineIsWhole(bytes, start)) scanner.scanLines(start);
  else scanner.scanValues(start, bytes.length);
  return { broken: scanner.broken, foreign: scanner.foreign, ending: scanner.ending };
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const letterU = 0x75;
const newline = 0x0a;
/** Braces and brackets of a kind differ in this bit alone, and no third letter is told from them by it. */
const caseBit = 0x20;

class Scanner {
  broken = 0;
  foreign = 0;
  ending: Scan['ending'] = 'complete';
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #visit: (record: RecordSpan) => void;
  readonly #record: RecordSpan;
  /** The first backslash from where it was last looked for; most strings are read without looking for one. */
  #backslash = -1;

  constructor(bytes: Buffer, visit: (record: RecordSpan) => void) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#visit = visit;
    const spans = () => new Int32Array(scannedFields.length);
    const found = { escaped: false, oddKeys: false, from: spans(), to: spans() };
    this.#record = { bytes, view: this.#view, start: 0, end: 0, ...found };
  }

  scanLines(start: number): void {
    for (let at = start; at < this.#bytes.length; ) {
      const found = this.#bytes.indexOf(newline, at);
      const end = found < 0 ? this.#bytes.length : found;
      this.scanValues(at, end);
      if (this.ending !== 'complete' && found >= 0) {
        this.broken++;
        this.ending = 'complete';
      }
      at = end + 1;
    }
  }

  /** Reads values up to `limit`; stops where one is cut short or is not JSON. */
  scanValues(start: number, limit: number): void {
    let at = this.#skipBlank(start, limit);
    while (at >= 0 && at < limit) {
      const byte = this.#bytes[at];
      if (byte === openBrace) at = this.#scanDocument(at, limit);
      else if (byte === openBracket) at = this.#scanArray(at, limit, (one) => this.#scanDocument(one, limit));
      else at = this.#end('garbled');
      if (at >= 0) at = this.#skipBlank(at, limit);
    }
  }

  /** An object outside `Records`: a container, a bare record, or something foreign. Returns its end, or -1. */
  #scanDocument(start: number, limit: number): number {
    const direct = this.#arrayAfterKey(this.#skipBlank(start + 1, limit), limit);
    if (direct >= 0) return this.#scanContainer(direct, limit);
    const end = this.#scanObject(start + 1, limit);
    const { from } = this.#record;
    const late = from[recordsField] ?? -1;
    if (late >= 0) {
      if (this.#bytes[late] === openBracket && late < limit) {
        this.#backslash = -1;
        this.#scanArray(late, limit, (one) => this.#scanRecord(one, limit));
        return end < 0 ? this.#end('cut-short') : end;
      }
    }
    if (end < 0) return this.#end('cut-short');
    if (from.every((position) => position < 0)) this.foreign++;
    else this.#report(start, end);
    return end;
  }

  #scanContainer(array: number, limit: number): number {
    const rest = this.#scanArray(array, limit, (one) => this.#scanRecord(one, limit));
    if (rest < 0) return rest;
    const end = this.#scanObject(rest, limit);
    return end < 0 ? this.#end('cut-short') : end;
  }

  #scanRecord(start: number, limit: number): number {
    const end = this.#scanObject(start + 1, limit);
    if (end < 0) return this.#end('cut-short');
    this.#report(start, end);
    return end;
  }

  #report(start: number, end: number): void {
    this.#record.start = start;
    this.#record.end = end;
    this.#visit(this.#record);
  }

  /** Calls `scan` for each object of the array; anything else in it is broken. Returns the array's end, or -1. */
  #scanArray(start: number, limit: number, scan: (start: number) => number): number {
    let at = start + 1;
    while (at < limit) {
      const byte = this.#bytes[at];
      if (byte === openBrace) {
        at = scan(at);
        if (at < 0) return -1;
      } else if (byte === closeBracket) {
        return at + 1;
      } else if (byte === comma || isBlank(byte)) {
        at++;
      } else {
        this.broken++;
        at = this.#skipElement(at, limit);
      }
    }
    return this.#end('cut-short');
  }

  /** To the comma or bracket that ends an array's element. */
  #skipElement(start: number, limit: number): number {
    let depth = 0;
    for (let at = start; at < limit; at++) {
      const byte = this.#bytes[at];
      if (byte === quote) at = this.#endOfString(at + 1, limit);
      else if (byte === openBrace || byte === openBracket) depth++;
      else if (depth === 0 && (byte === comma || byte === closeBracket)) return at;
      else if (byte === closeBrace || byte === closeBracket) depth--;
    }
    return limit;
  }

  /**
   * From behind an object's opening brace, or from between two of its fields, to behind its closing brace;
   * -1 where the bytes end first. Notes the scanned fields in the record; of a field given twice the last counts,
   * as it does for JSON.parse. This loop sees every byte of an archive.
   */
  #scanObject(start: number, limit: number): number {
    const bytes = this.#bytes;
    const record = this.#record;
    const { from, to } = record;
    from.fill(-1);
    record.escaped = false;
    record.oddKeys = false;
    let depth = 1;
    let atKey = true;
    let field = -1;
    for (let at = start; at < limit; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === quote) {
        const text = at + 1;
        at = this.#endOfString(text, limit);
        if (!atKey) continue;
        atKey = false;
        if (this.#backslash < at) record.oddKeys = true;
        field = fieldAt(this.#view, text, at);
        if (field >= 0) from[field] = this.#valueAfterKey(at + 1, limit);
      } else if ((byte | caseBit) === openBrace) {
        depth++;
      } else if ((byte | caseBit) === closeBrace) {
        depth--;
        if (depth > 0) continue;
        if (field >= 0) to[field] = this.#endBefore(at);
        return at + 1;
      } else if (byte === comma && depth === 1) {
        if (field >= 0) to[field] = this.#endBefore(at);
        field = -1;
        atKey = true;
      }
    }
    return -1;
  }

  /** Where the quotation mark stands that ends the string beginning here; `limit` or beyond where none does. */
  #endOfString(start: number, limit: number): number {
    const end = findByte(this.#view, quote, start, limit);
    if (this.#backslash < start) {
      const next = this.#bytes.indexOf(backslash, start);
      this.#backslash = next < 0 ? this.#bytes.length : next;
    }
    return this.#backslash < end ? this.#endOfEscaped(this.#backslash, limit) : end;
  }

  /** The same for a string in which a backslash stands here, the first; notes what it may hide. */
  #endOfEscaped(first: number, limit: number): number {
    const bytes = this.#bytes;
    for (let at = first; at < limit; at++) {
      const letter = bytes[at];
      if (letter === quote) return at;
      if (letter !== backslash) continue;
      at++;
      if (bytes[at] === letterU || bytes[at] === backslash) this.#record.escaped = true;
    }
    return limit;
  }

  /** Where the array begins if the key here is `Records` and an array follows, else -1. */
  #arrayAfterKey(at: number, limit: number): number {
    if (this.#bytes[at] !== quote || fieldAt(this.#view, at + 1, at + 8) !== recordsField) return -1;
    if (this.#bytes[at + 8] !== quote) return -1;
    const array = this.#valueAfterKey(at + 9, limit);
    return array < limit && this.#bytes[array] === openBracket ? array : -1;
  }

  /** Where the value begins whose key ends in a quotation mark just before. */
  #valueAfterKey(start: number, limit: number): number {
    const at = this.#skipBlank(start, limit);
    return this.#bytes[at] === colon ? this.#skipBlank(at + 1, limit) : at;
  }

  /** Where the value ends that stands before here and before blanks. */
  #endBefore(limit: number): number {
    let at = limit;
    while (isBlank(this.#bytes[at - 1])) at--;
    return at;
  }

  #skipBlank(start: number, limit: number): number {
    let at = start;
    while (at < limit && isBlank(this.#bytes[at])) at++;
    return at;
  }

  #end(ending: Scan['ending']): -1 {
    this.ending = ending;
    return -1;
  }
}

/** Whether several lines follow each other and the first holds exactly one whole value. */
function firstLineIsWhole(bytes: Buffer, start: number): boolean {
  const end = bytes.indexOf(newline, start);
  if (end < 0 || bytes[start] !== openBrace) return false;
  let next = end;
  while (next < bytes.length && isBlank(bytes[next])) next++;
  if (next === bytes.length) return false;
  const only = new Scanner(bytes.subarray(0, end), () => undefined);
  only.scanValues(start, end);
  return only.ending === 'complete';
}

function afterByteOrderMark(bytes: Buffer): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** What JSON allows between its parts. */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
}
