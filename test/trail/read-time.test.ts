import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readTime } from '../../src/trail/time.ts';

test('every time that CloudTrail writes is read to the second', () => {
  const last = Date.UTC(9999, 11, 31) / 1000;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: last }), (second) => {
      expect(readTime(new Date(second * 1000).toISOString().replace('.000', ''))).toBe(second * 1000);
    }),
  );
});

test('text of the same length with anything else in one place is read as Date.parse reads it, or not at all', () => {
  const text = '2026-11-20T09:05:27Z';
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...'0123456789-:TZ x'), (at, letter) => {
      const other = text.slice(0, at) + letter + text.slice(at + 1);
      const parsed = Date.parse(other.replace(' ', 'T'));
      expect([Number.isNaN(parsed) ? null : parsed, null]).toContain(readTime(other));
    }),
  );
});
