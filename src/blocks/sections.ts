import type {
  ContextBlockElement,
  KnownBlock,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextSection,
  TableBlock,
} from '@slack/types';
import type { Answer, Group, Phrase, Section } from '../present/answer.ts';
import { chainTitle, describeLink } from '../present/describe-chain.ts';
import type { CoverageWords } from '../present/describe-coverage.ts';
import { describeEvent, type GroupColumn, leftOut } from '../present/describe-principal.ts';
import { type AccountNames, counted, figure, nothing, phraseText } from '../present/text.ts';
import type { Millis, TrailEvent } from '../trail/event.ts';
import type { Slot } from '../trail/latest.ts';
import { day, minute, toWall } from '../trail/time.ts';
import {
  bullets,
  type ChartBlock,
  context,
  dateElement,
  dateToken,
  leaf,
  line,
  phraseElements,
  phraseToken,
  plainText,
  preformatted,
  richText,
  type SlackTableCell,
  table,
  words,
} from './elements.ts';

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

/** The newest `maxShown` events, one line each. */
export function eventList(answer: Answer, accounts: AccountNames, maxShown: number): RichTextBlockElement[] {
  const shown = answer.events.slice(0, maxShown);
  if (shown.length === 0) return [];
  return [
    line(words(titleOf(answer, shown.length), { bold: true })),
    bullets(shown.map((event) => lineOf(event, accounts))),
  ];
}

function titleOf({ total }: Answer, shown: number): string {
  if (total > shown) return `The latest ${figure(shown)} of ${figure(total)} calls`;
  return shown === 1 ? 'The call' : `All ${figure(shown)} calls, newest first`;
}

function lineOf(event: TrailEvent, accounts: AccountNames): RichTextElement[] {
  const { principal, name, region, address, more, failure } = describeEvent(event, accounts);
  const [who, ...traits] = principal;
  const facts = [region, address, ...more].filter((fact) => fact !== nothing);
  return [
    dateElement(event.time, 'second'),
    words('  '),
    words(who, { bold: true }),
    words(`${traits.map((trait) => ` · ${trait}`).join('')}  `),
    words(name, { code: true }),
    words(`  ${facts.join(' · ')}`),
    ...(failure === null ? [] : [words(`  ${failure.outcome}: `, { bold: true }), words(failure.why)]),
  ];
}

/** A whole record, masked already, as JSON that nothing in it can break out of; at most `longest` characters. */
export function recordBlocks(record: unknown, longest: number): KnownBlock[] {
  if (record === null || record === undefined) return [];
  return [richText(preformatted(JSON.stringify(record, null, 2), longest))];
}

/** The first `rows` groups as a table. */
export function groupTable(groups: readonly Group[], columns: readonly GroupColumn[], rows: number): TableBlock {
  return table(
    columns,
    groups.slice(0, rows).map((group) => columns.map((column) => cellOf(column, group))),
  );
}

export function leftOutLine(answer: Answer, rows: number): RichTextSection | null {
  const text = leftOut(answer, rows);
  return text === null ? null : line(words(`… ${text}`, { italic: true }));
}

/** Only times need rich text; everything else is text as it stands. */
function cellOf(column: GroupColumn, group: Group): SlackTableCell {
  const elements = phraseElements(column.read(group));
  const [first] = elements;
  if (elements.length === 1 && first?.type === 'text') return { type: 'raw_text', text: first.text };
  return richText(line(...elements));
}

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
    ...(places === null ? [] : [leaf(places, 300, { bold: true }), words(` – ${reason}. `)]),
    leaf(message, 250),
  ]);
  const [title, what] = misses.every(({ places }) => places === null)
    ? ['Not read', 'more file']
    : ['Not searched', 'more reason'];
  if (moreMisses > 0) lines.push([words(`and ${counted(moreMisses, what)}`, { italic: true })]);
  return richText(line(words(title, { bold: true })), bullets(lines));
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

