import { isTableOfRecords } from '../../trail/envelopes/records-in.ts';
import { rowUnder } from '../../trail/envelopes/rows.ts';
import type { JsonObject } from '../../trail/fields.ts';
import type { Scan } from './scan-records.ts';

/** A table as text, and how its cells are told apart. */
export interface Table {
  columns: string[];
  delimiter: number;
  /** Where the rows begin. */
  start: number;
}

const quote = 0x22;
const newline = 0x0a;
const carriageReturn = 0x0d;
const delimiters = [0x2c, 0x09, 0x3b, 0x7c];

/** Longer than the header of any table of records. */
const longestHeader = 2 ** 16;

/** A cell that holds JSON, with its quotation marks doubled. */
const jsonInCell = '"{""';

/** The table that a text is, by the names of its columns; null where it is none that can hold records. */
export function tableIn(bytes: Buffer): Table | null {
  const first = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const head = bytes.subarray(first, first + longestHeader);
  if (head.length === 0 || head[0] === 0x7b || head[0] === 0x5b) return null;
  const tables = delimiters.map((delimiter): Table => {
    const { cells, end } = readRow(head, 0, delimiter);
    return { columns: cells.map((cell) => cell.trim()), delimiter, start: first + end };
  });
  const widest = tables.reduce((one, other) => (other.columns.length > one.columns.length ? other : one));
  const isPlain = widest.columns.every((name) => name.length < 200 && !name.includes('{'));
  if (!isPlain) return null;
  if (isTableOfRecords(widest.columns)) return widest;
  return widest.columns.length > 1 && bytes.subarray(0, longestHeader).includes(jsonInCell) ? widest : null;
}

/**
 * Reads the rows of a table (RFC 4180: a quoted cell may hold line breaks), one after the other. Returns how it ends:
 * `cut-short` within a cell.
 */
export function readRows(bytes: Buffer, { columns, delimiter, start }: Table, visit: (row: JsonObject) => void): Scan {
  for (let at = start; at < bytes.length; ) {
    const { cells, end, isWhole } = readRow(bytes, at, delimiter);
    if (!isWhole) return { broken: 0, foreign: 0, ending: 'cut-short' };
    if (cells.length > 1 || cells[0] !== '') visit(rowUnder(columns, cells));
    at = end;
  }
  return { broken: 0, foreign: 0, ending: 'complete' };
}

interface Row {
  cells: string[];
  /** Where the next row begins. */
  end: number;
  isWhole: boolean;
}

function readRow(bytes: Buffer, start: number, delimiter: number): Row {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const isQuoted = bytes[at] === quote;
    const end = isQuoted ? endOfQuoted(bytes, at + 1) : endOfPlain(bytes, at, delimiter);
    if (isQuoted && end >= bytes.length) return { cells, end: bytes.length, isWhole: false };
    const text = bytes.toString('utf8', isQuoted ? at + 1 : at, end);
    cells.push(isQuoted ? text.replaceAll('""', '"') : text);
    at = isQuoted ? endOfPlain(bytes, end + 1, delimiter) : end;
    if (bytes[at] !== delimiter) break;
    at++;
  }
  if (bytes[at] === carriageReturn) at++;
  if (bytes[at] === newline) at++;
  return { cells, end: at, isWhole: true };
}

/** Where the quotation mark stands that ends a cell. */
function endOfQuoted(bytes: Buffer, start: number): number {
  let at = bytes.indexOf(quote, start);
  while (at >= 0 && bytes[at + 1] === quote) at = bytes.indexOf(quote, at + 2);
  return at < 0 ? bytes.length : at;
}

function endOfPlain(bytes: Buffer, start: number, delimiter: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== newline && bytes[at] !== carriageReturn) at++;
  return at;
}
