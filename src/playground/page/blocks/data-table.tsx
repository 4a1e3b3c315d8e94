import { useState } from 'react';
import type { Block } from '../../api.ts';
import { Cell, type TableCell, wordsOf } from './table.tsx';

type DataTableBlock = Extract<Block, { type: 'data_table' }>;

interface Order {
  column: number;
  down: boolean;
}

/** A table in pages, sorted by a press on the head of a column. */
export function DataTable({ block }: { block: DataTableBlock }) {
  const { caption, rows, page_size: size = 20 } = block;
  const [page, setPage] = useState(0);
  const [order, setOrder] = useState<Order | null>(null);
  const [head = [], ...body] = rows;
  const sorted = order === null ? body : body.toSorted((one, other) => compare(one, other, order));
  const pages = Math.max(1, Math.ceil(body.length / size));
  const mark = (column: number) => (order?.column !== column ? '' : order.down ? ' ↓' : ' ↑');
  return (
    <section className="table" tabIndex={0} aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col">
                <button
                  type="button"
                  onClick={() => setOrder({ column, down: order?.column === column && !order.down })}
                >
                  {wordsOf(cell)}
                  {mark(column)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(page * size, (page + 1) * size).map((row) => (
            <tr key={body.indexOf(row)}>
              {row.map((cell, column) => (
                <td key={column} className={cell.type === 'raw_number' ? 'right' : 'left'}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav className="pages" aria-label={`Pages of ${caption}`}>
          <button type="button" className="button default" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span>
            {page + 1} of {pages}
          </span>
          <button
            type="button"
            className="button default"
            disabled={page === pages - 1}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </nav>
      )}
    </section>
  );
}

function compare(one: readonly TableCell[], other: readonly TableCell[], { column, down }: Order): number {
  const [left, right] = [one[column], other[column]];
  const way = down ? -1 : 1;
  if (left?.type === 'raw_number' && right?.type === 'raw_number') return way * (left.value - right.value);
  return way * textOf(left).localeCompare(textOf(right), 'en', { numeric: true });
}

function textOf(cell: TableCell | undefined): string {
  return cell === undefined ? '' : cell.type === 'rich_text' ? JSON.stringify(cell.elements) : cell.text;
}
