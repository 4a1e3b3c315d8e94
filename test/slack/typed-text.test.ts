import { expect, test } from '@jest/globals';
import { readTyped } from '../../src/slack/answering.ts';

test.each([
  ['<@U0TRAILBOT> who DeleteBucket', 'who DeleteBucket'],
  [' <@U0TRAILBOT|trail>: help', 'help'],
  ['what <mailto:jdoe@example.com|jdoe@example.com>', 'what jdoe@example.com'],
  ['who x service <http://s3.amazonaws.com|s3.amazonaws.com>', 'who x service s3.amazonaws.com'],
  ['touched a&amp;b &lt;http://c&gt;', 'touched a&b <http://c>'],
  ['what <@U012AB3CD> did', 'what <@U012AB3CD> did'],
  ['', ''],
])('%s is read as %s', (given, typed) => {
  expect(readTyped(given)).toBe(typed);
});
