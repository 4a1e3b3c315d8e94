import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitTokens } from '../../src/query/tokens.ts';

function texts(text: string): string[] {
  const split = splitTokens(text);
  if (!split.ok) throw new Error(split.fault.id);
  return split.value.map((token) => token.text);
}

describe('text is split into tokens', () => {
  test.each<[text: string, tokens: string[]]>([
    ['', []],
    ['  who   DeleteBucket ', ['who', 'DeleteBucket']],
    ['who\tDeleteBucket\nby\u00a0jdoe', ['who', 'DeleteBucket', 'by', 'jdoe']],
    ['what "Jane Doe"', ['what', 'Jane Doe']],
    ["what 'Jane Doe' in", ['what', 'Jane Doe', 'in']],
    ['what “Jane Doe”', ['what', 'Jane Doe']],
    ['what ‘Jane Doe’', ['what', 'Jane Doe']],
    ['what “Jane Doe"', ['what', 'Jane Doe']],
    ["what o'brien in us-east-1", ['what', "o'brien", 'in', 'us-east-1']],
    ["what 'o'brien'", ['what', "o'brien"]],
    ['what jdoe’s', ['what', 'jdoe’s']],
    ['by:"Jane Doe" in', ['by:Jane Doe', 'in']],
    ['in:us-east-1, us-east-2', ['in:us-east-1,', 'us-east-2']],
    ['account:"prod eu","prod us"', ['account:prod eu,prod us']],
    ['on:arn:aws:s3:::bucket', ['on:arn:aws:s3:::bucket']],
    ['10:30 2001:db8::1', ['10:30', '2001:db8::1']],
    ['""', ['']],
  ])('%j gives %j', (text, tokens) => {
    expect(texts(text)).toEqual(tokens);
  });

  test.each(['who "DeleteBucket', 'by:"x', "what 'Jane Doe", 'what “a b', 'a "b"c'])(
    '%j has an unclosed quote',
    (text) => {
      const split = splitTokens(text);
      expect(split.ok ? null : split.fault.id).toBe('unclosed-quote');
    },
  );
});

describe('name:value', () => {
  test.each<[text: string, name: string | null, value: string]>([
    ['since:7d', 'since', '7d'],
    ['Since:7d', 'since', '7d'],
    ['on:arn:aws:s3:::b', 'on', 'arn:aws:s3:::b'],
    ['ip:2001:db8::1', 'ip', '2001:db8::1'],
    ['since:10:30', 'since', '10:30'],
    ['by:"Jane Doe"', 'by', 'Jane Doe'],
    ['since:', 'since', ''],
    ['10:30', null, '10:30'],
    ['2001:db8::1', null, '2001:db8::1'],
    ['"by:jdoe"', null, 'by:jdoe'],
    ['chatbot.amazonaws.com:X', null, 'chatbot.amazonaws.com:X'],
  ])('%s has the name %s', (text, name, value) => {
    const split = splitTokens(text);
    expect(split.ok ? split.value : []).toMatchObject([{ name, value }]);
  });

  test('is parted at commas, in quotes too, but for those written \\,', () => {
    const split = splitTokens('account:"a, !b x",e\\,f,"!g\\, h",c,,"d e"');
    expect(split.ok ? split.value[0]?.items : []).toEqual([
      { text: 'a', not: false },
      { text: 'b x', not: true },
      { text: 'e,f', not: false },
      { text: '!g, h', not: false },
      { text: 'c', not: false },
      { text: '', not: false },
      { text: 'd e', not: false },
    ]);
  });
});

test('offsets tell where each token stands, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const split = splitTokens(text);
      if (!split.ok) return;
      const between = split.value.reduce(
        (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
        text,
      );
      expect(between.trim()).toBe('');
    }),
  );
});
