import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suggestEvents } from '../../../src/query/names/suggest-events.ts';

describe('Events suggested for what is typed so far', () => {
  test.each([
    ['DeleteBucket', 'DeleteBucket'],
    ['deletebuck', 'DeleteBucket'],
    ['delete bucket', 'DeleteBucket'],
    ['desc slack ch', 'DescribeSlackChannels'],
    ['slackchannels', 'DescribeSlackChannels'],
  ])('“%s” finds %s', (typed, name) => {
    expect(suggestEvents(typed, [], 20)).toContain(name);
  });

  test('the right name comes first, and what was seen lately before its equals', () => {
    expect(suggestEvents('DeleteBucket', ['DeleteBucketPolicy'], 3)[0]).toBe('DeleteBucket');
    expect(suggestEvents('DeleteB', ['DeleteBucketPolicy', 'DeleteBackupVault'], 3).slice(0, 2)).toEqual([
      'DeleteBucketPolicy',
      'DeleteBackupVault',
    ]);
  });

  test('nothing typed suggests what was seen lately', () => {
    expect(suggestEvents(' ', ['ConsoleLogin', 'AssumeRole'], 1)).toEqual(['ConsoleLogin']);
  });

  test('are at most as many as asked for, each once, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const found = suggestEvents(typed, [], 10);
        expect(found.length).toBeLessThanOrEqual(10);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});
