import {
  type Condition,
  type ConditionKind,
  conditionsOf,
  type EventName,
  type Filter,
  type Is,
  valuesOf,
} from '../condition/condition.ts';
import type { Coverage, Missed, MissReason, Note, Searched } from '../plan/coverage.ts';
import { writtenValues } from '../query/command-form.ts';
import { sourcesOf } from '../query/names/event-index.ts';
import { resolveEvent, writeEvents } from '../query/names/resolve-event.ts';
import type { Window } from '../query/query.ts';
import type { Tally } from '../trail/tally.ts';
import type { Answer, Phrase } from './answer.ts';
import { type AccountNames, counted, figure, firstFew, listed, notePhrase, plain, safeParts } from './text.ts';

/** The events as CloudTrail names them: those found where that is all that were asked for, else as they would be typed. */
export function eventLabel(filter: Filter, tallies: readonly Tally[]): string {
  const asked = valuesOf(filter, 'event');
  const typed = writeEvents(asked);
  if (asked.length === 0) return 'any API';
  const seen = [...new Set(tallies.map(({ event }) => event))];
  const isSeen = (text: string) => resolveEvent(text).some(({ name }) => seen.includes(name));
  if (seen.length > 0 && seen.length <= 2 && (typed.length === 1 || typed.every(isSeen))) {
    return withServices(seen, asked).join(' and ');
  }
  const names = new Set(asked.map(({ name }) => name));
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? withServices([only], asked).join() : typed.join(' or ');
}

/**
 * Events by their names, and by the services they were asked for of, where others have one of them too: then all that
 * were asked for so.
 */
function withServices(names: readonly string[], asked: readonly EventName[]): string[] {
  const all = names.map((name) => ({ name, own: asked.filter((event) => event.name === name) }));
  const isOfServices = (own: readonly EventName[]) => own.length > 0 && own.every(({ source }) => source !== null);
  const isElsewhere = all.some(
    ({ name, own }) =>
      isOfServices(own) && sourcesOf(name).some((source) => !own.some((event) => event.source === source)),
  );
  return all.map(({ name, own }) => (isElsewhere && isOfServices(own) ? writeEvents(own).join(' or ') : name));
}

/** The word before the values of each kind, as they narrow a question; null where that is told in another way. */
const scopeWords = {
  id: 'with ID',
  event: 'of',
  service: 'in',
  in: 'in',
  account: 'in account',
  key: 'with key',
  is: null,
  by: 'as',
  session: 'in session',
  on: 'on',
  ip: 'from',
  chatbot: null,
  issued: null,
} as const satisfies Record<ConditionKind, string | null>;

/** The kinds that can narrow a question, in the order in which they are told. */
const order = [
  'id',
  'event',
  'by',
  'session',
  'on',
  'ip',
  'key',
  'service',
  'in',
  'account',
] as const satisfies readonly ConditionKind[];

/**
 * The conditions that narrow a question, as they read at the end of a clause:
 * ` as jdoe or alice on audit-logs (denied only, not counting DeleteBucket)`. What must hold of the kinds `said`, and
 * `is` of the values `implied`, is told elsewhere in the sentence; `by` is the word before the principal.
 */
export function describeScope(
  filter: Filter,
  said: readonly ConditionKind[],
  implied: readonly Is[] = [],
  by = 'as',
): string {
  const ofKind = (kind: ConditionKind, not: boolean) => filter.filter((one) => one.kind === kind && one.not === not);
  const told = order.flatMap((kind) => {
    const word = kind === 'by' ? by : scopeWords[kind];
    return said.includes(kind) ? [] : ofKind(kind, false).map((condition) => ` ${word} ${anyValue(condition)}`);
  });
  const excluded = order.flatMap((kind) => ofKind(kind, true).map(sayExcluded));
  const aside = [
    ...sayKinds(conditionsOf(filter, 'is'), implied),
    ...(excluded.length > 0 ? [`not counting ${listed(excluded)}`] : []),
  ];
  return `${told.join('')}${aside.length > 0 ? ` (${aside.join(', ')})` : ''}`;
}

const anyValue = (condition: Condition) => writtenValues(condition).join(' or ');

/** `calls by ci or deploy`, `DeleteBucket` */
function sayExcluded(condition: Condition): string {
  if (condition.kind === 'event') return anyValue(condition);
  const word = condition.kind === 'by' ? 'by' : scopeWords[condition.kind];
  return `calls ${word} ${anyValue(condition)}`;
}

