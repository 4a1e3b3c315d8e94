import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type RecordSpan, type Scan, scanRecords } from '../../src/sources/log-files/scan-records.ts';
import { scannedFields } from '../../src/sources/log-files/scanned-fields.ts';

/** The records as text, with the text of the fields found while scanning. */
function scan(content: string, lines = false) {
  const bytes = Buffer.from(content);
  const records: { text: string; fields: Record<string, unknown>; escaped: boolean; oddKeys: boolean }[] = [];
  const others: unknown[] = [];
  const note = (record: RecordSpan) => {
    const { start, end, escaped, oddKeys } = record;
    records.push({ text: bytes.toString('utf8', start, end), fields: fieldsOf(record), escaped, oddKeys });
  };
  const outcome: Scan = scanRecords(bytes, lines, {
    record: note,
    other(value, place) {
      if (place === 'in-records' || value.from.some((position) => position >= 0)) note(value);
      else others.push(JSON.parse(bytes.toString('utf8', value.start, value.end)));
    },
  });
  return { ...outcome, others, records, parsed: records.map(({ text }): unknown => JSON.parse(text)) };
}

function fieldsOf({ bytes, from, to }: RecordSpan): Record<string, unknown> {
  const found = scannedFields.map((name, at): [string, number, number] => [name, from[at] ?? -1, to[at] ?? -1]);
  return Object.fromEntries(
    found
      .filter(([, start]) => start >= 0)
      .map(([name, start, end]) => [name, JSON.parse(bytes.toString('utf8', start, end).replace(/^\s*:/, ''))]),
  );
}

const record = (id: number) => ({
  eventVersion: '1.10',
  eventName: `Call${id}`,
  eventID: `id-${id}`,
  nested: [{ id }],
});
const three = [record(1), record(2), record(3)];

describe('where records stand', () => {
  test.each([
    ['as CloudTrail delivers them', JSON.stringify({ Records: three })],
    ['pretty-printed', JSON.stringify({ Records: three }, null, 2)],
    ['behind other keys', JSON.stringify({ version: 1, list: [{}], Records: three, more: { Records: [1] } })],
    ['one a line', three.map((one) => JSON.stringify(one)).join('\n')],
    [
      'one a line, with blank lines and carriage returns',
      three.map((one) => `${JSON.stringify(one)}\r\n\r\n`).join(''),
    ],
    ['several containers, one a line', three.map((one) => JSON.stringify({ Records: [one] })).join('\n')],
    ['several containers without anything between', three.map((one) => JSON.stringify({ Records: [one] })).join('')],
    ['in an array', JSON.stringify(three)],
    ['in an array of containers', JSON.stringify(three.map((one) => ({ Records: [one] })))],
    ['pretty-printed one after the other', three.map((one) => JSON.stringify(one, null, 1)).join('\n')],
    [
      'with a record on each line of the array',
      `{"Records":[\n${three.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`,
    ],
    ['behind a byte order mark', `\uFEFF${JSON.stringify({ Records: three })}`],
  ])('records are found %s', (_, content) => {
    expect(scan(content)).toMatchObject({ parsed: three, broken: 0, foreign: 0, ending: 'complete' });
  });

  test('a bare record is found', () => {
    expect(scan(JSON.stringify(record(1), null, 2)).parsed).toEqual([record(1)]);
  });

  test('a container without records is complete', () => {
    expect(scan('{"Records":[]}')).toMatchObject({ parsed: [], broken: 0, foreign: 0, ending: 'complete' });
  });

  test('whatever the strings hold, records are told apart', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"',
        '\\',
        '\\"',
        '}',
        '},{"eventVersion":"1.0"',
        ']}',
        '\\u0022',
        '🦊',
        '\n',
        '{"Records":[{}]}',
      ),
    );
    const value = fc.oneof(
      text,
      fc.array(text),
      fc.dictionary(text, text),
      fc.json().map((one): unknown => JSON.parse(one)),
    );
    const records = fc.array(
      fc.record(
        { eventName: text, eventID: text, awsRegion: value, requestParameters: value, 'k"\\': value },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(records, fc.constantFrom(undefined, 2), (given, indent) => {
        const { records: found, ending } = scan(JSON.stringify({ Records: given }, null, indent));
        const texts = given.map((one) => JSON.stringify(one, null, indent).replaceAll('\n', '\n    '));
        // As texts: JSON.parse of Node 24.21 takes the key "\n" for "\\" where it saw that one before.
        expect(found.map(({ text }) => text)).toEqual(texts);
        expect(ending).toBe('complete');
      }),
    );
  });
});

