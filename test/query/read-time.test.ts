import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readInstant, readSpan } from '../../src/query/read-time.ts';

/** A Friday. */
const now = Date.parse('2026-11-20T10:00:00.400Z');
const berlin = { now, zone: 'Europe/Berlin' };
const utc = { now, zone: 'UTC' };

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString().replace('.000Z', 'Z'));

describe('a time as the start of a window, asked on Friday 20 November 2026 at 10:00 UTC', () => {
  test.each<[text: string, zone: string, start: string]>([
    ['now', 'UTC', '2026-11-20T10:00:00Z'],
    ['90m', 'UTC', '2026-11-20T08:30:00Z'],
    ['24h', 'Asia/Tokyo', '2026-11-19T10:00:00Z'],
    ['7d', 'UTC', '2026-11-13T10:00:00Z'],
    ['2w', 'UTC', '2026-11-06T10:00:00Z'],
    ['30 minutes', 'UTC', '2026-11-20T09:30:00Z'],
    ['last 7 days', 'UTC', '2026-11-13T10:00:00Z'],
    ['3 hours ago', 'UTC', '2026-11-20T07:00:00Z'],
    ['past hour', 'UTC', '2026-11-20T09:00:00Z'],
    ['2026-11-01', 'UTC', '2026-11-01T00:00:00Z'],
    ['2026-11-01', 'Europe/Berlin', '2026-10-31T23:00:00Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z'],
    ['2026-11-01T10:00', 'Europe/Berlin', '2026-11-01T09:00:00Z'],
    ['2026-11-01 10:00', 'Europe/Berlin', '2026-11-01T09:00:00Z'],
    ['2026-11-01T10:00:30', 'UTC', '2026-11-01T10:00:30Z'],
    ['2026-11-01T10:00:30.999', 'UTC', '2026-11-01T10:00:30Z'],
    ['2026-11-01T10:00Z', 'Europe/Berlin', '2026-11-01T10:00:00Z'],
    ['2026-11-01 10:00 utc', 'Europe/Berlin', '2026-11-01T10:00:00Z'],
    ['2026-11-01T10:00:00.123Z', 'UTC', '2026-11-01T10:00:00Z'],
    ['2026-11-01T10:00+05:30', 'UTC', '2026-11-01T04:30:00Z'],
    ['2026-11-01T10:00-0800', 'UTC', '2026-11-01T18:00:00Z'],
    ['2026-11-01 3pm', 'UTC', '2026-11-01T15:00:00Z'],
    ['2026-11', 'UTC', '2026-11-01T00:00:00Z'],
    ['today', 'Europe/Berlin', '2026-11-19T23:00:00Z'],
    ['today', 'Pacific/Auckland', '2026-11-19T11:00:00Z'],
    ['yesterday', 'UTC', '2026-11-19T00:00:00Z'],
    ['Yesterday 14:00', 'Europe/Berlin', '2026-11-19T13:00:00Z'],
    ['14:00 yesterday', 'Europe/Berlin', '2026-11-19T13:00:00Z'],
    ['yesterday at 3pm', 'UTC', '2026-11-19T15:00:00Z'],
    ['3pm on monday', 'UTC', '2026-11-16T15:00:00Z'],
    ['monday', 'UTC', '2026-11-16T00:00:00Z'],
    ['friday', 'UTC', '2026-11-20T00:00:00Z'],
    ['last friday', 'UTC', '2026-11-13T00:00:00Z'],
    ['last monday 3pm', 'UTC', '2026-11-16T15:00:00Z'],
    ['last monday 3 pm', 'UTC', '2026-11-16T15:00:00Z'],
    ['tue 9:15am', 'UTC', '2026-11-17T09:15:00Z'],
    ['thurs', 'UTC', '2026-11-19T00:00:00Z'],
    ['friday 9am', 'UTC', '2026-11-20T09:00:00Z'],
    ['friday 11am', 'UTC', '2026-11-13T11:00:00Z'],
    ['9am', 'UTC', '2026-11-20T09:00:00Z'],
    ['3pm', 'UTC', '2026-11-19T15:00:00Z'],
    ['12am', 'UTC', '2026-11-20T00:00:00Z'],
    ['12pm', 'UTC', '2026-11-19T12:00:00Z'],
    ['noon', 'UTC', '2026-11-19T12:00:00Z'],
    ['today midnight', 'UTC', '2026-11-20T00:00:00Z'],
    ['08:30', 'UTC', '2026-11-20T08:30:00Z'],
    ['08:30:15', 'UTC', '2026-11-20T08:30:15Z'],
    ['last week', 'UTC', '2026-11-09T00:00:00Z'],
    ['this week', 'UTC', '2026-11-16T00:00:00Z'],
    ['last month', 'UTC', '2026-10-01T00:00:00Z'],
    ['this year', 'UTC', '2026-01-01T00:00:00Z'],
    ['last year', 'UTC', '2025-01-01T00:00:00Z'],
  ])('%s in %s is %s', (text, zone, start) => {
    expect(iso(readInstant(text, { now, zone }, 'start'))).toBe(start);
  });

  test.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-11-31',
    '2025-02-29',
    '25:00',
    '10:60',
    '13pm',
    '0am',
    '3',
    '7',
    '2026',
    '2026-1-1',
    '2026-11-01T25:00',
    '2026-11-01T10:00+25:00',
    '7 y',
    'week',
    'tomorrow',
    'last',
    'last blursday',
    'monday tuesday',
    '3pm 4pm',
    'today today',
    '99999w',
    '1969-12-31',
    '',
    ' ',
    '🦄',
    '__proto__',
    '١٢:٠٠',
  ])('%j is no time', (text) => {
    expect(readInstant(text, utc, 'start')).toBeNull();
    expect(readSpan(text, utc)).toBeNull();
  });
});

