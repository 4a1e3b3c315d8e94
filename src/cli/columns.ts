import stringWidth from 'string-width';
import { cut } from '../present/text.ts';

interface TextColumn {
  title: string;
  align: 'left' | 'right';
  /** Whether its cells are shown whole, whatever else must give way: times and figures. */
  whole?: boolean;
}

const gap = '  ';
const narrowest = 8;

/**
 * Rows as aligned columns under their titles. Where they are wider than `width` cells of the terminal, the widest
 * columns give way and end in `…`; none becomes narrower than 8, and those to be shown whole never give way.
 */
export function alignColumns(columns: readonly TextColumn[], rows: readonly string[][], width: number): string[] {
  const titles = columns.map(({ title }) => title.toUpperCase());
  const table = [titles, ...rows];
  const widths = shrink(
    columns.map((_, at) => Math.max(...table.map((cells) => stringWidth(cells[at] ?? '')))),
    columns.map(({ whole = false }) => whole),
    width - gap.length * (columns.length - 1),
  );
  return table.map((cells) =>
    columns
      .map(({ align }, at) => pad(cells[at] ?? '', widths[at] ?? 0, align))
      .join(gap)
      .trimEnd(),
  );
}

function shrink(widths: readonly number[], whole: readonly boolean[], room: number): number[] {
  const shrunk = [...widths];
  for (let excess = sum(shrunk) - room; excess > 0; excess -= 1) {
    const widest = Math.max(...shrunk.filter((_, at) => !whole[at]));
    if (widest <= narrowest) break;
    shrunk[shrunk.findIndex((one, at) => one === widest && !whole[at])] = widest - 1;
  }
  return shrunk;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

function pad(text: string, width: number, align: TextColumn['align']): string {
  const fitting = cut(text, width, stringWidth);
  const space = ' '.repeat(Math.max(0, width - stringWidth(fitting)));
  return align === 'right' ? space + fitting : fitting + space;
}
