import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { except, isValues, where } from '../../src/condition/condition.ts';
import { describeScope, eventLabel } from '../../src/present/describe-coverage.ts';
import { resolveEvent } from '../../src/query/names/resolve-event.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import { anyFilter } from '../condition/any-filter.ts';
import { eventWith } from '../records/events.ts';

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

test.each<[asked: string[], said: string]>([
  [['s3:DeleteBucket', 'cloudtrail:StopLogging'], 's3:DeleteBucket and cloudtrail:StopLogging'],
  [['s3:DeleteBucket', 'StopLogging'], 's3:DeleteBucket and StopLogging'],
  [['DeleteBucket', 'cloudtrail:StopLogging'], 'DeleteBucket and StopLogging'],
  [['cloudtrail:StopLogging', 'iam:DeleteUser'], 'cloudtrail:StopLogging or iam:DeleteUser'],
])('of several events, services are told of all that were asked for by them, or of none: %j', (asked, said) => {
  const tallies = new Tallies();
  for (const name of ['DeleteBucket', 'StopLogging']) tallies.add(eventWith({ id: name, name }));
  expect(eventLabel([where('event', ...asked.flatMap(resolveEvent))], tallies.list())).toBe(said);
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
