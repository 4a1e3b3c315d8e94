import { expect, test } from '@jest/globals';
import { Once } from '../../src/slack/once.ts';

test('something is taken once, until it is forgotten with time', () => {
  let now = 0;
  const once = new Once(100, 10, () => now);
  expect([once.take('a'), once.take('a'), once.take('b')]).toEqual([true, false, true]);
  now = 99;
  expect(once.take('a')).toBe(false);
  now = 100;
  expect(once.take('a')).toBe(true);
});

test('memory holds so many and forgets the oldest', () => {
  const once = new Once(100, 2, () => 0);
  for (const id of ['a', 'b']) once.take(id);
  expect(once.take('a')).toBe(false);
  expect(once.take('c')).toBe(true);
  expect([once.take('c'), once.take('b'), once.take('a')]).toEqual([false, false, true]);
});
