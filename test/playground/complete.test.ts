import { describe, expect, test } from '@jest/globals';
import { complete } from '../../src/playground/complete.ts';

const labels = (text: string) => complete(text).options.map(({ label }) => label);

/** The text with the first option taken. */
function taken(text: string): string {
  const { from, options } = complete(text);
  return text.slice(0, from) + (options[0]?.insert ?? text.slice(from));
}

describe('What may come next', () => {
  test.each([
    ['/', '/trail '],
    ['/trail wh', '/trail who '],
    ['/trail help sess', '/trail help session '],
    ['/trail who DescribeSlackCh', '/trail who DescribeSlackChannels '],
    ['/trail who describe slackch', '/trail who describe slackch'],
    ['/trail who StopLogging sin', '/trail who StopLogging since:'],
    ['/trail denied is:den', '/trail denied is:denied '],
    ['/trail denied in us-w', '/trail denied in us-west-2 '],
    ['/trail errors event:StopLogg', '/trail errors event:StopLogging '],
    ['@tr', '@trail '],
    ['hello @jd', 'hello @jdoe '],
    ['@trail wh', '@trail who '],
  ])('after %p', (text, expected) => expect(taken(text)).toBe(expected));

  test.each(['', 'hello', '/other wh', '/trail who StopLogging '])('is nothing after %p', (text) => {
    expect(labels(text)).toEqual([]);
  });

  test('puts the events of the sample before others as near', () => {
    expect(labels('/trail who Stop')[0]).toBe('StopLogging');
  });
});
