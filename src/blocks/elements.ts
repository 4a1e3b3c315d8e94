import type {
  ActionsBlock,
  Button,
  ContextBlock,
  ContextBlockElement,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextSection,
  RichTextStyleable,
  RichTextText,
  TableBlock,
} from '@slack/types';
import type { Phrase } from '../present/answer.ts';
import { escaped, isKnownTime, nothing, phraseText, plain, safeParts, utcTime } from '../present/text.ts';
import type { Millis } from '../trail/event.ts';

/** Slack's own chart, as far as it is used; @slack/types does not know it. Source: https://docs.slack.dev/reference/block-kit/blocks */
export interface ChartBlock {
  type: 'data_visualization';
  /** At most 50 characters. */
  title: string;
  chart: {
    type: 'bar';
    series: { name: string; data: { label: string; value: number }[] }[];
    axis_config: { categories: string[]; y_label: string };
  };
}

export type RenderedBlock = KnownBlock | ChartBlock;

/** What is sent to Slack: `text` is the notification and what a screen reader says. */
export interface RenderedMessage {
  text: string;
  blocks: RenderedBlock[];
}

/** What Slack takes in one message. Source: its reference, and what it was seen to refuse. */
export const limits = {
  blocks: 50,
  /** All text of a message's blocks; `msg_blocks_too_long` comes, undocumented, at about 13,200. */
  messageText: 12_000,
  /** Top-level `text`: the notification, and what a screen reader says. */
  topText: 4000,
  headerText: 150,
  plainText: 3000,
  contextElements: 10,
  actionElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 150,
  overflowOptions: 5,
  tableRows: 100,
  tableCells: 20,
  /** All cells of a table together. */
  tableText: 10_000,
} as const;

/**
 * Renders at the first size, generous first, whose blocks Slack takes; what a smaller size leaves out, its rendering
 * says. Content never decides whether a message is refused: the last size must hold for any content.
 * @throws RangeError where even the last size does not: a bug in the renderer.
 */
export function fitMessage<Size>(sizes: readonly Size[], render: (size: Size) => RenderedBlock[]): RenderedBlock[] {
  for (const size of sizes) {
    const blocks = render(size);
    if (isWithinLimits(blocks)) return blocks;
  }
  throw new RangeError('No rendering of the message is small enough for Slack');
}

function isWithinLimits(blocks: readonly RenderedBlock[]): boolean {
  if (blocks.length > limits.blocks || textLength(blocks) > limits.messageText) return false;
  const tables = blocks.filter((block) => block.type === 'table');
  return (
    tables.length <= 1 &&
    tables.every(
      ({ rows }) =>
        rows.length <= limits.tableRows &&
        rows.every((cells) => cells.length <= limits.tableCells) &&
        textLength(rows) <= limits.tableText,
    )
  );
}

const counted = new Set(['text', 'fallback', 'format', 'title', 'value', 'url', 'label', 'name']);

/** All text below a value, in UTF-16 units: formats and fallbacks of dates count, as Slack doesn't say they don't. */
export function textLength(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (typeof inner === 'string' ? (counted.has(key) ? inner.length : 0) : textLength(inner)),
    0,
  );
}

/** Typed builders for the few blocks Trail uses; whatever text they are given, it comes out safe and cut. */

/** A leaf that is never read as markup: no mention, link, emoji or style can come of it. */
export function leaf(text: string, max: number, style?: RichTextText['style']): RichTextText {
  return { type: 'text', text: plain(text, max), ...(style === undefined ? {} : { style }) };
}

/** Trail's own words, spaces at their ends kept. */
export function words(text: string, style?: RichTextText['style']): RichTextText {
  return { type: 'text', text, ...(style === undefined ? {} : { style }) };
}

export function line(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

export function bullets(lines: RichTextElement[][]): RichTextList {
  return { type: 'rich_text_list', style: 'bullet', elements: lines.map((elements) => line(...elements)) };
}

/** Text as it stands, line breaks kept, in a monospaced box. */
export function preformatted(text: string, max: number): RichTextPreformatted {
  return {
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: plain(text, max, { lines: true }) }],
  };
}

