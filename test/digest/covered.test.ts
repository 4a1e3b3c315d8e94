import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coveredBy } from '../../src/digest/covered.ts';
import { lastDue, nextDue } from '../../src/digest/due.ts';
import type { Schedule } from '../../src/digest/schedule.ts';

const quarter = 15 * 60_000;
const start = Date.parse('2026-01-01T00:00:00Z');
const schedules: Schedule[] = [
  { every: 'day', time: 540, zone: 'Europe/Berlin' },
  { every: 'weekday', time: 150, zone: 'America/New_York' },
  { every: 'week', on: 'sunday', time: 0, zone: 'Asia/Kolkata' },
];

test('whatever runs are missed, the windows of those that are delivered follow each other without a gap', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...schedules),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
      (schedule, delivered) => {
        let due = nextDue(schedule, start);
        let end: number | null = null;
        let missed = false;
        for (const isDelivered of delivered) {
          const covered = coveredBy(schedule, due, end);
          expect(covered?.window.start).toBe(end ?? lastDue(schedule, due - 1) - quarter);
          expect(covered?.window.end).toBe(due - quarter);
          expect(covered?.catchesUp).toBe(end !== null && missed);
          missed = !isDelivered;
          if (isDelivered) end = covered?.window.end ?? null;
          due = nextDue(schedule, due);
        }
      },
    ),
  );
});

test('what was told already is not covered again, and nothing older than event history', () => {
  const [schedule] = schedules;
  if (schedule === undefined) throw new Error('No schedule');
  const due = nextDue(schedule, start);
  expect(coveredBy(schedule, due, due - quarter)).toBeNull();
  const { window } = coveredBy(schedule, due, due - 200 * 86_400_000) ?? { window: { start: 0, end: 0 } };
  expect((window.end - window.start) / 86_400_000).toBeLessThan(90);
  expect((window.end - window.start) / 86_400_000).toBeGreaterThan(89);
});
