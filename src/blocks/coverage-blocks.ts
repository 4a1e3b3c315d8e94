import type { ContextBlockElement, KnownBlock, RichTextBlock } from '@slack/types';
import type { Phrase } from '../present/answer.ts';
import type { CoverageWords } from '../present/describe-coverage.ts';
import { phraseText } from '../present/phrase.ts';
import { counted } from '../present/words.ts';
import { bullets, context, leaf, line, plainText, richText, words } from './elements.ts';
import { dateToken, phraseToken } from './phrase-elements.ts';

/** The end of every answer: what was not searched and what to do about it, then in small what was. */
export function coverageBlocks(coverage: CoverageWords): KnownBlock[] {
  const { places, window, figures, notes } = coverage;
  const searched: ContextBlockElement[] = [
    plainText(places === null ? 'Nothing was searched' : `Searched ${places}`, 300),
    ...(window === null ? [] : [dates(`${dateToken(window.start)} – ${dateToken(window.end)}`)]),
    ...figures.map((figure) => plainText(figure, 100)),
  ];
  return [
    ...(coverage.misses.length === 0 ? [] : [missBlock(coverage)]),
    context(searched),
    ...(notes.length === 0 ? [] : [context(notes.map(footnote))]),
  ];
}

function missBlock({ misses, moreMisses }: CoverageWords): RichTextBlock {
  const lines = misses.map(({ places, reason, message }) => [
    leaf(places, 300, { bold: true }),
    words(` – ${reason}. `),
    leaf(message, 250),
  ]);
  if (moreMisses > 0) lines.push([words(`and ${counted(moreMisses, 'more reason')}`, { italic: true })]);
  return richText(line(words('Not searched', { bold: true })), bullets(lines));
}

/**
 * A note as small text. Its times are shown in the reader's zone, for which it must be mrkdwn; a note that holds
 * anything mrkdwn would take for markup stays plain.
 */
function footnote(note: Phrase): ContextBlockElement {
  const said = note.filter((part) => typeof part === 'string');
  const timeless = said.length === note.length;
  if (timeless || /[*_~`]|:[^\s:]+:/.test(said.join(' '))) return plainText(phraseText(note), 300);
  return dates(phraseToken(note));
}

function dates(text: string): ContextBlockElement {
  return { type: 'mrkdwn', text, verbatim: true };
}