describe('a time as the end of a window', () => {
  test.each<[text: string, end: string]>([
    ['2026-11-03', '2026-11-03T22:59:59Z'],
    ['yesterday', '2026-11-19T22:59:59Z'],
    ['monday', '2026-11-16T22:59:59Z'],
    ['last month', '2026-10-31T22:59:59Z'],
    ['2026-10', '2026-10-31T22:59:59Z'],
    ['2026-11-03T10:00', '2026-11-03T09:00:00Z'],
    ['2h', '2026-11-20T08:00:00Z'],
  ])('%s in Berlin ends at %s', (text, end) => {
    expect(iso(readInstant(text, berlin, 'end'))).toBe(end);
  });
});

describe('a span', () => {
  test.each<[text: string, start: string, end: string]>([
    ['yesterday', '2026-11-19T00:00:00Z', '2026-11-19T23:59:59Z'],
    ['monday', '2026-11-16T00:00:00Z', '2026-11-16T23:59:59Z'],
    ['2026-11-01', '2026-11-01T00:00:00Z', '2026-11-01T23:59:59Z'],
    ['2026-02', '2026-02-01T00:00:00Z', '2026-02-28T23:59:59Z'],
    ['last week', '2026-11-09T00:00:00Z', '2026-11-15T23:59:59Z'],
    ['this month', '2026-11-01T00:00:00Z', '2026-11-30T23:59:59Z'],
    ['24h', '2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z'],
    ['2026-11-01..2026-11-03', '2026-11-01T00:00:00Z', '2026-11-03T23:59:59Z'],
    ['2026-11-01T10:00..2026-11-01T12:30', '2026-11-01T10:00:00Z', '2026-11-01T12:30:00Z'],
    ['yesterday 9am .. yesterday 5pm', '2026-11-19T09:00:00Z', '2026-11-19T17:00:00Z'],
  ])('%s goes from %s to %s', (text, start, end) => {
    const span = readSpan(text, utc);
    expect(span && [iso(span.start), iso(span.end)]).toEqual([start, end]);
  });

  test.each(['3pm', 'now', '2026-11-01T10:00', '..', '2026-11-01..', 'a..b', '1d..2d..3d'])('%s is none', (text) => {
    expect(readSpan(text, utc)).toBeNull();
  });
});

describe('where clocks change', () => {
  test.each<[day: string, zone: string, start: string, end: string]>([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00Z', '2026-03-09T03:59:59Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T04:59:59Z'],
    // Midnight itself is skipped there.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00Z', '2026-03-29T20:59:59Z'],
    // Half an hour only.
    ['2026-04-05', 'Australia/Lord_Howe', '2026-04-04T13:00:00Z', '2026-04-05T13:29:59Z'],
  ])('%s in %s has its 23, 24½ or 25 hours', (day, zone, start, end) => {
    const span = readSpan(day, { now, zone });
    expect(span && [iso(span.start), iso(span.end)]).toEqual([start, end]);
  });

  test('a time that comes twice starts with the first and ends with the last', () => {
    expect(iso(readInstant('2026-10-25T02:30', berlin, 'start'))).toBe('2026-10-25T00:30:00Z');
    expect(iso(readInstant('2026-10-25T02:30', berlin, 'end'))).toBe('2026-10-25T01:30:00Z');
  });

  test('a time that is skipped is the one as far after the skip', () => {
    expect(iso(readInstant('2026-03-29T02:30', berlin, 'start'))).toBe('2026-03-29T01:30:00Z');
    expect(iso(readInstant('2026-03-29T02:30', berlin, 'end'))).toBe('2026-03-29T01:30:00Z');
  });

  test('yesterday is the whole day before, on the day after a change', () => {
    const clock = { now: Date.parse('2026-10-26T08:00:00Z'), zone: 'Europe/Berlin' };
    const span = readSpan('yesterday', clock);
    expect(span && (span.end + 1000 - span.start) / 3_600_000).toBe(25);
    expect(iso(readInstant('yesterday 14:00', clock, 'start'))).toBe('2026-10-25T13:00:00Z');
    expect(iso(readInstant('24h', clock, 'start'))).toBe('2026-10-25T08:00:00Z');
  });
});

test('a zone that does not exist is read as UTC', () => {
  expect(iso(readInstant('today', { now, zone: 'Mars/Olympus' }, 'start'))).toBe('2026-11-20T00:00:00Z');
});

test('every span is of whole seconds and in order, whatever the day and the zone', () => {
  const zones = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Cairo',
  );
  const instants = fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2035-01-01') });
  const texts = fc.constantFrom(
    'today',
    'yesterday',
    'monday',
    'last monday',
    'last week',
    'this month',
    'last year',
    '7d',
  );
  fc.assert(
    fc.property(texts, instants, zones, (text, at, zone) => {
      const span = readSpan(text, { now: at, zone });
      if (span === null) throw new Error(text);
      expect(span.start % 1000 === 0 && span.end % 1000 === 0).toBe(true);
      expect(span.start).toBeLessThanOrEqual(at);
      expect(span.end).toBeGreaterThan(span.start);
    }),
  );
});
