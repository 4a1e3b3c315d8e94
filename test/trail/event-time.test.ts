import { expect, test } from '@jest/globals';
import { asEventTime, timeBeside } from '../../src/trail/envelopes/event-time.ts';

test.each([
  ['2024-05-02T10:00:00Z'],
  ['2024-05-02T10:00:00+00:00'],
  ['2024-05-02T12:00:00.000+0200'],
  ['2024-05-02 10:00:00.000'],
  ['2024-05-02 10:00:00.000 UTC'],
  [1714644000],
  [1714644000000],
  [1714644000000000],
  [1714644000000000000],
  ['1714644000'],
  ['1714644000000'],
  [['2024-05-02T10:00:00.000Z']],
  ['May 02, 2024, 10:00:00 (UTC+00:00)'],
  ['May 02, 2024, 12:00:00 (UTC+02:00)'],
  ['May 2, 2024, 05:30:00 AM (UTC-04:30)'],
  ['May 2, 2024 @ 10:00:00.000'],
  ['5/2/2024, 10:00:00.000 AM'],
])('%p is read', (given) => {
  expect(asEventTime(given)).toBe('2024-05-02T10:00:00Z');
});

test.each([['soon'], [''], [null], [{}], [-1], ['Foo 2, 2024, 10:00:00'], ['13'], [true]])('%p is no time', (given) => {
  expect(asEventTime(given)).toBeNull();
});

test('fractions of seconds stay', () => {
  expect(asEventTime('2024-05-02T10:00:00.250Z')).toBe('2024-05-02T10:00:00.250Z');
});

test('of several names the one nearest to the call counts', () => {
  expect(timeBeside({ timestamp: 1, '@timestamp': '2024-05-02T10:00:00Z' })).toBe('2024-05-02T10:00:00Z');
  expect(timeBeside({ time: 'soon' })).toBeNull();
});
