import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TrailEvent } from '../../src/trail/event.ts';
import { Tallies } from '../../src/trail/tallies.ts';
import type { Tally } from '../../src/trail/tally.ts';
import { eventWith, principalWith } from '../records/events.ts';

const eventArbitrary: fc.Arbitrary<TrailEvent> = fc
  .record({
    name: fc.constantFrom('GetObject', 'PutObject'),
    time: fc.integer({ min: 0, max: 5 }),
    region: fc.constantFrom('us-east-1', 'us-east-2'),
    who: fc.constantFrom('ann', 'bob'),
    accessKey: fc.constantFrom('ASIA1', 'ASIA2', null),
    sourceIdentity: fc.constantFrom('ann', null),
    code: fc.constantFrom('AccessDenied', null),
  })
  .map(({ who, accessKey, sourceIdentity, code, ...fields }) =>
    eventWith({
      ...fields,
      principal: principalWith({ name: who, accessKey, sourceIdentity }),
      error: code === null ? null : { code, message: 'No' },
      outcome: code === null ? 'ok' : 'denied',
    }),
  );

const sorted = (tallies: Tally[]) => tallies.map((tally) => JSON.stringify(tally)).sort();

test('calls that differ in nothing that questions group by count together', () => {
  const tallies = new Tallies();
  tallies.add(eventWith({ time: 2, principal: principalWith({ accessKey: 'ASIA2' }) }));
  tallies.add(eventWith({ time: 1, principal: principalWith({ accessKey: 'ASIA1' }) }), 3);
  tallies.add(eventWith({ region: 'eu-west-1' }));
  expect(tallies.size).toBe(2);
  expect(tallies.list()[0]).toMatchObject({
    count: 4,
    first: 1,
    last: 2,
    principal: { accessKey: 'ASIA2' },
    error: null,
  });
});

test('a failure is tallied by its code, else by its message', () => {
  const tallies = new Tallies();
  tallies.add(eventWith({ outcome: 'error', error: { code: null, message: 'Failed authentication' } }));
  tallies.add(eventWith({ outcome: 'denied', error: { code: 'AccessDenied', message: 'No' } }));
  tallies.add(eventWith({ outcome: 'error', error: { code: null, message: null } }));
  expect(tallies.list().map(({ error }) => error)).toEqual(['Failed authentication', 'AccessDenied', null]);
});

test('a list that was handed out does not change as counting goes on', () => {
  const tallies = new Tallies();
  tallies.add(eventWith());
  const before = tallies.list();
  tallies.add(eventWith());
  expect(before[0]?.count).toBe(1);
});

test('however events are split and in whatever order parts are merged, the tallies are the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(eventArbitrary, fc.integer({ min: 0, max: 3 }))),
      fc.func(fc.integer()),
      (events, order) => {
        const whole = new Tallies();
        const parts = [new Tallies(), new Tallies(), new Tallies(), new Tallies()];
        for (const [event, part] of events) {
          whole.add(event);
          parts[part]?.add(event);
        }
        const merged = new Tallies();
        const all = parts.flatMap((part) => part.list());
        const places = all.map((tally, index) => ({ tally, place: order(index) })).sort((a, b) => a.place - b.place);
        for (const { tally } of places) merged.merge(tally);
        expect(sorted(merged.list())).toEqual(sorted(whole.list()));
      },
    ),
  );
});
