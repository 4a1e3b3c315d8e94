import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findByte, findText } from '../../src/sources/log-files/find-bytes.ts';
import { SpanNumbers, Spans } from '../../src/sources/log-files/span-numbers.ts';

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
/** Few different bytes, so that what is looked for is often there, and often almost. */
const bytesArbitrary = fc.array(fc.constantFrom(0x21, 0x22, 0x23, 0xa2, 0x00, 0xff), { maxLength: 40 });

describe('finding bytes', () => {
  test('finds a byte where a look at every byte does', () => {
    fc.assert(
      fc.property(bytesArbitrary, fc.nat(40), fc.nat(40), (given, one, other) => {
        const bytes = Uint8Array.from(given);
        const [from, limit] = [Math.min(one, other, bytes.length), Math.min(Math.max(one, other), bytes.length)];
        const found = bytes.subarray(0, limit).indexOf(0x22, from);
        expect(findByte(viewOf(bytes), 0x22, from, limit)).toBe(found < 0 ? limit : found);
      }),
    );
  });

  test('finds a text where a search in the text does', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.constantFrom('a', 'ab', 'abab', 'bcab'), fc.nat(30), (given, wanted, from) => {
        const start = Math.min(from, given.length);
        const view = viewOf(Buffer.from(`${given}abab`));
        expect(findText(view, wanted, start, given.length)).toBe(given.indexOf(wanted, start));
      }),
    );
  });
});

describe('numbering keys made of spans', () => {
  /** A key as the texts of its spans, null for one that is absent. */
  const keyArbitrary = fc.tuple(
    fc.nat(2),
    fc.array(fc.option(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 9 })), { minLength: 3, maxLength: 3 }),
  );

  test('the same key has the same number and each other key another, as many as there may be', () => {
    fc.assert(
      fc.property(fc.array(keyArbitrary, { maxLength: 200 }), (keys) => {
        const numbers = new SpanNumbers();
        const known = new Map<string, number>();
        for (const [first, texts] of keys) {
          const name = JSON.stringify([first, texts]);
          if (!known.has(name)) known.set(name, known.size);
          expect(numberOf(numbers, first, texts)).toBe(known.get(name));
        }
        expect(numbers.size).toBe(known.size);
      }),
    );
  });

  test('thousands of long keys are kept apart, and numbering begins anew when they are cleared', () => {
    const numbers = new SpanNumbers();
    const key = (at: number) => [`${'x'.repeat(200)}${at}`, null, `${at}`];
    for (let at = 0; at < 5000; at++) expect(numberOf(numbers, 0, key(at))).toBe(at);
    for (let at = 0; at < 5000; at++) expect(numberOf(numbers, 0, key(at))).toBe(at);
    numbers.clear();
    expect(numbers.size).toBe(0);
    expect(numberOf(numbers, 0, key(7))).toBe(0);
    expect(numberOf(numbers, 0, key(8))).toBe(1);
  });

  function numberOf(numbers: SpanNumbers, first: number, texts: (string | null)[]): number {
    const bytes = Buffer.from(texts.map((text) => text ?? '').join(''));
    const spans = new Spans();
    let at = 0;
    for (const text of texts) {
      spans.add(text === null ? -1 : at, at + (text?.length ?? 0));
      at += text?.length ?? 0;
    }
    return numbers.numberOf(viewOf(bytes), first, spans);
  }
});
