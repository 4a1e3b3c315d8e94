import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { workspace } from '../../src/playground/people.ts';
import { mentionsBot, typedMessage } from '../../src/playground/typed-message.ts';

const typed = (text: string) => typedMessage(text, workspace);

test('Mentions of people, the bot and channels go by their IDs', () => {
  expect(typed('@trail what did @jdoe do in #audit?')).toBe(
    '<@U0TRAIL01> what did <@U0JDOE001> do in <#C0AUDIT01|audit>?',
  );
  expect(mentionsBot(typed('@Trail help'), workspace)).toBe(true);
});

test('Names that nobody has stay as they are, and so do e-mail addresses', () => {
  expect(typed('@nobody wrote to jane@example.com about #nothing')).toBe(
    '@nobody wrote to jane@example.com about #nothing',
  );
});

test('Mark-up is escaped, links are marked', () => {
  expect(typed('<!channel> see https://example.com/a?b=1&c=2')).toBe(
    '&lt;!channel&gt; see <https://example.com/a?b=1&amp;c=2>',
  );
});

test('Whatever is typed, nothing but what was typed as a mention or a link becomes one', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[@#]|https?:/.test(text)),
      (text) => {
        expect(typed(text)).not.toMatch(/[<>]/);
      },
    ),
  );
});
