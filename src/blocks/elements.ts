import type {
  ActionsBlock,
  Button,
  ContextBlock,
  ContextBlockElement,
  DividerBlock,
  HeaderBlock,
  PlainTextElement,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextSection,
  RichTextText,
  TableBlock,
} from '@slack/types';
import { plain } from '../present/text.ts';
import { limits } from './limits.ts';

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