/** `error and write only`, `not read` */
function sayKinds(conditions: readonly Condition<'is'>[], implied: readonly Is[]): string[] {
  const wanted = conditions.filter(({ anyOf, not }) => !not && !anyOf.every((value) => implied.includes(value)));
  const unwanted = conditions.filter(({ not }) => not);
  return [
    ...(wanted.length > 0 ? [`${wanted.map(({ anyOf }) => anyOf.join(' or ')).join(' and ')} only`] : []),
    ...unwanted.map(({ anyOf }) => `not ${anyOf.join(' or ')}`),
  ];
}

/** As much of an answer as tells of its search. */
export type SearchedAnswer = Pick<Answer, 'coverage' | 'window' | 'hidden' | 'partiallyRead'>;

/** What was and was not searched, in words that are safe to show. */
export interface CoverageWords {
  /** `2 accounts × 17 Regions`; null where nothing was searched. */
  places: string | null;
  /** The window that was searched everywhere; null where nothing was. */
  window: Window | null;
  /** `1,234 events read`, and what was hidden or could be read only in part. */
  figures: string[];
  misses: MissWords[];
  /** Misses beyond those shown; 0: none. */
  moreMisses: number;
  notes: Phrase[];
}

interface MissWords {
  /** `eu-west-1, eu-west-2 in prod`; null where it is a file or folder, which the message names. */
  places: string | null;
  /** `access denied` */
  reason: string;
  /** What happened and what to do. */
  message: string;
}

const maxMisses = 5;
const maxNotes = 6;

export function describeCoverage(answer: SearchedAnswer, accounts: AccountNames): CoverageWords {
  const { searched, missed, notes } = answer.coverage;
  const misses = groupMisses(missed).map((group) => describeMiss(group, answer.coverage, accounts));
  return {
    places: searched.length === 0 ? null : describePlaces(searched, accounts),
    window: windowOf(searched, answer.window),
    figures: figuresOf(answer),
    misses: misses.slice(0, maxMisses),
    moreMisses: Math.max(0, misses.length - maxMisses),
    notes: [...notes.slice(0, maxNotes).map((note) => safeParts(notePhrase(note), 300)), ...moreNotes(notes)],
  };
}

/** `17 Regions in 2 accounts`, for a search that goes on. */
function countPlaces(places: readonly { account: string; region: string }[]): {
  accounts: number;
  regions: number;
} {
  return { accounts: distinct(places, 'account').length, regions: distinct(places, 'region').length };
}

function moreNotes(notes: readonly Note[]): Phrase[] {
  const rest = notes.length - maxNotes;
  return rest > 0 ? [[`… and ${counted(rest, 'more note')}`]] : [];
}

function describePlaces(searched: readonly Searched[], accounts: AccountNames): string {
  const names = distinct(searched, 'account').map((account) => accountName(account, accounts));
  const regions = [...new Set(searched.map(searchedRegion))];
  const pairs = new Set(searched.map(({ account, region }) => `${account} ${region}`)).size;
  const from = searched.every(({ source }) => source === 'log-files') ? ' from log files' : '';
  const whole = pairs === names.length * regions.length;
  if (!whole) return `${counted(names.length, 'account')}, ${counted(regions.length, 'Region')}${from}`;
  const where = regions.length <= 3 ? regions.join(', ') : counted(regions.length, 'Region');
  if (names.length === 1) return `${where} in ${names[0]}${from}`;
  return `${names.length <= 3 ? names.join(', ') : counted(names.length, 'account')} × ${where}${from}`;
}

/** A place that was searched less far back than the others decides what can be said of all. */
function windowOf(searched: readonly Searched[], asked: Window): Window | null {
  if (searched.length === 0) return null;
  return { start: Math.max(asked.start, ...searched.map(({ start }) => start)), end: asked.end };
}

function figuresOf({ coverage: { searched }, hidden, partiallyRead }: SearchedAnswer): string[] {
  if (searched.length === 0) return [];
  const read = searched.reduce((sum, { recordsRead }) => sum + recordsRead, 0);
  const cached = searched.filter((one) => one.cached).length;
  return [
    `${counted(read, 'event')} read${cached === 0 ? '' : cached === searched.length ? ', all from cache' : ', in part from cache'}`,
    ...(hidden > 0 ? [`${figure(hidden)} hidden`] : []),
    ...(partiallyRead > 0 ? [`${counted(partiallyRead, 'record')} could be read only in part`] : []),
  ];
}

