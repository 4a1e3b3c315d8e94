import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findTimes } from '../../../src/query/plain/find-times.ts';
import { splitSentence } from '../../../src/query/plain/sentence-words.ts';

const berlin = { now: Date.parse('2026-11-20T10:00:30.500Z'), zone: 'Europe/Berlin', dayFirst: false };

/** The window of a text in ISO form, what is left of its words, or the fault. */
function windowOf(text: string, clock = berlin): string {
  const found = findTimes(splitSentence(text), clock);
  if (!found.ok) return found.fault.id;
  const { window, rest } = found.value;
  const left = rest.map(({ low }) => low).join(' ');
  const iso = (time: number) => new Date(time).toISOString().slice(0, 19);
  return [window === null ? 'none' : `${iso(window.start)} ${iso(window.end)}`, left]
    .filter((part) => part !== '')
    .join(' + ');
}

const now = '2026-11-20T10:00:30';

describe('reads times in the asker’s zone, on a Friday at 11:00:30', () => {
  test.each([
    ['yesterday between 2 and 4pm', '2026-11-19T13:00:00 2026-11-19T15:00:00'],
    ['between 2 and 4pm yesterday', '2026-11-19T13:00:00 2026-11-19T15:00:00'],
    ['2-4pm yesterday', '2026-11-19T13:00:00 2026-11-19T15:00:00'],
    ['from 2pm to 4pm yesterday', '2026-11-19T13:00:00 2026-11-19T15:00:00'],
    ['between 11 and 1pm yesterday', '2026-11-19T10:00:00 2026-11-19T12:00:00'],
    ['between 14:00 and 15:00 on Monday', '2026-11-16T13:00:00 2026-11-16T14:00:00'],
    ['from 2pm yesterday to 3am today', '2026-11-19T13:00:00 2026-11-20T02:00:00'],
    ['since the weekend', `2026-11-13T23:00:00 ${now}`],
    ['over the weekend', '2026-11-13T23:00:00 2026-11-15T22:59:59'],
    ['last night', '2026-11-19T19:00:00 2026-11-20T04:59:59'],
    ['overnight', '2026-11-19T19:00:00 2026-11-20T04:59:59'],
    ['this morning', `2026-11-20T03:00:00 ${now}`],
    ['yesterday evening', '2026-11-19T16:00:00 2026-11-19T22:59:59'],
    ['Monday afternoon', '2026-11-16T11:00:00 2026-11-16T16:59:59'],
    ['on Saturday night', '2026-11-14T19:00:00 2026-11-15T04:59:59'],
    ['in the last 3 hours', `2026-11-20T07:00:30 ${now}`],
    ['within the past hour', `2026-11-20T09:00:30 ${now}`],
    ['over the last few hours', `2026-11-20T07:00:30 ${now}`],
    ['for the last 90 minutes', `2026-11-20T08:30:30 ${now}`],
    ['past week', `2026-11-13T10:00:30 ${now}`],
    ['in the past month', `2026-10-20T09:00:30 ${now}`],
    ['in the last 3 months', `2026-08-20T09:00:30 ${now}`],
    ['on Monday', '2026-11-15T23:00:00 2026-11-16T22:59:59'],
    ['on Friday', `2026-11-19T23:00:00 ${now}`],
    ['last Friday', '2026-11-12T23:00:00 2026-11-13T22:59:59'],
    ['since Monday until yesterday', '2026-11-15T23:00:00 2026-11-19T22:59:59'],
    ['from Monday to Wednesday', '2026-11-15T23:00:00 2026-11-18T22:59:59'],
    ['after Monday', `2026-11-16T23:00:00 ${now}`],
    ['before Monday', '2026-08-22T10:00:30 2026-11-15T22:59:59'],
    ['yesterday after 5pm', '2026-11-19T16:00:00 2026-11-19T22:59:59'],
    ['Friday 13:00-14:30', '2026-11-13T12:00:00 2026-11-13T13:30:00'],
    ['at 3pm yesterday', '2026-11-19T13:45:00 2026-11-19T14:15:00'],
    ['around 3pm', '2026-11-19T13:30:00 2026-11-19T14:30:00'],
    ['last Tuesday at 5pm', '2026-11-17T15:45:00 2026-11-17T16:15:00'],
    ['at 14:00 UTC', '2026-11-19T13:45:00 2026-11-19T14:15:00'],
    ['two weeks ago', '2026-11-01T23:00:00 2026-11-08T22:59:59'],
    ['since two weeks ago', `2026-11-06T10:00:30 ${now}`],
    ['a couple of days ago', '2026-11-17T23:00:00 2026-11-18T22:59:59'],
    ['the day before yesterday', '2026-11-17T23:00:00 2026-11-18T22:59:59'],
    ['3 months ago', '2026-07-31T22:00:00 2026-08-31T21:59:59'],
    ['an hour ago', '2026-11-20T08:30:30 2026-11-20T09:30:30'],
    ['half an hour ago', '2026-11-20T09:23:00 2026-11-20T09:38:00'],
    ['between Nov 3 and Nov 5', '2026-11-02T23:00:00 2026-11-05T22:59:59'],
    ['between Nov 3 and 5', '2026-11-02T23:00:00 2026-11-05T22:59:59'],
    ['from 3 to 5 November', '2026-11-02T23:00:00 2026-11-05T22:59:59'],
    ['on the 3rd of November', '2026-11-02T23:00:00 2026-11-03T22:59:59'],
    ['Nov 3 at 2pm', '2026-11-03T12:45:00 2026-11-03T13:15:00'],
    ['on 11/3/2026', '2026-11-02T23:00:00 2026-11-03T22:59:59'],
    ['2026-11-03', '2026-11-02T23:00:00 2026-11-03T22:59:59'],
    ['since 2026-11-03T10:00Z', `2026-11-03T10:00:00 ${now}`],
    ['in October', '2026-09-30T22:00:00 2026-10-31T22:59:59'],
    ['in December', '2025-11-30T23:00:00 2025-12-31T22:59:59'],
    ['on Dec 25', '2025-12-24T23:00:00 2025-12-25T22:59:59'],
    ['from Dec 30 to Jan 2', '2025-12-29T23:00:00 2026-01-02T22:59:59'],
    ['in may', '2026-04-30T22:00:00 2026-05-31T21:59:59'],
    ['earlier today', `2026-11-19T23:00:00 ${now}`],
    ['this week', `2026-11-15T23:00:00 ${now}`],
    ['ever', `2026-08-22T10:00:30 ${now}`],
  ])('%s', (text, window) => {
    expect(windowOf(text)).toBe(window);
  });
});