export function richText(...elements: RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

export type SlackTableCell = TableBlock['rows'][number][number];

interface TableColumn {
  title: string;
  align: 'left' | 'right';
  /** Whether long content breaks into lines rather than being hidden behind the column's edge. */
  wrap: boolean;
}

/** A table; Slack takes one a message. */
export function table(columns: readonly TableColumn[], rows: readonly SlackTableCell[][]): TableBlock {
  const titles = columns.map(({ title }): SlackTableCell => ({ type: 'raw_text', text: title }));
  return {
    type: 'table',
    column_settings: columns.map(({ align, wrap }) => ({ align, is_wrapped: wrap })),
    rows: [titles, ...rows],
  };
}

/** Small grey text; each element flows after the other. At most ten. */
export function context(elements: readonly ContextBlockElement[]): ContextBlock {
  return { type: 'context', elements: elements.slice(0, limits.contextElements) };
}

export function plainText(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: plain(text, max), emoji: false };
}

export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, limits.headerText) };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

interface ButtonFace {
  /** Which handler takes the click. */
  action: string;
  label: string;
  /** What the handler gets back. A value that is too long is a bug, not something to cut. */
  value: string;
  style?: 'primary' | 'danger';
}

/**
 * A row of at most 25 buttons.
 * @throws RangeError where a value is longer than Slack gives back.
 */
export function buttons(faces: readonly ButtonFace[]): ActionsBlock {
  return { type: 'actions', elements: faces.slice(0, limits.actionElements).map(button) };
}

function button({ action, label, value, style }: ButtonFace): Button {
  if (value.length > limits.buttonValue) throw new RangeError(`The value of button ${action} is too long for Slack`);
  return {
    type: 'button',
    action_id: action,
    text: plainText(label, limits.buttonText),
    value,
    ...(style === undefined ? {} : { style }),
  };
}

/** Slack's date tokens: each reader sees the time in a zone and a clock of their own. */
const dateFormats = {
  minute: '{date_short_pretty} {time}',
  second: '{date_short_pretty} {time_secs}',
} as const;
type Precision = keyof typeof dateFormats;

interface PhraseOptions {
  /** Most characters of its words; times are not counted. */
  max?: number;
  precision?: Precision;
  style?: RichTextStyleable['style'];
}

/** A phrase as rich text leaves: words are never markup, times are in the reader's own zone. */
export function phraseElements(phrase: Phrase, options: PhraseOptions = {}): RichTextElement[] {
  const style = options.style === undefined ? {} : { style: options.style };
  const elements = safeParts(phrase, options.max).map(
    (part): RichTextElement =>
      typeof part === 'string'
        ? { type: 'text', text: part, ...style }
        : { ...dateElement(part.time, options.precision), ...style },
  );
  return elements.length === 0 ? [{ type: 'text', text: nothing, ...style }] : elements;
}

/** A phrase for top-level text: words escaped, times as date tokens. */
export function phraseToken(phrase: Phrase, max = 600): string {
  return phraseText(phrase, (time) => dateToken(time), { max, write: (words) => escaped(words, 2 * max) });
}

/** A time as a rich text leaf. */
export function dateElement(time: Millis, precision: Precision = 'minute'): RichTextElement {
  if (!isShowable(time)) return { type: 'text', text: utcTime(time) };
  return {
    type: 'date',
    timestamp: Math.floor(time / 1000),
    format: dateFormats[precision],
    fallback: utcTime(time),
  };
}

/** A time as a token for mrkdwn and top-level text. */
export function dateToken(time: Millis, precision: Precision = 'minute'): string {
  if (!isShowable(time)) return utcTime(time);
  return `<!date^${Math.floor(time / 1000)}^${dateFormats[precision]}|${utcTime(time)}>`;
}

/** A record can hold any date; only those a calendar in Slack can show become tokens. */
function isShowable(time: Millis): boolean {
  return isKnownTime(time) && time > 0 && time < Date.UTC(2200, 0);
}
