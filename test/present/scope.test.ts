import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { except, isValues, where } from '../../src/condition/condition.ts';
import { describeScope } from '../../src/present/describe-coverage.ts';
import { anyFilter } from '../condition/any-filter.ts';

test('a clause tells every condition, lists and exclusions too', () => {
  const filter = [
    where('event', { name: 'StopLogging', source: null }, { name: 'DeleteTrail', source: null }),
    except('by', 'ci', 'deploy'),
    where('on', 'main'),
    where('is', 'ok'),
    where('is', 'human', 'root'),
    except('is', 'read'),
  ];
  expect(describeScope(filter, [])).toBe(
    ' of StopLogging or DeleteTrail on main (ok and human or root only, not read, not counting calls by ci or deploy)',
  );
  expect(describeScope(filter, ['event', 'on'], ['ok', 'human', 'root'], 'by')).toBe(
    ' (not read, not counting calls by ci or deploy)',
  );
});

test('no value that was asked for is left out of the sentence', () => {
  const word = fc.stringMatching(/^[a-z]{4,8}$/);
  const filters = anyFilter({
    by: word,
    on: word,
    session: word,
    ip: word,
    key: word,
    service: word,
    in: word,
    id: word,
    is: fc.constantFrom(...isValues),
  });
  fc.assert(
    fc.property(filters, (filter) => {
      const told = describeScope(filter, []);
      for (const { anyOf, not } of filter) {
        for (const value of anyOf) expect(told).toContain(String(value));
        if (not) expect(told).toContain('not ');
      }
    }),
  );
});
