import { describe, expect, test } from '@jest/globals';
import { closestTimes, pastTimes } from '../../src/query/closest-times.ts';
import { readInstant, readSpan } from '../../src/query/read-time.ts';

/** A Friday. */
const clock = { now: Date.parse('2026-11-20T10:00:00.400Z'), zone: 'UTC' };

/** The first that is a time. */
function closest(text: string): string | undefined {
  return closestTimes(text, clock).find(
    (time) => readInstant(time, clock, 'start') !== null || readSpan(time, clock) !== null,
  );
}

describe('what may have been meant, asked on Friday 20 November 2026', () => {
  test.each<[text: string, meant: string]>([
    ['yesteday', 'yesterday'],
    ['last mondey 3pm', 'last monday 3pm'],
    ['the last 24 hours', 'last 24 hours'],
    ['30 mintues', '30 minutes'],
    ['next week', 'this week'],
    ['2026-02-30', '2026-02-28'],
    ['2024-02-30', '2024-02-29'],
    ['2026-11-31 10:00', '2026-11-30 10:00'],
    ['2026-1-1', '2026-01-01'],
    ['2026/11/01', '2026-11-01'],
    ['2026-00-10', '2026-01-10'],
    ['20261101T10:00', '2026-11-01T10:00'],
    ['11/01/26', '2026-11-01'],
    ['25/12/2025', '2025-12-25'],
    ['1.10.2026', '2026-10-01'],
    ['12/24', '2025-12-24'],
    ['2026-13', '2026-12'],
    ['2026-11-01T24:00', '2026-11-02T00:00'],
    ['2026-11-01T25:00', '2026-11-01T23:00'],
    ['2026-11-01T10:00+25:00', '2026-11-01T10:00'],
    ['10:60', '10:59'],
    ['13pm', '13:00'],
    ['november', '2026-11'],
    ['december', '2025-12'],
    ['nov 2025', '2025-11'],
    ['1st of november', '2026-11-01'],
    ['novembr 30', '2025-11-30'],
    ['2026', 'this year'],
    ['2025', 'last year'],
    ['2024', '2024-01-01..2024-12-31'],
    ['7', '7d'],
    ['7x', '7d'],
    ['-5d', '5d'],
    ['4y', '90d'],
    ['2 months ago', '60d'],
    ['month', '30d'],
    ['1h30m', '90m'],
    ['1d12h', '36h'],
    ['1.5h', '90m'],
    ['90s', '2m'],
    ['0x', '24h'],
  ])('%s may be %s', (text, meant) => {
    expect(closest(text)).toBe(meant);
  });

  test.each(['banana', '', '🦄', '7 bananas', '__proto__', '1'.repeat(5000), `${'1h'.repeat(1000)}!`])(
    '%j may be anything',
    (text) => {
      expect(closest(text)).toBeUndefined();
    },
  );
});

test('a time in the future is tried in this year and the one before', () => {
  expect(pastTimes('2027-01-01', clock).slice(0, 2)).toEqual(['2026-01-01', '2025-01-01']);
});
