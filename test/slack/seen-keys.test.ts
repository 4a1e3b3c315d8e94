import { expect, test } from '@jest/globals';
import { SeenKeys } from '../../src/slack/seen-keys.ts';

test('something is taken once, until it is forgotten with time', () => {
  let now = 0;
  const seen = new SeenKeys(100, 10, () => now);
  expect([seen.take('a'), seen.take('a'), seen.take('b')]).toEqual([true, false, true]);
  now = 99;
  expect(seen.take('a')).toBe(false);
  now = 100;
  expect(seen.take('a')).toBe(true);
});

test('memory holds so many and forgets the oldest', () => {
  const seen = new SeenKeys(100, 2, () => 0);
  for (const id of ['a', 'b']) seen.take(id);
  expect(seen.take('a')).toBe(false);
  expect(seen.take('c')).toBe(true);
  expect([seen.take('c'), seen.take('b'), seen.take('a')]).toEqual([false, false, true]);
});
