import { rowOf } from '../../trail/envelopes/rows.ts';
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

/** What is done with what a scan finds. */
export interface ScanVisitor {
  /** A record that has all that CloudTrail writes in every record today. */
  record: (record: RecordSpan) => void;
  /** Any other JSON object, list or text, whose fields are noted where it is an object. */
  other: (value: RecordSpan, place: 'alone' | 'in-records') => void;
}

export interface Scan {
  /** What stands in the place of a value and is none, broken lines among them. */
  broken: number;
  /** Lines in which no JSON begins. */
  foreign: number;
  /** How the file ends: `cut-short` within a value, `garbled` where something stands that is not JSON. */
  ending: 'complete' | 'cut-short' | 'garbled';
}

/**
 * Finds the records in a file's bytes and calls the visitor for each, in order: `{"Records":[…]}`, bare records,
 * arrays of either, and any sequence of these, such as one a line. Only brackets and strings are looked at;
 * whether a record is valid JSON shows when it is parsed.
 *
 * @param lines whether every line stands for itself, so that a broken one costs no other
 */
export function scanRecords(bytes: Buffer, lines: boolean, visitor: ScanVisitor): Scan {
  const scanner = new Scanner(bytes, visitor);
  const start = afterByteOrderMark(bytes);
  if (lines || !beginsAsJson(bytes, start) || firstLineIsWhole(bytes, start)) scanner.scanLines(start);
  else scanner.scanValues(start, bytes.length);
  return { broken: scanner.broken, foreign: scanner.foreign, ending: scanner.ending };
}

