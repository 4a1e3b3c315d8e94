import { isKnownTime, isoTime } from '../present/text.ts';
import type { TrailEvent } from '../trail/event.ts';

/** The columns of an exported table, in order. */
const columns: readonly (readonly [string, (event: TrailEvent) => string | null])[] = [
  ['time', ({ time }) => (isKnownTime(time) ? isoTime(time) : null)],
  ['event', ({ name }) => name],
  ['source', ({ source }) => source],
  ['region', ({ region }) => region],
  ['account', ({ account }) => account],
  ['principal', ({ principal }) => principal.name],
  ['type', ({ principal }) => principal.type],
  ['role', ({ principal }) => principal.role],
  ['arn', ({ principal }) => principal.arn],
  ['access key', ({ principal }) => principal.accessKey],
  ['mfa', ({ principal: { mfa } }) => (mfa === null ? null : String(mfa))],
  ['invoked by', ({ principal }) => principal.invokedBy],
  ['address', ({ address }) => address],
  ['user agent', ({ userAgent }) => userAgent],
  ['outcome', ({ outcome }) => outcome],
  ['error code', ({ error }) => error?.code ?? null],
  ['error message', ({ error }) => error?.message ?? null],
  ['read only', ({ readOnly }) => String(readOnly)],
  ['resources', ({ resources }) => resources.map(({ name }) => name).join(' ')],
  ['event id', ({ id }) => id],
  ['calls', ({ kind, summary }) => (kind === 'call' ? '1' : String(summary?.counted ?? summary?.calls ?? 0))],
  ['reason', ({ reason }) => reason],
];

export const csvHead = csvLine(columns.map(([title]) => title));

export function csvRow(event: TrailEvent): string {
  return csvLine(columns.map(([, read]) => read(event) ?? ''));
}

/** One line of RFC 4180, its end included, none of whose cells a spreadsheet would run. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(defused(cell))).join(',')}\r\n`;
}

/**
 * Spreadsheets take what begins with one of these for a formula; whoever makes a call chooses much of its record.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
function defused(cell: string): string {
  return /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
