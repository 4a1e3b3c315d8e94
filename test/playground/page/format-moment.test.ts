import { describe, expect, test } from '@jest/globals';
import { formatMoment } from '../../../src/playground/page/blocks/format-moment.ts';

const now = Date.UTC(2026, 10, 20, 12);
const format = (token: string, at: number, zone = 'America/New_York') => formatMoment(token, at, zone, now);

describe('Slack’s date tokens', () => {
  const at = Date.UTC(2026, 10, 20, 3, 4, 5);
  test.each([
    ['{date_num}', '2026-11-19'],
    ['{date_slash}', '11/19/2026'],
    ['{date}', 'November 19th'],
    ['{date_short}', 'Nov 19'],
    ['{date_long}', 'Thursday, November 19th'],
    ['{date_short_pretty} {time}', 'yesterday 10:04 PM'],
    ['{time_secs}', '10:04:05 PM'],
    ['{ago}', '9 hours ago'],
    ['{unknown}', '{unknown}'],
    ['at {time}', 'at 10:04 PM'],
  ])('%s', (token, expected) => expect(format(token, at)).toBe(expected));

  test('tell the day by the reader’s zone', () => {
    expect(format('{date_pretty}', at, 'Asia/Tokyo')).toBe('today');
    expect(format('{date_pretty}', now + 86_400_000, 'Asia/Tokyo')).toBe('tomorrow');
  });

  test('name the year of what is more than half a year away', () => {
    expect(format('{date_short}', Date.UTC(2025, 0, 2, 12))).toBe('Jan 2, 2025');
  });
});
