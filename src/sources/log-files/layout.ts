import type { Fetch } from '../../plan/plan.ts';
import { isGlobalRegion } from '../../query/regions.ts';
import type { Millis } from '../../trail/event.ts';
import { askedAccounts } from './places.ts';

/** What stands below the place that was given: its path is absolute, with `/` between its parts. */
export interface Entry {
  path: string;
  name: string;
  kind: 'folder' | 'file';
}

/** What a path laid out as CloudTrail delivers to S3 tells of the files below it, and where in the path it does. */
interface Layout {
  account: Told<string>;
  region: Told<string> | null;
  /** The time that the path's year, month and day stand for; null above them. */
  period: Told<{ start: Millis; end: Millis }> | null;
}

interface Told<Value> {
  value: Value;
  at: number;
}

/** By what a folder is known to hold only records that were not asked for. */
export type Elsewhere = 'account' | 'Region' | 'time';

type Asked = Pick<Fetch, 'account' | 'region' | 'filter' | 'window'>;

const day = 24 * 60 * 60 * 1000;
/** CloudTrail tries for 30 days to deliver what it could not, so that a record may lie under so late a day. */
const redelivery = 31 * day;
/** A record never lies under an earlier day than its own, but for clocks that differ. */
const clocks = day;

/**
 * By what a folder is known to hold only records that the fetch does not ask for; null: they may lie there. Paths that
 * are not S3's own layout tell nothing, so that everything below is read, and of S3's layout only the part below the
 * place that was given counts: that one is read whatever its path says.
 * Source of the layout: CloudTrail user guide, "Finding your CloudTrail log files".
 *
 * @param path absolute, with `/` between its parts
 * @param below how many characters of the path are the place that was given
 */
export function ruledOut(path: string, below: number, fetch: Asked): Elsewhere | null {
  const layout = readLayout(path);
  if (layout === null) return null;
  const { region, window } = fetch;
  const isBelow = <Value>(told: Told<Value> | null): told is Told<Value> => told !== null && told.at > below;
  if (isBelow(layout.account) && !askedAccounts(fetch)(layout.account.value)) return 'account';
  if (isBelow(layout.region) && !deliversTo(layout.region.value, region)) return 'Region';
  if (!isBelow(layout.period)) return null;
  const { start, end } = layout.period.value;
  return end + clocks > window.start && start - redelivery <= window.end ? null : 'time';
}

/** The account whose records lie below a path or in a file, as CloudTrail names both; null where neither tells. */
export function accountInPath(path: string): string | null {
  return readLayout(path)?.account.value ?? /(?:^|\/)(\d{12})_CloudTrail_[^/]*$/.exec(path)?.[1] ?? null;
}

/** Newest first among folders and files by what their names tell; 0 where they tell nothing. */
export function timeInPath(path: string): Millis {
  return readLayout(path)?.period?.value.start ?? 0;
}

/** `…_CloudTrail_us-east-2_20261120T0905Z_kTwGXJtJu9RDbWEa.json.gz` -> `20261120T0905Z`, else nothing. */
export function stampInName(name: string): string {
  return /(?:^|_)(\d{8}T\d{4,6}Z)(?=[_.])/.exec(name)?.[1] ?? '';
}

/**
 * Trails of one Region that include global services deliver their records, of us-east-1 as a rule, under their own
 * Region; so these may lie anywhere.
 */
function deliversTo(folder: string, asked: string | null): boolean {
  return asked === null || asked === folder || isGlobalRegion(asked);
}

/** The innermost layout of a path: an archive may lie in another one's folder. */
const laidOut =
  /^.*\/AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})(?:\/CloudTrail(?:-[A-Za-z]+)?(?:\/([a-z]+(?:-[a-z]+)+-\d+)(?:\/(\d{4})(?:\/(0[1-9]|1[0-2])(?:\/(0[1-9]|[12]\d|3[01]))?)?)?)?)?(?:\/|$)/ds;

function readLayout(path: string): Layout | null {
  const found = laidOut.exec(path);
  const { indices } = found ?? {};
  const [, account, region, year, month, date] = found ?? [];
  if (indices === undefined || account === undefined) return null;
  const startOf = (group: number) => indices[group]?.[0] ?? 0;
  return {
    account: { value: account, at: startOf(1) },
    region: region === undefined ? null : { value: region, at: startOf(2) },
    period:
      year === undefined
        ? null
        : { value: periodOf(year, month, date), at: startOf(date !== undefined ? 5 : month !== undefined ? 4 : 3) },
  };
}

function periodOf(year: string, month: string | undefined, date: string | undefined) {
  const start = Date.UTC(Number(year), month === undefined ? 0 : Number(month) - 1, Number(date ?? 1));
  if (date !== undefined) return { start, end: start + day };
  const next = month === undefined ? Date.UTC(Number(year) + 1, 0) : Date.UTC(Number(year), Number(month));
  return { start, end: next };
}
