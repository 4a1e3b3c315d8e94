import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromSlack } from '../../src/slack/answering.ts';

test.each<[slack: string, text: string]>([
  ['who DeleteBucket', 'who DeleteBucket'],
  ['what <mailto:jane@example.com|jane@example.com>', 'what jane@example.com'],
  ['what <mailto:jane@example.com>', 'what jane@example.com'],
  ['touched <http://logs.example.com|logs.example.com> since:7d', 'touched logs.example.com since:7d'],
  ['touched <https://example.com/a?b=1&amp;c=2>', 'touched https://example.com/a?b=1&c=2'],
  ['by <@U012AB3CD|jdoe> in <#C1|ops>', 'by <@U012AB3CD|jdoe> in <#C1|ops>'],
  ['<!channel>', '<!channel>'],
  ['a &amp; b &lt;c&gt;', 'a & b <c>'],
  ['&amp;lt;', '&lt;'],
  ['&copy; &', '&copy; &'],
])('%j was typed as %j', (slack, text) => {
  expect(fromSlack(slack)).toBe(text);
});

test('what Slack escapes is undone, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const escaped = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
      expect(fromSlack(escaped)).toBe(typed);
    }),
  );
});
