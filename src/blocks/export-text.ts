import { describeCoverage, missLine, type SearchedAnswer } from '../present/describe-coverage.ts';
import { counted, escaped, figure, nameAccounts, phraseText } from '../present/text.ts';
import { dateToken, limits } from './elements.ts';

/** What stands beside exported files: what they hold, and what was and was not searched for it. */
export function exportText(
  command: string,
  exported: SearchedAnswer & { calls: number },
  accountNames: ReadonlyMap<string, string>,
): string {
  const { places, window, misses, notes } = describeCoverage(exported, nameAccounts(exported.coverage, accountNames));
  const when = window === null ? '' : `, ${dateToken(window.start)} – ${dateToken(window.end)}`;
  const lines = [
    `${counted(exported.calls, 'call')}, newest first in each Region: /trail ${escaped(command, 1000)}`,
    places === null ? 'Nothing was searched' : `Searched ${escaped(places, 300)}${when}`,
    ...misses.map((miss) => escaped(missLine(miss), 270)),
    ...notes.map((note) => escaped(phraseText(note), 300)),
  ];
  return lines.reduce((text, next) => (text.length + next.length < limits.topText ? `${text}\n${next}` : text));
}

/** `Exporting… 40 % searched, 12,345 calls` */
export function exportProgress({ calls, done }: { calls: number; done: number }): string {
  return `Exporting… ${figure(Math.floor(100 * Math.min(1, Math.max(0, done))))} % searched, ${counted(calls, 'call')}`;
}
