import type { KnownBlock } from '@slack/types';
import { type AccountNames, nameAccounts } from '../present/account-names.ts';
import type { Answer } from '../present/answer.ts';
import { describeCoverage } from '../present/describe-coverage.ts';
import { describeProgress, type SearchSize } from '../present/describe-progress.ts';
import { groupColumns } from '../present/group-columns.ts';
import type { Next } from '../questions/next.ts';
import { answerText } from './answer-text.ts';
import { callsChart } from './chart.ts';
import { coverageBlocks } from './coverage-blocks.ts';
import { context, line, plainText, richText, words } from './elements.ts';
import { eventList } from './event-list.ts';
import { groupTable, leftOutLine } from './group-table.ts';
import { fitMessage } from './limits.ts';
import type { ChartBlock, RenderedMessage } from './message.ts';
import { detailsMenu, nextButtons } from './next-blocks.ts';
import { phraseElements } from './phrase-elements.ts';
import { recordBlocks } from './record-blocks.ts';
import { sectionParts } from './section-blocks.ts';

interface AnswerOptions {
  /** What comes first: what it adds up to, or the events as they happened. */
  layout?: 'groups' | 'timeline';
  /** Configured account names by account ID. */
  accountNames?: ReadonlyMap<string, string>;
  /** How much is being searched, as planned; without it, what was reached so far is counted. */
  searching?: SearchSize;
  /** What was understood, in command form, where a sentence was asked. */
  understood?: string;
  /** What may be asked next. */
  next?: readonly Next[];
  /** IANA zone of a chart's labels, which can't be in each reader's own; without it, no chart is drawn. */
  zone?: string;
}

/** How much of an answer is shown; every list says how much it leaves out. */
interface Size {
  groups: number;
  events: number;
  /** Lines of each chain, and of all sections together. */
  lines: number;
  /** Characters of a whole record. */
  record: number;
  /** Characters of what can be pressed. */
  press: number;
}

const sizes = {
  groups: [
    { groups: 25, events: 50, lines: 40, record: 8000, press: 3000 },
    { groups: 25, events: 20, lines: 30, record: 6000, press: 3000 },
    { groups: 25, events: 10, lines: 20, record: 5000, press: 3000 },
    { groups: 20, events: 10, lines: 20, record: 4000, press: 2000 },
    { groups: 20, events: 5, lines: 12, record: 3000, press: 2000 },
    { groups: 10, events: 5, lines: 12, record: 3000, press: 1500 },
    { groups: 5, events: 3, lines: 6, record: 2000, press: 1000 },
    { groups: 2, events: 1, lines: 3, record: 1000, press: 300 },
  ],
  timeline: [
    { groups: 25, events: 50, lines: 40, record: 8000, press: 3000 },
    { groups: 15, events: 40, lines: 30, record: 6000, press: 3000 },
    { groups: 10, events: 30, lines: 20, record: 5000, press: 3000 },
    { groups: 10, events: 20, lines: 12, record: 4000, press: 2000 },
    { groups: 5, events: 10, lines: 12, record: 3000, press: 1500 },
    { groups: 3, events: 5, lines: 6, record: 2000, press: 1000 },
    { groups: 1, events: 2, lines: 3, record: 1000, press: 300 },
  ],
} as const satisfies Record<string, readonly Size[]>;

/** An answer, or as much as is known so far, as a message that Slack takes whatever the records hold. */
export function renderAnswer(answer: Answer, options: AnswerOptions = {}): RenderedMessage {
  const accounts = nameAccounts(answer.coverage, options.accountNames);
  const coverage = describeCoverage(answer, accounts);
  const layout = options.layout ?? 'groups';
  const blocks = fitMessage<Size>(sizes[layout], (size) => {
    const groups = groupBlocks(answer, accounts, size);
    const events = eventBlocks(answer, accounts, size);
    return [
      headlineBlock(answer, options),
      ...understoodBlocks(options),
      ...chartBlocks(answer, options),
      ...sectionBlocks(answer, accounts, size),
      ...(layout === 'timeline' ? [...events, ...groups] : [...groups, ...events]),
      ...recordBlocks(answer.record, size.record),
      ...coverageBlocks(coverage),
      ...pressBlocks(answer, options, size),
    ];
  });
  return { text: answerText(answer, coverage, accounts, options), blocks };
}

/** The sentence that answers, and below it how far the search is. */
function headlineBlock(answer: Answer, { searching }: AnswerOptions): KnownBlock {
  const headline = line(...phraseElements(answer.headline, { style: { bold: true } }));
  return answer.final
    ? richText(headline)
    : richText(headline, line(words(describeProgress(answer, searching), { italic: true })));
}

function understoodBlocks({ understood }: AnswerOptions): KnownBlock[] {
  return understood === undefined ? [] : [context([plainText(`Understood as: ${understood}`, 500)])];
}

function chartBlocks({ final, timeline = [] }: Answer, { zone }: AnswerOptions): ChartBlock[] {
  const chart = final && zone !== undefined ? callsChart(timeline, zone) : null;
  return chart === null ? [] : [chart];
}

function pressBlocks(answer: Answer, { next = [] }: AnswerOptions, { press }: Size): KnownBlock[] {
  if (next.length === 0) return [];
  return [...(answer.record === null ? detailsMenu(answer, press / 3) : []), ...nextButtons(next, press)];
}

function sectionBlocks(answer: Answer, accounts: AccountNames, { lines }: Size): KnownBlock[] {
  const parts = sectionParts(answer, accounts, lines);
  return parts.length === 0 ? [] : [richText(...parts)];
}

function groupBlocks(answer: Answer, accounts: AccountNames, { groups }: Size): KnownBlock[] {
  if (answer.groups.length === 0) return [];
  const rest = leftOutLine(answer, groups);
  return [
    groupTable(answer.groups, groupColumns(answer, accounts), groups),
    ...(rest === null ? [] : [richText(rest)]),
  ];
}

function eventBlocks(answer: Answer, accounts: AccountNames, { events }: Size): KnownBlock[] {
  const list = eventList(answer, accounts, events);
  return list.length === 0 ? [] : [richText(...list)];
}
