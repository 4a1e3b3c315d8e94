import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EventIds, packUuid } from '../../src/trail/event-ids.ts';

const nil = '00000000-0000-0000-0000-000000000000';

test('an ID is new once', () => {
  const ids = new EventIds();
  expect(ids.add('5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2')).toBe(true);
  expect(ids.add('5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2')).toBe(false);
  expect(ids.add(nil)).toBe(true);
  expect(ids.add(nil)).toBe(false);
  expect(ids.size).toBe(2);
});

test('any IDs, in any order, count as in a Set', () => {
  const almost = fc.constantFrom(
    nil,
    nil.toUpperCase(),
    `${nil} `,
    '0000000000000000000000000000000000000',
    'g0000000-0000-0000-0000-000000000000',
  );
  const few = fc.integer({ min: 0, max: 5 }).map((n) => `${nil.slice(0, -1)}${n}`);
  const id = fc.oneof(
    fc.uuid(),
    fc.uuid().map((uuid) => uuid.toUpperCase()),
    few,
    almost,
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(id, { maxLength: 300 }), (list) => {
      const ids = new EventIds();
      const set = new Set<string>();
      for (const one of list) {
        expect(ids.add(one)).toBe(!set.has(one));
        set.add(one);
      }
      expect(ids.size).toBe(set.size);
    }),
  );
});

test('a hundred thousand IDs that differ little are all told apart', () => {
  const ids = new EventIds();
  const id = (n: number) => `${n.toString(16).padStart(8, '0')}-1234-11e9-8925-d139e92a1fe8`;
  for (let n = 0; n < 100_000; n += 1) ids.add(id(n));
  expect(ids.size).toBe(100_000);
  for (let n = 0; n < 100_000; n += 1) ids.add(id(n));
  expect(ids.size).toBe(100_000);
});

test('the words of a UUID, as a worker hands them over, are the UUID', () => {
  const ids = new EventIds();
  const words = new Uint32Array(8);
  expect(packUuid('5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2', words, 4)).toBe(true);
  expect([...words]).toEqual([0, 0, 0, 0, 0x5b2805a5, 0x3e064437, 0xa7a2b5fd, 0xb5cbb4e2]);
  expect(ids.addWords(0x5b2805a5, 0x3e064437, 0xa7a2b5fd, 0xb5cbb4e2)).toBe(true);
  expect(ids.add('5b2805a5-3e06-4437-a7a2-b5fdb5cbb4e2')).toBe(false);
  expect(ids.addWords(0, 0, 0, 0)).toBe(true);
  expect(ids.add(nil)).toBe(false);
  expect(packUuid('5B2805A5-3E06-4437-A7A2-B5FDB5CBB4E2', words, 0)).toBe(false);
});