test('words that only look like times stay words', () => {
  expect(windowOf('may')).toBe('none + may');
  expect(windowOf('the last logins of march')).toMatch(/^2026-03|\+ the last logins$/);
  expect(windowOf('tomorrow')).toBe('none + tomorrow');
  expect(windowOf('"yesterday"')).toBe('none');
  expect(windowOf('logged in today')).toBe(`2026-11-19T23:00:00 ${now} + logged in`);
});

test('what is said twice, ends before it starts or is yet to come is a fault', () => {
  expect(windowOf('yesterday this week')).toBe('time-twice');
  expect(windowOf('since Monday since Tuesday')).toBe('time-twice');
  expect(windowOf('between 4pm and 2pm yesterday')).toBe('time-order');
  expect(windowOf('tonight')).toBe('time-future');
  expect(windowOf('on Dec 3 2030')).toBe('time-future');
});

test('11/3 is read the way round that is asked for', () => {
  expect(windowOf('on 11/3', { ...berlin, dayFirst: true })).toBe('2026-03-10T23:00:00 2026-03-11T22:59:59');
});

describe('where clocks change', () => {
  const newYork = { now: Date.parse('2026-11-02T15:00:00Z'), zone: 'America/New_York', dayFirst: false };

  test('a day of 25 hours is taken whole', () => {
    expect(windowOf('yesterday', newYork)).toBe('2026-11-01T04:00:00 2026-11-02T04:59:59');
    expect(windowOf('on Nov 1', newYork)).toBe('2026-11-01T04:00:00 2026-11-02T04:59:59');
  });

  test('an hour that comes twice is taken twice', () => {
    expect(windowOf('yesterday between 1am and 2am', newYork)).toBe('2026-11-01T05:00:00 2026-11-01T07:00:00');
    expect(windowOf('Nov 1 at 1:30am', newYork)).toBe('2026-11-01T05:15:00 2026-11-01T06:45:00');
  });

  test('hours ago are hours that went by', () => {
    expect(windowOf('in the last 36 hours', newYork)).toBe('2026-11-01T03:00:00 2026-11-02T15:00:00');
  });

  test('a time that clocks skip is read as the time after it', () => {
    const spring = { now: Date.parse('2026-03-09T12:00:00Z'), zone: 'America/New_York', dayFirst: false };
    expect(windowOf('since 2:30am yesterday', spring)).toBe('2026-03-08T07:30:00 2026-03-09T12:00:00');
  });
});

test('windows are whole seconds that neither end in the future nor before they start', () => {
  const texts =
    'since until after before between and from to at on in the last past this 2 3 4pm 14:00 hours days weeks ago monday friday yesterday today weekend night morning nov dec 3rd week month'.split(
      ' ',
    );
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...texts), { maxLength: 7 }),
      fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }),
      fc.constantFrom(...zones),
      (words, at, zone) => {
        const found = findTimes(splitSentence(words.join(' ')), { now: at, zone, dayFirst: false });
        if (!found.ok || found.value.window === null) return;
        const { start, end } = found.value.window;
        expect(start % 1000).toBe(0);
        expect(end % 1000).toBe(0);
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(at);
      },
    ),
    { numRuns: 2000 },
  );
});
