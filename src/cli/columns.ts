import { plain } from '../present/text.ts';

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
    columns.map((_, at) => Math.max(...table.map((cells) => cellWidth(cells[at] ?? '')))),
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
  const fitting = fitCells(text, width);
  const space = ' '.repeat(Math.max(0, width - cellWidth(fitting)));
  return align === 'right' ? space + fitting : fitting + space;
}

function fitCells(text: string, width: number): string {
  let fitting = text;
  for (let room = width; cellWidth(fitting) > width && room > 0; room -= 1) fitting = plain(text, room);
  return fitting;
}

/** East Asian letters and pictures take two cells of a terminal, combining marks none. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/gu;

export function cellWidth(text: string): number {
  const letters = text.replace(/\p{M}/gu, '');
  return [...letters].length + (letters.match(wide)?.length ?? 0);
}
