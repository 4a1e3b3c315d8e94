import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packEventIds, packIds, unpackIds } from '../../src/state/told-ids.ts';
import { EventIds } from '../../src/trail/event-ids.ts';

test('IDs are packed alike one by one and as a set, and found again, no other with them', () => {
  const id = fc.oneof(
    fc.uuid(),
    fc.uuid().map((uuid) => uuid.toUpperCase()),
    fc.string(),
    fc.constant('0'.repeat(8)),
  );
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 200 }), fc.uuid(), (list, other) => {
      const ids = new EventIds();
      for (const one of list) ids.add(one);
      for (const told of [unpackIds(packIds(list)), unpackIds(packEventIds(ids))]) {
        for (const one of list) expect(told.has(one)).toBe(true);
        expect(told.has(other)).toBe(list.includes(other));
      }
    }),
  );
});

test('more IDs than one part holds are packed into several', () => {
  const ids = new EventIds();
  const list = Array.from(
    { length: 10_000 },
    (_, at) => `${at.toString(16).padStart(4, '0')}05a5-3e06-4437-a7a2-b5fdb5cbb4e2`,
  );
  for (const one of list) ids.add(one);
  for (const parts of [packIds(list), packEventIds(ids)]) {
    expect(parts.map(({ length }) => length)).toEqual([65_536, 65_536, 28_928]);
    const told = unpackIds(parts);
    expect(list.every(told.has)).toBe(true);
  }
});
