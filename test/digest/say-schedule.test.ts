import { expect, test } from '@jest/globals';
import { saySchedule } from '../../src/digest/say-schedule.ts';
import type { Schedule } from '../../src/digest/schedule.ts';

function said(schedule: Schedule, after: string): string {
  return saySchedule(schedule, Date.parse(after))
    .map((part) => (typeof part === 'string' ? part : new Date(part.time).toISOString().slice(0, 16)))
    .join('');
}

test('a schedule is said as a sentence with its next three times', () => {
  expect(said({ every: 'day', time: 540, zone: 'Europe/Berlin' }, '2026-10-24T08:00Z')).toBe(
    'Every day at 09:00 Europe/Berlin time: next on 2026-10-25T08:00, 2026-10-26T08:00 and 2026-10-27T08:00.',
  );
  expect(said({ every: 'weekday', time: 510, zone: 'UTC' }, '2026-11-20T08:30Z')).toBe(
    'Every day from Monday to Friday at 08:30 UTC: next on 2026-11-23T08:30, 2026-11-24T08:30 and 2026-11-25T08:30.',
  );
  expect(said({ every: 'week', on: 'thursday', time: 0, zone: 'UTC' }, '2028-02-24T00:00Z')).toBe(
    'Every Thursday at 00:00 UTC: next on 2028-03-02T00:00, 2028-03-09T00:00 and 2028-03-16T00:00.',
  );
});
