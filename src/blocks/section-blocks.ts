import type { RichTextElement, RichTextList, RichTextSection } from '@slack/types';
import type { AccountNames } from '../present/account-names.ts';
import type { Answer, Section } from '../present/answer.ts';
import { chainTitle, describeLink } from '../present/describe-chain.ts';
import { counted } from '../present/words.ts';
import { bullets, leaf, line, words } from './elements.ts';
import { phraseElements } from './phrase-elements.ts';

type Part = RichTextSection | RichTextList;

const longestLine = 200;
const maxSections = 6;

/** What a question tells beside groups and events, and the chain behind a session; at most `maxLines` lines of each. */
export function sectionParts({ chain, sections }: Answer, accounts: AccountNames, maxLines: number): Part[] {
  const steps = chain === null ? [] : [{ title: chainTitle, lines: chain.map((link) => describeLink(link, accounts)) }];
  const shown = sections.slice(0, maxSections);
  const each = Math.max(1, Math.floor(maxLines / Math.max(1, shown.length)));
  const rest = sections.length - maxSections;
  return [
    ...steps.flatMap((section) => parts(section, maxLines)),
    ...shown.flatMap((section) => parts(section, each)),
    ...(rest > 0 ? [line(words(`… and ${counted(rest, 'more list')}`, { italic: true }))] : []),
  ];
}

function parts({ title, lines }: Section, maxLines: number): Part[] {
  if (lines.length === 0) return [];
  const shown: RichTextElement[][] = lines
    .slice(0, maxLines)
    .map((phrase) => phraseElements(phrase, { max: longestLine }));
  const rest = lines.length - maxLines;
  if (rest > 0) shown.push([words(`… and ${counted(rest, 'more line')}`, { italic: true })]);
  return [line(leaf(title, longestLine, { bold: true })), bullets(shown)];
}
