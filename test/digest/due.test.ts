import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lastDue, nextDue } from '../../src/digest/due.ts';
import { type Schedule, weekdays } from '../../src/digest/schedule.ts';
import { searchDue, wallMinutes } from './search-due.ts';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const minute = 60_000;
const day = 1440 * minute;

const iso = (time: number) => new Date(time).toISOString().slice(0, 16);

function dues(schedule: Schedule, after: string, count: number): string[] {
  const found: number[] = [];
  let at = Date.parse(after);
  while (found.length < count) {
    at = nextDue(schedule, at);
    found.push(at);
  }
  return found.map(iso);
}

const clock = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const daily = (time: string, zone: string): Schedule => ({ every: 'day', time: clock(time), zone });

describe('when a digest is due', () => {
  test('daily at nine stays at nine over both changes of the clock', () => {
    expect(dues(daily('09:00', 'Europe/Berlin'), '2026-03-28T00:00Z', 2)).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
    ]);
    expect(dues(daily('09:00', 'Europe/Berlin'), '2026-10-24T00:00Z', 2)).toEqual([
      '2026-10-24T07:00',
      '2026-10-25T08:00',
    ]);
  });

  test('a time that the clock skips is due the moment it does', () => {
    expect(dues(daily('02:30', 'Europe/Berlin'), '2026-03-28T12:00Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:30',
    ]);
    expect(dues(daily('02:00', 'America/New_York'), '2026-03-07T12:00Z', 2)).toEqual([
      '2026-03-08T07:00',
      '2026-03-09T06:00',
    ]);
    expect(dues(daily('00:00', 'America/Santiago'), '2026-09-05T12:00Z', 1)).toEqual(['2026-09-06T04:00']);
    expect(dues(daily('02:15', 'Australia/Lord_Howe'), '2026-10-03T00:00Z', 1)).toEqual(['2026-10-03T15:30']);
  });

  test('a time that comes twice is due once, the first time', () => {
    expect(dues(daily('02:30', 'Europe/Berlin'), '2026-10-24T12:00Z', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
    const due = Date.parse('2026-10-25T00:30Z');
    expect(iso(nextDue(daily('02:30', 'Europe/Berlin'), due))).toBe('2026-10-26T01:30');
    expect(iso(nextDue(daily('02:30', 'Europe/Berlin'), due - 1))).toBe('2026-10-25T00:30');
  });

  test('a day that a zone skipped is due as the next one starts', () => {
    expect(dues(daily('09:00', 'Pacific/Apia'), '2011-12-29T12:00Z', 3)).toEqual([
      '2011-12-29T19:00',
      '2011-12-30T10:00',
      '2011-12-30T19:00',
    ]);
  });

  test('the 29th of February is a day like others', () => {
    expect(dues(daily('09:00', 'UTC'), '2028-02-28T09:00Z', 2)).toEqual(['2028-02-29T09:00', '2028-03-01T09:00']);
    expect(dues(daily('09:00', 'UTC'), '2100-02-28T09:00Z', 1)).toEqual(['2100-03-01T09:00']);
  });

  test('weekdays leave out Saturday and Sunday as the zone has them', () => {
    const schedule: Schedule = { every: 'weekday', time: clock('08:30'), zone: 'Pacific/Auckland' };
    expect(dues(schedule, '2026-11-19T00:00Z', 3)).toEqual([
      '2026-11-19T19:30',
      '2026-11-22T19:30',
      '2026-11-23T19:30',
    ]);
  });

  test('weekly comes on its day, as the zone has it', () => {
    const schedule: Schedule = { every: 'week', on: 'monday', time: clock('00:30'), zone: 'Asia/Tokyo' };
    expect(dues(schedule, '2026-12-20T00:00Z', 3)).toEqual([
      '2026-12-20T15:30',
      '2026-12-27T15:30',
      '2027-01-03T15:30',
    ]);
  });

  const schedules = fc
    .record({
      zone: fc.constantFrom(...zones),
      time: fc.integer({ min: 0, max: 1439 }),
      rule: fc.constantFrom('day', 'weekday', ...weekdays),
    })
    .map(({ zone, time, rule }): Schedule => {
      if (rule === 'day' || rule === 'weekday') return { every: rule, time, zone };
      return { every: 'week', on: rule, time, zone };
    });

  test('it is what a search minute by minute finds, in every zone', () => {
    const instants = fc.integer({ min: Date.UTC(1996, 0, 1), max: Date.UTC(2037, 0, 1) });
    fc.assert(
      fc.property(schedules, instants, (schedule, at) => {
        const after = Math.floor(at / minute) * minute;
        const found = nextDue(schedule, after);
        expect(iso(found)).toBe(iso(searchDue(schedule, after)));
        expect(nextDue(schedule, found - 1)).toBe(found);
        expect(lastDue(schedule, found)).toBe(found);
        expect(nextDue(schedule, lastDue(schedule, found - 1))).toBe(found);
      }),
      { numRuns: 50 },
    );
  });

  test('it is what the search finds around every change of the clock within two years, in every zone', () => {
    for (const [place, zone] of zones.entries()) {
      for (const change of changes(zone, Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1))) {
        const local = new Date(change + offsetAt(change, zone) * minute);
        const time = (local.getUTCHours() * 60 + local.getUTCMinutes() + 1440 - 30 + 15 * (place % 5)) % 1440;
        const schedule: Schedule = { every: 'day', time, zone };
        const after = change - 90 * minute;
        expect([zone, iso(nextDue(schedule, after))]).toEqual([zone, iso(searchDue(schedule, after, 200))]);
      }
    }
  });

  test('each day has its digest exactly once for a year, though it comes at an hour that clocks change', () => {
    const changing = [
      'Africa/Casablanca',
      'America/Nuuk',
      'Antarctica/Troll',
      'Asia/Gaza',
      'Australia/Lord_Howe',
      'Europe/Dublin',
    ];
    for (const zone of changing) {
      const schedule: Schedule = { every: 'day', time: 150, zone };
      let at = Date.UTC(2026, 0, 1);
      const seen: string[] = [];
      while (seen.length < 365) {
        at = nextDue(schedule, at);
        seen.push(new Date(at + offsetAt(at, zone) * minute).toISOString().slice(0, 10));
      }
      expect([zone, new Set(seen).size]).toEqual([zone, 365]);
      expect(at - Date.UTC(2026, 0, 1)).toBeLessThanOrEqual(366 * day);
    }
  });
});

/** Instants at which the zone's offset changes, to the minute. */
function changes(zone: string, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += 7 * day) {
    if (offsetAt(at, zone) === offsetAt(at + 7 * day, zone)) continue;
    let low = at;
    let high = at + 7 * day;
    while (high - low > minute) {
      const middle = Math.floor((low + high) / 2 / minute) * minute;
      if (offsetAt(middle, zone) === offsetAt(at, zone)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

/** Minutes ahead of UTC. */
function offsetAt(at: number, zone: string): number {
  return wallMinutes(at, zone) - Math.floor(at / minute);
}
