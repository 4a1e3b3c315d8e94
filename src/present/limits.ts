import type { Coverage, Missed, MissReason, Unread } from '../plan/coverage.ts';
import type { Found } from '../plan/found.ts';
import type { Window } from '../query/query.ts';
import type { Phrase } from './answer.ts';
import { counted, figure, listed } from './text.ts';

/** How far a claim holds that something is not there, where not all was searched. */
interface Limits {
  /** As it follows the claim: ` in the 3 Regions that could be searched`. */
  within: Phrase;
  /** What was not searched, as a clause: `us-west-2 was denied`. */
  missing: string;
}

/** Null where all that was asked for was searched. */
export function limitsOf({ coverage, window }: Pick<Found, 'coverage' | 'window'>): Limits | null {
  const { complete, searched, missed, untold } = coverage;
  if (complete && untold === undefined) return null;
  const ofHistory = missed.filter(({ source }) => source !== 'log-files');
  const lost = ofHistory.filter(({ reason }) => reason !== 'too-old');
  const ofFiles = missed.filter(({ source }) => source === 'log-files');
  const isShort = lost.length < ofHistory.length || isReachedShort(coverage, window);
  const reached = Math.max(...searched.map(({ start }) => start));
  const clauses = [
    ...clausesOnPlaces(lost, coverage),
    ...clausesOnFiles(ofFiles, coverage),
    ...(isShort ? ['what is older was not searched'] : []),
    ...(untold === undefined ? [] : clausesOnCalls(untold)),
  ];
  return {
    within: [
      ...(complete ? [' as far as is known'] : []),
      ...(isShort && searched.length > 0 ? [' since ', { time: reached }] : []),
      whereOf(coverage, lost.length > 0, ofFiles.length > 0),
    ],
    missing: clauses.length === 0 ? 'not all of it was searched' : listed(clauses),
  };
}

/** The same in two words, for a claim that stands beside others; nothing where all was searched. */
export function within({ coverage: { complete, searched }, final }: Pick<Found, 'coverage' | 'final'>): string {
  if (complete) return '';
  if (!final) return ' so far';
  const onlyFiles = searched.every(({ source }) => source === 'log-files');
  return onlyFiles ? ' in what could be read' : ' in what could be searched';
}

function isReachedShort({ searched }: Coverage, window: Window): boolean {
  return searched.some(({ start, source }) => source !== 'log-files' && start > window.start);
}

/** ` in the 3 Regions that could be searched`; nothing where only the time was cut. */
function whereOf({ searched }: Coverage, lostPlaces: boolean, lostFiles: boolean): string {
  if (lostFiles) {
    const onlyFiles = !lostPlaces && searched.every(({ source }) => source === 'log-files');
    return onlyFiles ? ' in what could be read' : ' in what could be searched';
  }
  if (!lostPlaces) return '';
  const places = new Set(searched.map(({ account, region }) => `${account} ${region}`)).size;
  if (searched.some(({ source }) => source === 'log-files')) return ' in what could be searched';
  return places === 1
    ? ' in the one Region that could be searched'
    : ` in the ${figure(places)} Regions that could be searched`;
}

const verbs = {
  'access-denied': ['was denied', 'were denied'],
  throttled: ['was throttled', 'were throttled'],
  timeout: ['was not searched in time', 'were not searched in time'],
  unreachable: ['could not be reached', 'could not be reached'],
  'not-configured': ['is not configured', 'are not configured'],
  'too-old': ['was not searched', 'were not searched'],
  cancelled: ['was not searched', 'were not searched'],
} as const satisfies Record<MissReason, readonly [one: string, many: string]>;

/** Regions that are told by name rather than counted. */
const maxNamed = 3;

/** `us-west-2 was denied`, `17 Regions of 2 accounts could not be reached` */
function clausesOnPlaces(missed: readonly Missed[], coverage: Coverage): string[] {
  const isOfSeveral = new Set([...coverage.searched, ...missed].map(({ account }) => account)).size > 1;
  return [...new Set(missed.map(({ reason }) => reason))].map((reason) => {
    const own = missed.filter((miss) => miss.reason === reason);
    const places = new Set(own.map(({ account, region }) => `${account} ${region}`)).size;
    const regions = [...new Set(own.map(({ region }) => region))];
    const accounts = [...new Set(own.map(({ account }) => account))];
    const what = regions.length <= maxNamed ? listed(regions) : counted(places, 'Region');
    const of = accounts.length === 1 ? accounts.join() : counted(accounts.length, 'account');
    return `${what}${isOfSeveral ? ` of ${of}` : ''} ${verbs[reason][places === 1 ? 0 : 1]}`;
  });
}

/** `1 of 3 files was not read`, and what was not opened at all. */
function clausesOnFiles(missed: readonly Missed[], { files: known = 0 }: Coverage): string[] {
  const { files, partly, folders } = sumOf(missed);
  const of = counted(Math.max(known, files + partly), 'file');
  const whole = missed.filter(({ unread }) => unread === undefined);
  const inTime = whole.some(({ reason }) => reason === 'timeout' || reason === 'cancelled');
  const closed = new Set(
    whole.filter(({ reason }) => reason !== 'timeout' && reason !== 'cancelled').map(({ account }) => account),
  ).size;
  return [
    ...(files > 0 ? [`${figure(files)} of ${of} ${files === 1 ? 'was' : 'were'} not read`] : []),
    ...(partly > 0
      ? [`${figure(partly)}${files > 0 ? '' : ` of ${of}`} ${partly === 1 ? 'was' : 'were'} read only in part`]
      : []),
    ...(folders > 0 ? [`${counted(folders, 'folder')} could not be opened`] : []),
    ...(inTime ? ['not all files were read'] : []),
    ...(closed > 0 ? [`the log files of ${counted(closed, 'account')} could not be read`] : []),
  ];
}

/** `of 700 calls only summaries tell`, and of how many the time is not known. */
function clausesOnCalls({ summarised, timeless }: NonNullable<Coverage['untold']>): string[] {
  return [
    ...(summarised > 0 ? [`of ${counted(summarised, 'call')} only summaries tell`] : []),
    ...(timeless > 0 ? [`${counted(timeless, 'such call')} ${timeless === 1 ? 'has' : 'have'} no time`] : []),
  ];
}

/** Fetches of one account come upon the same files. */
function sumOf(missed: readonly Missed[]): Unread {
  const distinct = new Map(missed.map((miss) => [JSON.stringify([miss.account, miss.message]), miss]));
  const sum = { files: 0, partly: 0, folders: 0 };
  for (const { unread } of distinct.values()) {
    sum.files += unread?.files ?? 0;
    sum.partly += unread?.partly ?? 0;
    sum.folders += unread?.folders ?? 0;
  }
  return sum;
}
