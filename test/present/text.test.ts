import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escaped, plain } from '../../src/present/text.ts';

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('&', '<', '>', ';', 'amp', 'a', ' ', '\u202e', '👍🏽', 'e\u0301') }),
);

describe('plain text', () => {
  test('loses control, bidi and zero-width characters', () => {
    expect(plain('a\u001b[31mb\u202ec\u200bd\u2066e\u00ad\u0000f', 50)).toBe('a[31mbcdef');
  });

  test('stays on one line unless lines are asked for', () => {
    expect(plain(' a\r\n b\u2028c\t\td ', 50)).toBe('a b c d');
    expect(plain('a\r\n  b\n', 50, { lines: true })).toBe('a\n  b');
  });

  test('is never empty', () => {
    expect(plain('', 10)).toBe('–');
    expect(plain('\u200b\u0000 \n', 10)).toBe('–');
    expect(escaped('\u2066', 10)).toBe('–');
  });

  test('is cut between whole characters', () => {
    expect(plain('abcdef', 6)).toBe('abcdef');
    expect(plain('abcdefg', 6)).toBe('abcde…');
    expect(plain('👍🏽👍🏽👍🏽', 9)).toBe('👍🏽👍🏽…');
    expect(plain(`${'e\u0301'.repeat(10)}`, 5)).toBe('e\u0301e\u0301…');
  });

  test('says that it was cut even where only invisible characters were read', () => {
    expect(plain(`a${'\u200b'.repeat(50_000)}b`, 20)).toBe('a…');
  });

  test('does not let marks pile up on a letter', () => {
    expect(plain(`e${'\u0301'.repeat(200)}`, 50)).toBe(`e${'\u0301'.repeat(4)}`);
  });

  test('of any kind is clean, short enough and the same when cleaned again', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const safe = plain(text, max);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.length).toBeLessThanOrEqual(max);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(plain(safe, max)).toBe(safe);
      }),
    );
  });
});

describe('escaped text', () => {
  test('holds no live sequence', () => {
    expect(escaped('<!channel> & <@U1>', 100)).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  });

  test('splits no entity where it is cut', () => {
    expect(escaped('a<<<<', 10)).toBe('a&lt;&lt;…');
    expect(escaped('<<', 8)).toBe('&lt;&lt;');
  });

  test('of any kind is whole entities within its length', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const safe = escaped(text, max);
        expect(safe.length).toBeLessThanOrEqual(max);
        expect(safe).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      }),
    );
  });
});
