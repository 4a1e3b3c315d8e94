import type { RichTextSection, TableBlock } from '@slack/types';
import { line, richText, type TableCell, table, words } from '../blocks/elements.ts';
import type { Answer, Group } from './answer.ts';
import { countGroups, type GroupColumn } from './group-columns.ts';
import { phraseElements } from './phrase.ts';
import { counted } from './words.ts';

/** The first `rows` groups as a table. */
export function groupTable(groups: readonly Group[], columns: readonly GroupColumn[], rows: number): TableBlock {
  return table(
    columns,
    groups.slice(0, rows).map((group) => columns.map((column) => cellOf(column, group))),
  );
}

/** `and 475 more principals with 1,234 calls`, or null where all are shown. */
export function leftOut(answer: Answer, rows: number): string | null {
  const rest = answer.groups.slice(rows);
  if (rest.length === 0) return null;
  const calls = rest.reduce((sum, { count }) => sum + count, 0);
  return `and ${countGroups(answer, rest.length)} with ${counted(calls, 'call')}`;
}

export function leftOutLine(answer: Answer, rows: number): RichTextSection | null {
  const text = leftOut(answer, rows);
  return text === null ? null : line(words(`… ${text}`, { italic: true }));
}

/** Only times need rich text; everything else is text as it stands. */
function cellOf(column: GroupColumn, group: Group): TableCell {
  const elements = phraseElements(column.read(group));
  const [first] = elements;
  if (elements.length === 1 && first?.type === 'text') return { type: 'raw_text', text: first.text };
  return richText(line(...elements));
}
