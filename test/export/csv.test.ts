import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvHead, csvLine, csvRow } from '../../src/export/csv.ts';
import { ndjsonHead, ndjsonRow } from '../../src/export/ndjson.ts';
import { eventWith } from '../records/events.ts';

/** A reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ','), fc.string()).map((parts) => parts.join('')),
);

describe('A line of an exported table', () => {
  test('reads back as it was, and no cell of it runs in a spreadsheet', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
        const [row, ...more] = readCsv(csvLine(cells));
        expect(more).toEqual([]);
        expect(row?.every((one) => !/^[=+\-@\t\r\n]/.test(one))).toBe(true);
        expect(row?.map((one, at) => (one === cells[at] ? one : one.slice(1)))).toEqual(cells);
      }),
    );
  });

  test('has a cell for each column', () => {
    expect(readCsv(csvRow(eventWith()))[0]).toHaveLength(readCsv(csvHead)[0]?.length ?? 0);
    expect(readCsv(csvRow(eventWith()))[0]?.slice(0, 3)).toEqual([
      '2026-11-20T09:02:00Z',
      'DescribeSlackChannels',
      'chatbot.amazonaws.com',
    ]);
  });
});

describe('A line of an exported NDJSON', () => {
  test('is the whole record where it is at hand, else what was understood of it', () => {
    expect(JSON.parse(ndjsonRow(eventWith({ record: { eventName: 'X' } })))).toEqual({ eventName: 'X' });
    expect(JSON.parse(ndjsonRow(eventWith()))).toMatchObject({ name: 'DescribeSlackChannels', outcome: 'ok' });
  });

  test('is one line whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(ndjsonRow(eventWith({ record: { text } })).split('\n')).toHaveLength(2);
        const coverage = { complete: true, searched: [], missed: [], notes: [text] };
        expect(ndjsonHead(text, 1, coverage).split('\n')).toHaveLength(2);
      }),
    );
  });
});
