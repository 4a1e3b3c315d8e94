import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Latest } from '../../src/trail/latest.ts';
import { eventWith } from '../records/events.ts';

test('keeps the newest, newest first, ties by ID, in whatever order they come', () => {
  const events = fc.array(fc.record({ time: fc.integer({ min: 0, max: 9 }), id: fc.uuid() }), { maxLength: 60 });
  fc.assert(
    fc.property(events, fc.integer({ min: 0, max: 20 }), (list, limit) => {
      const latest = new Latest(limit);
      for (const fields of list) latest.add(eventWith(fields));
      const expected = list
        .toSorted((a, b) => b.time - a.time || (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => id);
      expect(latest.list().map(({ id }) => id)).toEqual(expected);
    }),
  );
});
