import type { KnownBlock, PlainTextOption } from '@slack/types';
import type { Answer } from '../present/answer.ts';
import {
  type CoverageWords,
  describeCoverage,
  describeProgress,
  missLine,
  type SearchSize,
} from '../present/describe-coverage.ts';
import { describePrincipal, groupColumns, leftOut } from '../present/describe-principal.ts';
import { type AccountNames, counted, escaped, figure, nameAccounts, utcTime } from '../present/text.ts';
import { detailCommand, type Next } from '../questions/next.ts';
import {
  buttons,
  type ChartBlock,
  context,
  dateToken,
  fitMessage,
  limits,
  line,
  phraseElements,
  phraseToken,
  plainText,
  type RenderedMessage,
  richText,
  words,
} from './elements.ts';
import {
  callsChart,
  chartText,
  coverageBlocks,
  eventList,
  groupTable,
  leftOutLine,
  recordBlocks,
  sectionParts,
} from './sections.ts';

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

const maxGroups = 5;

/**
 * The answer in a few lines of top-level text, for notifications and screen readers: what it says, what was not
 * searched, the first groups. Lines that no longer fit into what Slack takes are left out.
 */
function answerText(
  answer: Answer,
  coverage: CoverageWords,
  accounts: AccountNames,
  { understood, zone }: { understood?: string; zone?: string } = {},
): string {
  const groups = answer.groups.slice(0, maxGroups).map(({ key, principal, sessions, count, errors, last }) => {
    const who = principal !== null && principal.name === key ? describePrincipal(principal, accounts, sessions) : key;
    const failed = errors > 0 ? `, ${figure(errors)} failed` : '';
    return `${escaped(who, 200)}: ${counted(count, 'call')}${failed}, last ${dateToken(last)}`;
  });
  const rest = leftOut(answer, maxGroups);
  const misses = coverage.misses.map((miss) => escaped(missLine(miss), 270));
  const overTime = answer.final && zone !== undefined ? chartText(answer.timeline ?? [], zone) : null;
  const lines = [
    phraseToken(answer.headline),
    ...(understood === undefined ? [] : [`Understood as: ${escaped(understood, 500)}`]),
    ...misses,
    ...groups,
    ...(rest === null ? [] : [rest]),
    ...(overTime === null ? [] : [overTime]),
  ];
  return lines.reduce((text, next) => (text.length + next.length < limits.topText ? `${text}\n${next}` : text));
}

/** What a press on an element means, by its action_id; `ask:` is followed by something that tells it from others. */
export const actions = {
  ask: 'ask:',
  details: 'details',
  export: 'export',
  form: 'form',
  check: 'check',
  digest: 'digest:',
} as const;

/** The questions that suggest themselves as buttons. Those beyond `room` characters, or too long for Slack, are left out. */
function nextButtons(next: readonly Next[], room: number): KnownBlock[] {
  let left = room;
  const faces = next
    .filter(({ command }) => command.length <= limits.buttonValue)
    .filter(({ label, command }) => {
      left -= Math.min(label.length, limits.buttonText) + command.length;
      return left >= 0;
    })
    .map(({ id, label, command }) => ({
      action: id === 'export' ? actions.export : `${actions.ask}${id}`,
      label,
      value: command,
    }));
  return faces.length === 0 ? [] : [buttons(faces)];
}

/** A menu of the latest events, each opening its details. */
function detailsMenu({ events }: Answer, room: number): KnownBlock[] {
  const longest = limits.optionText + limits.optionValue;
  const maxOptions = Math.min(limits.overflowOptions, Math.floor(room / longest));
  const options = events.flatMap((event): PlainTextOption[] => {
    const value = detailCommand(event);
    if (value === null || value.length > limits.optionValue) return [];
    const label = `${utcTime(event.time)} ${event.name} ${event.principal.name}`;
    return [{ text: plainText(label, limits.optionText), value }];
  });
  if (maxOptions <= 0 || options.length === 0) return [];
  return [
    {
      type: 'section',
      text: plainText('Whole records of the latest calls', limits.plainText),
      accessory: { type: 'overflow', action_id: actions.details, options: options.slice(0, maxOptions) },
    },
  ];
}