/** Scans the values of an object's fields as if each stood for itself: what is too large to be parsed as one. */
export function scanFieldValues(value: Pick<RecordSpan, 'bytes' | 'start' | 'end'>, visitor: ScanVisitor): Scan {
  const scanner = new Scanner(value.bytes, visitor);
  scanner.scanFieldValues(value.start, value.end);
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
/** Begins a value in JSON text sequences (RFC 7464). */
const recordSeparator = 0x1e;

/** Looking for the end of a value that has none takes as long as the file. */
const maxDeceived = 3;
const maxSalvaging = 6;
const longestCell = 2 ** 20;

/** Braces and brackets of a kind differ in this bit alone, and no third letter is told from them by it. */
const caseBit = 0x20;

class Scanner {
  broken = 0;
  foreign = 0;
  ending: Scan['ending'] = 'complete';
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #visitor: ScanVisitor;
  readonly #record: RecordSpan;
  /**
   * The first backslash from where it was last looked for; most strings are read without looking for one. Whoever goes
   * back puts back the one from then: to look for it anew may take as long as the file.
   */
  #backslash = -1;

  /** In how many objects that are cut short something whole is looked for. */
  #salvaging = 0;
  /** How often a line was taken for the first of several, and was not. */
  #deceived = 0;

  constructor(bytes: Buffer, visitor: ScanVisitor) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#visitor = visitor;
    const spans = () => new Int32Array(scannedFields.length);
    const found = { escaped: false, oddKeys: false, from: spans(), to: spans() };
    this.#record = { bytes, view: this.#view, start: 0, end: 0, ...found };
  }

  scanLines(start: number): void {
    for (let at = start; at < this.#bytes.length; ) {
      const found = this.#bytes.indexOf(newline, at);
      const end = found < 0 ? this.#bytes.length : found;
      const several = this.#mayGoOn(at, end) ? this.#scanSeveral(at) : -1;
      if (several < 0) this.#scanLine(at, end, found >= 0);
      at = several < 0 ? end + 1 : several;
    }
  }

  /** Whether a line ends in the bracket with which it began to print a value on several lines. */
  #mayGoOn(start: number, end: number): boolean {
    const last = this.#bytes[this.#endBefore(end) - 1];
    if (last !== openBrace && last !== openBracket) return false;
    return beginsAsJson(this.#bytes, start) && this.#deceived < maxDeceived;
  }

  /** Reads a value of several lines and returns its end; -1 where it has none, and the line is a broken one. */
  #scanSeveral(start: number): number {
    const backslash = this.#backslash;
    const end = this.#endOfValue(this.#skipBlank(start, this.#bytes.length), this.#bytes.length);
    this.#backslash = backslash;
    if (end < 0) this.#deceived++;
    else this.scanValues(start, end);
    return end;
  }

  /** Reads the values of a line, behind whatever stands before the first: a time, a host, the name of a stream. */
  #scanLine(start: number, end: number, isEnded: boolean): void {
    const first = this.#skipBlank(start, end);
    if (first >= end) return;
    const isBare = beginsAsJson(this.#bytes, first);
    const begin = isBare ? first : this.#beginBehind(first, end);
    const values = begin < end ? this.scanValues(begin, end) : 0;
    if (!isBare && values === 0) this.foreign++;
    if (!isBare && (values === 0 || this.ending === 'garbled')) this.ending = 'complete';
    if (this.ending === 'complete' || !isEnded) return;
    this.broken++;
    this.ending = 'complete';
  }

  /** Where an object begins behind other text, or the list that it begins. */
  #beginBehind(start: number, limit: number): number {
    let at = findByte(this.#view, openBrace, start, limit);
    for (let before = at - 1; before >= start && at < limit; before--) {
      const byte = this.#bytes[before];
      if (byte === openBracket) at = before;
      else if (!isBlank(byte)) break;
    }
    return at;
  }

  /** Reads values up to `limit` and returns how many there are; stops where one is cut short or is not JSON. */
  scanValues(start: number, limit: number): number {
    let values = 0;
    let at = this.#skipBetween(start, limit);
    while (at >= 0 && at < limit) {
      const byte = this.#bytes[at];
      if (byte === openBrace) at = this.#scanDocument(at, limit);
      else if (byte === openBracket && !this.#isRow(at, limit)) at = this.#scanDocuments(at, limit);
      else if (byte === openBracket || byte === quote) at = this.#offerWhole(at, limit);
      else at = this.#end('garbled');
      if (at < 0) break;
      values++;
      at = this.#skipBetween(at, limit);
    }
    return values;
  }

  /** See the function of this name. */
  scanFieldValues(start: number, limit: number): void {
    if (this.#bytes[start] === openBracket) {
      this.#scanDocuments(start, limit);
      return;
    }
    if (this.#bytes[start] !== openBrace) this.foreign++;
    let at = this.#bytes[start] === openBrace ? start + 1 : limit;
    while (at >= 0 && at < limit) {
      const byte = this.#bytes[at];
      if (byte === openBrace) at = this.#scanDocument(at, limit);
      else if (byte === openBracket) at = this.#scanDocuments(at, limit);
      else if (byte === quote) at = this.#passText(at, limit);
      else at++;
    }
  }

  /** To behind a text, which is handed on where it begins as JSON does. */
  #passText(start: number, limit: number): number {
    const first = this.#bytes[start + 1];
    if (first === openBrace || first === openBracket) return this.#offerWhole(start, limit);
    return this.#endOfString(start + 1, limit) + 1;
  }

  /** A list outside `Records`. */
  #scanDocuments(start: number, limit: number): number {
    return this.#scanArray(start, limit, (one) => this.#scanDocument(one, limit));
  }

  /** Whether a list’s items are parts of one row and mean nothing by themselves: `[{"eventID":"…"},{"eventName":"…"}]`. */
  #isRow(start: number, limit: number): boolean {
    const first = this.#skipBlank(start + 1, limit);
    if (this.#bytes[first] !== openBrace) return false;
    const backslash = this.#backslash;
    const end = this.#endOfValue(first, Math.min(limit, first + longestCell));
    this.#backslash = backslash;
    return end >= 0 && isCell(this.#bytes.toString('utf8', first, end));
  }

  /** An object outside `Records`: a container, a bare record, or something foreign. Returns its end, or -1. */
  #scanDocument(start: number, limit: number): number {
    const backslash = this.#backslash;
    const direct = this.#arrayAfterKey(this.#skipBlank(start + 1, limit), limit);
    if (direct >= 0) return this.#scanContainer(direct, limit);
    const end = this.#scanObject(start + 1, limit);
    const { from } = this.#record;
    const late = from[recordsField] ?? -1;
    if (late >= 0) {
      if (this.#bytes[late] === openBracket && late < limit) {
        this.#backslash = backslash;
        this.#scanArray(late, limit, (one) => this.#scanRecord(one, limit));
        return end < 0 ? this.#end('cut-short') : end;
      }
    }
    if (end < 0) {
      this.#backslash = backslash;
      return this.#salvage(start, limit);
    }
    this.#report(start, end, 'alone');
    return end;
  }

  /** What stands whole in an object that is cut short: in a record nothing does, in another list of events they do. */
  #salvage(start: number, limit: number): -1 {
    const isRecord = this.#record.from.some((position) => position >= 0);
    if (!isRecord && this.#salvaging < maxSalvaging) {
      this.#salvaging++;
      this.scanFieldValues(start, limit);
      this.#salvaging--;
    }
    return this.#end('cut-short');
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
    this.#report(start, end, 'in-records');
    return end;
  }

  #report(start: number, end: number, place: 'alone' | 'in-records'): void {
    const record = this.#record;
    record.start = start;
    record.end = end;
    if (hasAll(record)) this.#visitor.record(record);
    else this.#visitor.other(record, place);
  }

  /** A list or a text. Returns its end, or -1. */
  #offerWhole(start: number, limit: number): number {
    const record = this.#record;
    const end = this.#endOfValue(start, limit);
    if (end < 0) return this.#end('cut-short');
    record.from.fill(-1);
    record.start = start;
    record.end = end;
    this.#visitor.other(record, 'alone');
    return end;
  }

  /** Behind the object, list or text that begins here; -1 where it does not end. */
  #endOfValue(start: number, limit: number): number {
    let depth = 0;
    for (let at = start; at < limit; at++) {
      const byte = this.#bytes[at] ?? 0;
      if (byte === quote) at = this.#endOfString(at + 1, limit);
      else if ((byte | caseBit) === openBrace) depth++;
      else if ((byte | caseBit) === closeBrace) depth--;
      if (depth <= 0) return at < limit ? at + 1 : -1;
    }
    return -1;
  }

  /**
   * Calls `scan` for each object of the array; lists and texts are handed on, anything else in it is broken. Returns the
   * array's end, or -1.
   */
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
      } else if (byte === quote || byte === openBracket) {
        at = this.#offerWhole(at, limit);
        if (at < 0) return -1;
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

  /** What may stand between two values: blanks, the commas of a list that was cut out, and marks of where one begins. */
  #skipBetween(start: number, limit: number): number {
    let at = start;
    for (; at < limit; at++) {
      const byte = this.#bytes[at];
      if (byte === 0xef && afterByteOrderMark(this.#bytes, at) > at) at += 2;
      else if (!isBlank(byte) && byte !== comma && byte !== recordSeparator) return at;
    }
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
  if (end < 0) return false;
  let next = end;
  while (next < bytes.length && isBlank(bytes[next])) next++;
  let last = end;
  while (last > start && isBlank(bytes[last - 1])) last--;
  if (next === bytes.length || last === start || bytes[last - 1] === comma) return false;
  const only = new Scanner(bytes.subarray(0, end), { record: () => undefined, other: () => undefined });
  only.scanValues(start, end);
  return only.ending === 'complete';
}

/** Whether the first thing that stands there, if any does, begins as a JSON object, a list of values or a text. */
function beginsAsJson(bytes: Buffer, start: number): boolean {
  let at = start;
  while (isBlank(bytes[at])) at++;
  const first = bytes[at];
  if (first !== openBracket) return first === openBrace || first === quote || first === undefined;
  do at++;
  while (isBlank(bytes[at]));
  const next = bytes[at] ?? openBrace;
  return next === openBrace || next === openBracket || next === quote || next === closeBracket;
}

/** Whether a text is an object of one value under one name, or of a field and its value. */
function isCell(text: string): boolean {
  let cell: unknown;
  try {
    cell = JSON.parse(text);
  } catch {
    return false;
  }
  return rowOf([cell, { [unlikely]: '' }]) !== null;
}

const unlikely = '\0';

const required = ['eventName', 'eventTime', 'eventSource', 'eventID', 'userIdentity'] as const;
const requiredFields = required.map((name) => scannedFields.indexOf(name));
const timeField = scannedFields.indexOf('eventTime');

/** Whether a record has all that CloudTrail writes in every record today, a time that is a text among it. */
function hasAll({ view, from, to }: RecordSpan): boolean {
  for (const field of requiredFields) if ((from[field] ?? -1) < 0) return false;
  const time = from[timeField] ?? 0;
  return view.getUint8(time) === quote && (to[timeField] ?? 0) - time > 2;
}

/** Where the text goes on that has a byte order mark here, or begins where it has none. */
function afterByteOrderMark(bytes: Buffer, start = 0): number {
  return bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf ? start + 3 : start;
}

/** What JSON allows between its parts. */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
}
