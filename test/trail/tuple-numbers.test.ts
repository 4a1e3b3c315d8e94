import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RecurringTexts } from '../../src/trail/fields.ts';
import { TupleNumbers } from '../../src/trail/tallies.ts';

test('the same tuple has the same number and each other tuple another', () => {
  const tuples = fc.array(fc.tuple(fc.integer({ min: -1, max: 3 }), fc.integer(), fc.nat(2)), { maxLength: 300 });
  fc.assert(
    fc.property(tuples, (given) => {
      const numbers = new TupleNumbers(3);
      const known = new Map<string, number>();
      for (const tuple of given) {
        if (!known.has(tuple.join())) known.set(tuple.join(), known.size);
        expect(numbers.numberOf(Int32Array.from(tuple))).toBe(known.get(tuple.join()));
      }
      expect(numbers.size).toBe(known.size);
    }),
  );
});

test('tuples are numbered anew once they are cleared', () => {
  const numbers = new TupleNumbers(2);
  for (let at = 0; at < 1000; at++) expect(numbers.numberOf(Int32Array.of(at, 7))).toBe(at);
  numbers.clear();
  expect(numbers.numberOf(Int32Array.of(500, 7))).toBe(0);
  expect(numbers.numberOf(Int32Array.of(0, 7))).toBe(1);
});

test('texts that recur are remembered, those not met for long forgotten', () => {
  const texts = new RecurringTexts(2);
  texts.add('often');
  for (let at = 0; at < 20; at++) {
    expect(texts.find('often')).toBe('often');
    texts.add(`once ${at}`);
  }
  expect(texts.find('once 0')).toBeUndefined();
});
