import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packIds, unpackIds } from '../../src/state/told-ids.ts';

test('IDs are found again, no other with them', () => {
  const id = fc.oneof(
    fc.uuid(),
    fc.uuid().map((uuid) => uuid.toUpperCase()),
    fc.string(),
    fc.constant('0'.repeat(8)),
  );
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 200 }), fc.uuid(), (list, other) => {
      const told = unpackIds(packIds(list));
      for (const one of list) expect(told.has(one)).toBe(true);
      expect(told.has(other)).toBe(list.includes(other));
    }),
  );
});

test('more IDs than one part holds are packed into several', () => {
  const list = Array.from(
    { length: 10_000 },
    (_, at) => `${at.toString(16).padStart(4, '0')}05a5-3e06-4437-a7a2-b5fdb5cbb4e2`,
  );
  const parts = packIds(list);
  expect(parts.map(({ length }) => length)).toEqual([65_536, 65_536, 28_928]);
  expect(list.every(unpackIds(parts).has)).toBe(true);
});