/** Misses with the same reason and the same thing to do are one; which Region the message names makes no difference. */
function groupMisses(missed: readonly Missed[]): Missed[][] {
  const groups = new Map<string, Missed[]>();
  for (const miss of missed) {
    const key = `${miss.reason} ${ofAnyRegion(miss)}`;
    groups.set(key, [...(groups.get(key) ?? []), miss]);
  }
  return [...groups.values()].sort((one, other) => other.length - one.length);
}

function describeMiss(group: readonly Missed[], { searched }: Coverage, accounts: AccountNames): MissWords {
  const names = distinct(group, 'account').map((account) => {
    const regions = distinct(
      group.filter((miss) => miss.account === account),
      'region',
    ).map(regionName);
    const all = !searched.some((one) => one.account === account) && regions.length > 3;
    if (account === 'all') return 'the log files';
    return `${all ? `all ${counted(regions.length, 'Region')}` : firstFew(regions)} in ${plain(accounts.of(account), 40)}`;
  });
  const [first] = group;
  const message = first === undefined ? '' : group.length > 1 ? ofAnyRegion(first) : first.message;
  const reason = reasons[first?.reason ?? 'unreachable'];
  if (first?.unread === undefined) return { places: plain(firstFew(names), 200), reason, message: plain(message, 250) };
  const owners = distinct(group, 'account')
    .filter((account) => account !== 'all')
    .flatMap((account) => accounts.beside(account) ?? []);
  const whose = owners.length === 0 ? '' : `${firstFew(owners)}: `;
  return { places: null, reason, message: plain(`${whose}${message}`, 250) };
}

/** A miss on one line: `Not searched: eu-west-1 in prod, access denied`, `Not read: a.json is empty.` */
export function missLine({ places, reason, message }: MissWords): string {
  return places === null ? `Not read: ${message}` : `Not searched: ${places}, ${reason}`;
}

const ofAnyRegion = ({ message, anyRegion = message }: Missed) => anyRegion;

const reasons = {
  'access-denied': 'access denied',
  throttled: 'throttled by AWS',
  timeout: 'out of time',
  unreachable: 'unreachable',
  'not-configured': 'not configured',
  'too-old': 'too long ago',
  cancelled: 'cancelled',
} satisfies Record<MissReason, string>;

/** Log files that hold no record are of no one account either. */
const accountName = (account: string, accounts: AccountNames) =>
  account === 'all' ? 'all accounts' : plain(accounts.of(account), 40);

function searchedRegion({ region, leftOut = [] }: Searched): string {
  return leftOut.length === 0 ? regionName(region) : `${regionName(region)} but ${firstFew([...leftOut])}`;
}

/** Log files that hold no record, or that can't be opened, are of no one Region. */
const regionName = (region: string) => (region === 'all' ? 'all Regions' : plain(region, 25));

function distinct<Key extends string>(items: readonly Record<Key, string>[], key: Key): string[] {
  return [...new Set(items.map((item) => item[key]))];
}

/** How much a plan searches. */
export interface SearchSize {
  accounts: number;
  regions: number;
}

/** `Searching 17 Regions in 2 accounts… 40 % · 12 pages read` */
export function describeProgress({ coverage, done }: Answer, size?: SearchSize): string {
  const pages = coverage.searched.reduce((sum, searched) => sum + searched.pages, 0);
  const { accounts, regions } = size ?? countPlaces([...coverage.searched, ...coverage.missed]);
  const where = accounts > 1 ? ` in ${counted(accounts, 'account')}` : '';
  const searching = `Searching ${regions === 0 ? 'CloudTrail' : counted(regions, 'Region')}${where}`;
  const percent = Math.floor(100 * Math.min(1, Math.max(0, done)));
  return `${searching}… ${figure(percent)} % · ${counted(pages, 'page')} read`;
}

interface Totals {
  calls: number;
  failed: number;
}

/** All calls of some tallies, and those of them that failed. */
export function totalsOf(tallies: readonly Tally[]): Totals {
  let calls = 0;
  let failed = 0;
  for (const { count, outcome } of tallies) {
    calls += count;
    if (outcome !== 'ok') failed += count;
  }
  return { calls, failed };
}
