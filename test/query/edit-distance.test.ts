import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { closestOf, editDistance } from '../../src/query/modifiers.ts';

test.each<[one: string, other: string, distance: number]>([
  ['', '', 0],
  ['since', 'since', 0],
  ['sinc', 'since', 1],
  ['snice', 'since', 1],
  ['regoin', 'region', 1],
  ['who', 'what', 2],
  ['abc', 'xyz', 3],
  ['short', 'very long indeed', 4],
])('%s and %s are %i apart, counted up to three', (one, other, distance) => {
  expect(editDistance(one, other, 3)).toBe(distance);
});

test('the distance is the same both ways, and none only between equals', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(editDistance(one, other, 9)).toBe(editDistance(other, one, 9));
      expect(editDistance(one, other, 9) === 0).toBe(one === other);
    }),
  );
});

test('the closest come first, and short words are not guessed at', () => {
  expect(closestOf('Secnod', ['second', 'seconds', 'minute'])).toEqual(['second', 'seconds']);
  expect(closestOf('bx', ['by', 'in'])).toEqual([]);
});
