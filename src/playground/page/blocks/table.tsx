import type { Block } from '../../api.ts';
import { RichText } from './rich-text.tsx';

type TableBlock = Extract<Block, { type: 'table' }>;
export type TableCell = TableBlock['rows'][number][number];

/** A table; its first row is the head. */
export function Table({ block: { rows, column_settings: columns = [] } }: { block: TableBlock }) {
  const [head = [], ...body] = rows;
  const look = (column: number) => {
    const { align = 'left', is_wrapped: wraps = false } = columns[column] ?? {};
    return `${align}${wraps ? ' wraps' : ''}`;
  };
  return (
    <section className="table" tabIndex={0} aria-label={`Table: ${head.map(wordsOf).join(', ')}`}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" className={look(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} className={look(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Cell({ cell }: { cell: TableCell }) {
  return cell.type === 'rich_text' ? <RichText elements={cell.elements} /> : <span className="plain">{cell.text}</span>;
}

export function wordsOf(cell: TableCell): string {
  return cell.type === 'rich_text' ? '' : cell.text;
}