describe('fields found while scanning', () => {
  test('only a record’s own fields count, and of two the last', () => {
    const text =
      '{"Records":[{"a":{"eventName":"Inner"},"eventName" : "First","b":["eventName","x"],"eventName":"Last","awsRegion":null}]}';
    expect(scan(text).records[0]?.fields).toEqual({ eventName: 'Last', awsRegion: null });
  });

  test('values of any kind are found whole', () => {
    const fields = {
      userIdentity: { type: 'Root', list: [{}, '}'] },
      readOnly: true,
      eventVersion: ['1'],
      eventTime: 7,
    };
    for (const indent of [undefined, 2]) {
      expect(scan(JSON.stringify({ Records: [fields] }, null, indent)).records[0]?.fields).toEqual(fields);
    }
  });

  test('a name that stands as a value is no field', () => {
    const text = '{"Records":[{"eventSource":"eventName","x":"eventID","eventTime":"t"}]}';
    expect(scan(text).records[0]?.fields).toEqual({ eventSource: 'eventName', eventTime: 't' });
  });

  test('escapes that can hide letters are noted', () => {
    const { records } = scan(
      String.raw`{"Records":[{"eventName":"a\"\/b"},{"eventName":"\u0041"},{"a":"{\"b\":\"\\u0041\"}"},{"event\u004eame":"A"}]}`,
    );
    expect(records.map(({ escaped }) => escaped)).toEqual([false, true, true, true]);
    expect(records.map(({ oddKeys }) => oddKeys)).toEqual([false, false, false, true]);
  });
});

describe('damage', () => {
  const whole = JSON.stringify({ Records: three });

  test('a file cut short anywhere gives the records before the cut', () => {
    for (let length = 1; length < whole.length; length++) {
      const { parsed, ending } = scan(whole.slice(0, length));
      expect(parsed).toEqual(three.slice(0, parsed.length));
      expect(ending).toBe('cut-short');
    }
    expect(scan(whole.slice(0, -2)).parsed).toEqual(three);
  });

  test('a file cut short with Records behind another key gives the records before the cut', () => {
    const late = JSON.stringify({ first: 1, Records: three });
    expect(scan(late.slice(0, -20))).toMatchObject({ parsed: three.slice(0, 2), ending: 'cut-short' });
  });

  test('a broken line costs no other line', () => {
    const lines = three.map((one) => JSON.stringify(one));
    const broken = [lines[0], '{"eventName":"half', lines[1], 'garbage', '"text"', lines[2]].join('\n');
    expect(scan(broken)).toMatchObject({ parsed: three, broken: 1, foreign: 1, others: ['text'], ending: 'complete' });
  });

  test('a file of lines whose last is being written is cut short', () => {
    const content = `${JSON.stringify(record(1))}\n${JSON.stringify(record(2)).slice(0, 20)}`;
    expect(scan(content, true)).toMatchObject({ parsed: [record(1)], broken: 0, ending: 'cut-short' });
  });

  test('elements that are no objects are counted, the others are read', () => {
    const content = JSON.stringify({
      Records: [null, record(1), 'text, with [brackets]', 7, ['[', record(9)], record(2)],
    });
    expect(scan(content)).toMatchObject({
      parsed: [record(1), record(2)],
      others: ['text, with [brackets]', ['[', record(9)]],
      broken: 2,
      ending: 'complete',
    });
  });

  test('what follows the records and is no JSON is told', () => {
    expect(scan(`${whole}\u0000\u0000`)).toMatchObject({ parsed: three, ending: 'garbled' });
  });

  test.each(['{"a":1}', '{}', '[{"a":{"eventName":"x"}}]'])('%s has nothing of CloudTrail', (content) => {
    expect(scan(content)).toMatchObject({ parsed: [], ending: 'complete' });
    expect(scan(content).others).toHaveLength(1);
  });

  test('no bytes make it throw or loop', () => {
    const bits = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ',',
      ':',
      '\n',
      ' ',
      '"Records"',
      '"eventName"',
      'null',
      '\\u00',
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 60 }), fc.boolean(), (parts, lines) => {
        const bytes = Buffer.from(parts.join(''));
        const other = ({ start, end }: RecordSpan) => {
          expect([0x7b, 0x5b, 0x22]).toContain(bytes[start]);
          expect(end).toBeGreaterThan(start);
        };
        const scanned = scanRecords(bytes, lines, { record: other, other });
        expect(['complete', 'cut-short', 'garbled']).toContain(scanned.ending);
      }),
      { numRuns: 2000 },
    );
  });
});
