import type { RichTextElement } from '@slack/types';
import type { Answer } from '../present/answer.ts';
import { countPlaces } from '../present/describe-coverage.ts';
import { escaped } from '../present/text.ts';
import { counted, figure } from '../present/words.ts';
import { leaf, line, richText, words } from './elements.ts';
import type { Message } from './message.ts';

/** How much a plan searches. */
export interface SearchSize {
  accounts: number;
  regions: number;
}

/** The very first message, before anything is known: `Searching 17 Regions in 2 accounts…` */
export function renderSearching(size: SearchSize, asked: string): Message {
  const sentence = `${searchingIn(size)}…`;
  return {
    text: `${sentence} ${escaped(asked, 300)}`,
    blocks: [richText(line(words(sentence)), line(leaf(asked, 300, { code: true })))],
  };
}

/** `Searching 17 Regions in 2 accounts… 40 % · 12 pages read` */
export function describeProgress({ coverage, done }: Answer, size?: SearchSize): string {
  const pages = coverage.searched.reduce((sum, searched) => sum + searched.pages, 0);
  const places = size ?? countPlaces([...coverage.searched, ...coverage.missed]);
  const percent = Math.floor(100 * Math.min(1, Math.max(0, done)));
  return `${searchingIn(places)}… ${figure(percent)} % · ${counted(pages, 'page')} read`;
}

export function progressElements(answer: Answer, size?: SearchSize): RichTextElement[] {
  return [words(describeProgress(answer, size), { italic: true })];
}

function searchingIn({ accounts, regions }: SearchSize): string {
  const where = accounts > 1 ? ` in ${counted(accounts, 'account')}` : '';
  return `Searching ${regions === 0 ? 'CloudTrail' : counted(regions, 'Region')}${where}`;
}