const steps = [
  ...[1, 5, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * minute),
  ...[1, 2, 3, 7, 14, 30, 60, 180].map((days) => days * day),
];
/** Slack draws no more points. */
const maxSlots = 20;

/** Calls over time, failures apart; null where all were made at about one time, and a chart would say nothing. */
export function callsChart(slots: readonly Slot[], zone: string): ChartBlock | null {
  const { bars, step } = barsOf(slots, zone);
  if (bars.length < 2) return null;
  const labels = distinct(bars.map(({ start }) => labelOf(start, step, zone)));
  const series = (name: string, value: (bar: Slot) => number) => ({
    name,
    data: bars.map((bar, at) => ({ label: labels[at] ?? '', value: value(bar) })),
  });
  const failed = bars.some((bar) => bar.failed > 0);
  return {
    type: 'data_visualization',
    title: 'Calls over time',
    chart: {
      type: 'bar',
      series: failed
        ? [series('Worked', (bar) => bar.calls - bar.failed), series('Failed', (bar) => bar.failed)]
        : [series('Calls', (bar) => bar.calls)],
      axis_config: { categories: labels, y_label: 'Calls' },
    },
  };
}

/** The same in words, as top-level text. */
export function chartText(slots: readonly Slot[], zone: string): string | null {
  const { bars } = barsOf(slots, zone);
  const [first] = bars;
  if (first === undefined || bars.length < 2) return null;
  const busiest = bars.reduce((best, bar) => (bar.calls > best.calls ? bar : best), first);
  const failures = busiest.failed > 0 ? `, ${busiest.failed} of them failed` : '';
  return `Over time: most from ${dateToken(busiest.start)} on, ${counted(busiest.calls, 'call')}${failures}`;
}

/** At most twenty bars of a round length, from the first call to the last, those without a call included. */
function barsOf(slots: readonly Slot[], zone: string): { bars: Slot[]; step: Millis } {
  const [first] = slots;
  const last = slots.at(-1);
  if (first === undefined || last === undefined) return { bars: [], step: minute };
  const shift = toWall(last.start, zone) - last.start;
  const floor = (time: Millis, step: Millis) => Math.floor((time + shift) / step) * step - shift;
  const fits = (step: Millis) => (floor(last.start, step) - floor(first.start, step)) / step < maxSlots;
  const width = widthOf(slots);
  const step = steps.find((one) => one >= width && fits(one)) ?? years(last.start - first.start);
  const begin = floor(first.start, step);
  const bars = Array.from({ length: (floor(last.start, step) - begin) / step + 1 }, (_, at): Slot => {
    return { start: begin + at * step, calls: 0, failed: 0 };
  });
  for (const slot of slots) {
    const bar = bars[(floor(slot.start, step) - begin) / step];
    if (bar === undefined) continue;
    bar.calls += slot.calls;
    bar.failed += slot.failed;
  }
  return { bars, step };
}

/** How long the slots are: no bar can be shorter. */
function widthOf(slots: readonly Slot[]): Millis {
  return [60 * minute, 15 * minute].find((width) => slots.every(({ start }) => start % width === 0)) ?? minute;
}

/** Whole years, so many that a span fits. */
function years(span: Millis): Millis {
  return Math.ceil(span / (maxSlots - 1) / (365 * day)) * 365 * day;
}

/** `Nov 20` or `Nov 20, 09:00`: at most 20 characters. */
function labelOf(start: Millis, step: Millis, timeZone: string): string {
  const clock =
    step < day
      ? ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const)
      : step > 60 * day
        ? ({ year: 'numeric' } as const)
        : {};
  return new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', ...clock, timeZone }).format(start);
}

/** Where clocks go back, an hour comes twice; Slack wants every point to have a name of its own. */
function distinct(labels: readonly string[]): string[] {
  return labels.map((label, at) => (labels.indexOf(label) === at ? label : `${label} (${at + 1})`));
}
