import { createPaint } from '../cli/paint.ts';
import { counted, plain } from '../present/text.ts';
import type { Finding } from './finding.ts';

const marks = { ok: 'ok', note: '–', wrong: 'WRONG' } as const;
const widestMark = 5;
const longest = 1_000;

/** What the doctor found, a line for each check, and one for all of them together. */
export function printFindings(findings: readonly Finding[], { colour }: { colour: boolean }): string {
  const paint = createPaint(colour);
  const styles = { ok: (text: string) => text, note: paint.dim, wrong: paint.red };
  const width = Math.max(...findings.map(({ about }) => about.length));
  const lines = findings.map(({ about, state, says }) =>
    styles[state](`${marks[state].padEnd(widestMark)}  ${plain(about, width).padEnd(width)}  ${plain(says, longest)}`),
  );
  const faults = findings.filter(({ state }) => state === 'wrong').length;
  const told = faults === 0 ? 'Everything is as it should be.' : `${counted(faults, 'thing')} to put right.`;
  return `${[...lines, '', paint.bold(told)].join('\n')}\n`;
}

/** The same for programs. */
export function findingsJson(findings: readonly Finding[]): string {
  const well = findings.every(({ state }) => state !== 'wrong');
  return `${JSON.stringify({ ok: well, findings }, null, 2)}\n`;
}
