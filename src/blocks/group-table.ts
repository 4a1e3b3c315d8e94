import type { RichTextSection, TableBlock } from '@slack/types';
import type { Answer, Group } from '../present/answer.ts';
import { type GroupColumn, leftOut } from '../present/group-columns.ts';
import { line, richText, type SlackTableCell, table, words } from './elements.ts';
import { phraseElements } from './phrase-elements.ts';

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
