import { expect, test } from '@jest/globals';
import { shortenKey } from '../../src/trail/chain.ts';

test.each([
  ['AKIAIOSFODNN7EXAMPLE', 'AKIA…MPLE'],
  ['short', 'short'],
  ['', ''],
])('%p is shown as %p', (key, shown) => {
  expect(shortenKey(key)).toBe(shown);
});
