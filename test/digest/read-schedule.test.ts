import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSchedule } from '../../src/digest/read-schedule.ts';
import { type Schedule, weekdays, writeSchedule } from '../../src/digest/schedule.ts';
import { explain } from '../../src/errors.ts';

const read = (text: string, zone = 'Europe/Berlin') => readSchedule(text.split(' '), zone);

/** The schedule as typed, and what is left of the text. */
function understood(text: string): string {
  const reading = read(text);
  if (!reading.ok) throw new Error(explain(reading.fault));
  return [writeSchedule(reading.value.schedule), ...reading.value.rest].join(' | ');
}

function misunderstood(text: string) {
  const reading = read(text);
  if (reading.ok) throw new Error(`${text} was understood.`);
  return [explain(reading.fault), reading.fault.didYouMean ?? null];
}

describe('reading a schedule', () => {
  test.each([
    ['daily 09:00', 'daily 09:00 Europe/Berlin'],
    ['daily 09:00 America/New_York', 'daily 09:00 America/New_York'],
    ['Daily at 9am america/new_york', 'daily 09:00 America/New_York'],
    ['daily 9:30 PM utc', 'daily 21:30 UTC'],
    ['daily 12am', 'daily 00:00 Europe/Berlin'],
    ['daily 12pm', 'daily 12:00 Europe/Berlin'],
    ['daily noon', 'daily 12:00 Europe/Berlin'],
    ['daily midnight', 'daily 00:00 Europe/Berlin'],
    ['daily 9', 'daily 09:00 Europe/Berlin'],
    ['weekdays 08.30', 'weekdays 08:30 Europe/Berlin'],
    ['every weekday at 08:30 asia/kolkata', 'weekdays 08:30 Asia/Kolkata'],
    ['weekly mon 09:00 Europe/Berlin', 'weekly mon 09:00 Europe/Berlin'],
    ['WEEKLY on Thursdays at 09:00', 'weekly thu 09:00 Europe/Berlin'],
    ['weekly 09:00 on friday europe/kyiv', 'weekly fri 09:00 Europe/Kyiv'],
    ['daily 09:00 US/Pacific', 'daily 09:00 America/Los_Angeles'],
    ['daily 09:00 Etc/GMT+5', 'daily 09:00 Etc/GMT+5'],
  ])('“%s” is %s', (text, schedule) => {
    expect(understood(text)).toBe(schedule);
  });

  test('what follows is left for others to read', () => {
    expect(understood('daily 09:00 account prod only root,denied')).toBe(
      'daily 09:00 Europe/Berlin | account | prod | only | root,denied',
    );
    expect(understood('weekly mon 09:00 UTC account:prod')).toBe('weekly mon 09:00 UTC | account:prod');
    expect(understood('daily 09:00 UTC tomorrow')).toBe('daily 09:00 UTC | tomorrow');
  });

  test.each([
    ['', 'A digest needs to know when: daily, weekdays or weekly, with a time.', null],
    ['dayly 09:00', '“dayly” is not when a digest can come: daily, weekdays or weekly.', 'daily 09:00'],
    ['monthly 09:00', '“monthly” is not when a digest can come: daily, weekdays or weekly.', null],
    ['daily', 'A digest needs a time of day, such as 09:00.', 'daily 09:00'],
    ['weekly', '“weekly” needs a day of the week and a time after it.', 'weekly mon 09:00'],
    ['weekly 08:00', '“weekly” needs a day of the week and a time after it.', 'weekly mon 08:00'],
    ['weekly mon', 'A digest needs a time of day, such as 09:00.', 'weekly mon 09:00'],
    ['weekly mnoday 09:00', '“mnoday” is not a day of the week.', 'weekly monday 09:00'],
    ['daily 24:00', '“24:00” is not a time of day, which runs from 00:00 to 23:59.', 'daily 00:00'],
    ['daily 25:00', '“25:00” is not a time of day, which runs from 00:00 to 23:59.', null],
    ['daily 09:60', '“09:60” is not a time of day, which runs from 00:00 to 23:59.', null],
    ['daily 13pm', '“13pm” is not a time of day, which runs from 00:00 to 23:59.', null],
    ['daily Europe/Berlin 09:00', '“Europe/Berlin” is not a time of day, which runs from 00:00 to 23:59.', null],
    ['daily 09:00 berlin', '“berlin” is not a time zone; the closest: Europe/Berlin.', 'daily 09:00 Europe/Berlin'],
    [
      'daily 09:00 Europe/Berln',
      '“Europe/Berln” is not a time zone; the closest: Europe/Berlin.',
      'daily 09:00 Europe/Berlin',
    ],
    [
      'daily 09:00 PST',
      '“PST” is not a time zone; the closest: America/Los_Angeles.',
      'daily 09:00 America/Los_Angeles',
    ],
    ['daily 09:00 japan', '“japan” is not a time zone; the closest: Asia/Tokyo.', 'daily 09:00 Asia/Tokyo'],
    [
      'daily 09:00 +02:00',
      '“+02:00” is not a time zone; they are written like Europe/Berlin, America/New_York or UTC.',
      null,
    ],
    [
      'daily 09:00 Mars/Base',
      '“Mars/Base” is not a time zone; they are written like Europe/Berlin, America/New_York or UTC.',
      null,
    ],
  ])('“%s” is not understood: %s', (text, says, right) => {
    expect(misunderstood(text)).toEqual([says, right]);
  });

  test('whatever is typed is read or refused, and every correction is understood or has a fault further on', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'daily',
        'weekly',
        'weekdays',
        'mon',
        '09:00',
        'at',
        'UTC',
        'Europe/Brlin',
        '9',
        'am',
        'only',
        '24:00',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 7 }), (words) => {
        const reading = readSchedule(words, 'UTC');
        if (reading.ok || reading.fault.didYouMean === undefined) return;
        const again = read(reading.fault.didYouMean);
        expect(again.ok || explain(again.fault) !== explain(reading.fault)).toBe(true);
      }),
    );
  });

  test('what is written reads back, in every zone', () => {
    const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    for (const [place, zone] of zones.entries()) {
      const when = { time: (place * 37) % 1440, zone };
      const on = weekdays[place % 7] ?? 'monday';
      const schedules: Schedule[] = [
        { every: 'day', ...when },
        { every: 'weekday', ...when },
        { every: 'week', on, ...when },
      ];
      for (const schedule of schedules) {
        expect(read(writeSchedule(schedule), 'Nowhere/Else')).toEqual({ ok: true, value: { schedule, rest: [] } });
      }
    }
  });
});
