import type { Answer, Section } from '../present/answer.ts';
import { chainTitle, describeLink } from '../present/describe-chain.ts';
import { describeCoverage, describeProgress } from '../present/describe-coverage.ts';
import { describeEvent, groupColumns, leftOut } from '../present/describe-principal.ts';
import { type AccountNames, nameAccounts, nothing, phraseText, plain } from '../present/text.ts';
import type { TrailEvent } from '../trail/event.ts';
import { alignColumns } from './columns.ts';
import { createPaint, type Paint } from './paint.ts';
import { writeIn } from './zoned-time.ts';

interface PrintOptions {
  colour: boolean;
  /** IANA zone in which times are shown. */
  zone: string;
  /** Columns of the terminal. */
  width: number;
  /** Configured account names by account ID. */
  accountNames?: ReadonlyMap<string, string>;
}

const maxGroups = 50;
const longestRecord = 1_000_000;

/** An answer as text for a terminal; nothing from a record can move its cursor or change its colours. */
export function printAnswer(answer: Answer, options: PrintOptions): string {
  const accounts = nameAccounts(answer.coverage, options.accountNames);
  const paint = createPaint(options.colour);
  const parts = [
    [paint.bold(phraseText(answer.headline, writeIn(options.zone)))],
    answer.final ? [] : [describeProgress(answer)],
    ...sectionsOf(answer, accounts).map((section) => sectionLines(section, options, paint)),
    groupLines(answer, accounts, options, paint),
    eventLines(answer, accounts, options, paint),
    recordLines(answer.record),
    coverageLines(answer, accounts, options, paint),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function sectionsOf({ chain, sections }: Answer, accounts: AccountNames): Section[] {
  if (chain === null) return sections;
  return [{ title: chainTitle, lines: chain.map((link) => describeLink(link, accounts)) }, ...sections];
}

function sectionLines({ title, lines }: Section, { zone }: PrintOptions, paint: Paint): string[] {
  if (lines.length === 0) return [];
  return [
    paint.dim(plain(title, 200).toUpperCase()),
    ...lines.map((phrase) => `  ${phraseText(phrase, writeIn(zone))}`),
  ];
}

function groupLines(answer: Answer, accounts: AccountNames, { zone, width }: PrintOptions, paint: Paint): string[] {
  if (answer.groups.length === 0) return [];
  const columns = groupColumns(answer, accounts);
  const rows = answer.groups
    .slice(0, maxGroups)
    .map((group) => columns.map((column) => phraseText(column.read(group), writeIn(zone))));
  const rest = leftOut(answer, maxGroups);
  return [
    ...titled(
      alignColumns(
        columns.map((column) => ({ ...column, whole: !column.wrap })),
        rows,
        width,
      ),
      paint,
    ),
    ...(rest === null ? [] : [paint.dim(`… ${rest}`)]),
  ];
}

function eventLines(answer: Answer, accounts: AccountNames, { zone, width }: PrintOptions, paint: Paint): string[] {
  if (answer.events.length === 0) return [];
  const write = writeIn(zone, 'second');
  const rows = answer.events.map((event) => {
    const { principal, name, region, address, more, failure } = describeEvent(event, accounts);
    const outcome = failure === null ? outcomeOf(event) : `${failure.outcome}: ${failure.why}`;
    return [write(event.time), name, principal.join(' · '), region, address, more.join(' · '), outcome];
  });
  const [title = '', ...lines] = titled(alignColumns(eventColumns, rows, width), paint);
  return [title, ...lines.map((line, at) => (answer.events[at]?.outcome === 'ok' ? line : paint.red(line)))];
}

/** How the calls of a summary ended it does not say of each. */
const outcomeOf = ({ kind }: TrailEvent) => (kind === 'call' ? 'ok' : nothing);

const eventColumns = ['Time', 'Event', 'Principal', 'Region', 'Address', 'Key', 'Outcome'].map((title) => ({
  title,
  align: 'left' as const,
  whole: title === 'Time' || title === 'Region',
}));

function titled([title = '', ...lines]: string[], paint: Paint): string[] {
  return [paint.dim(title), ...lines];
}

function recordLines(record: unknown): string[] {
  if (record === null || record === undefined) return [];
  return [plain(JSON.stringify(record, null, 2), longestRecord, { lines: true })];
}

function coverageLines(answer: Answer, accounts: AccountNames, { zone }: PrintOptions, paint: Paint): string[] {
  const { places, window, figures, misses, moreMisses, notes } = describeCoverage(answer, accounts);
  const write = writeIn(zone);
  const dates = window === null ? [] : [`${write(window.start)} – ${write(window.end)} ${zone}`];
  const searched = places === null ? 'Nothing was searched' : `Searched ${places}`;
  return [
    ...misses.map(({ places, reason, message }) =>
      paint.yellow(places === null ? `Not read: ${message}` : `Not searched: ${places} – ${reason}. ${message}`),
    ),
    ...(moreMisses > 0 ? [paint.yellow(`Not searched: ${moreMisses} more, see --json`)] : []),
    paint.dim([searched, ...dates, ...figures].join(' · ')),
    ...notes.map((note) => paint.dim(phraseText(note, write))),
  ];
}
