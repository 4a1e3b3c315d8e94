import type { RichTextElement } from '@slack/types';
import { explain, type Fault } from '../errors.ts';
import { escaped } from '../present/text.ts';
import { leaf, line, type RenderedMessage, richText, words } from './elements.ts';

const longest = 500;

/** What was not understood, the closest right form, and an example that works as typed. */
export function renderFault(fault: Fault): RenderedMessage {
  const { didYouMean, example } = fault;
  const sentence = explain(fault);
  const hints: [string, string, string][] = [];
  if (didYouMean !== undefined) hints.push(['Did you mean ', didYouMean, '?']);
  if (example !== undefined) hints.push(['For example: ', `/trail ${example}`, '']);
  const lines: RichTextElement[][] = hints.map(([before, code, after]) => [
    words(before),
    leaf(code, longest, { code: true }),
    ...(after === '' ? [] : [words(after)]),
  ]);
  return {
    text: [
      escaped(sentence, longest),
      ...hints.map(([before, code, after]) => `${before}${escaped(code, longest)}${after}`),
    ].join('\n'),
    blocks: [richText(line(leaf(sentence, longest)), ...lines.map((elements) => line(...elements)))],
  };
}
