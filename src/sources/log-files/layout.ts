import type { Fetch } from '../../plan/plan.ts';
import { isGlobalRegion } from '../../query/regions.ts';
import type { Millis } from '../../trail/event.ts';
import { askedAccounts } from './places.ts';

/** What a path laid out as CloudTrail delivers to S3 tells of the files below it. */
interface Layout {
  account: string;
  region: string | null;
  /** The time the path's year, month and day stand for; null above them. */
  period: { start: Millis; end: Millis } | null;
}

const day = 24 * 60 * 60 * 1000;

/**
 * Whether records that the fetch asks for may lie below a folder. Paths that are not S3's own layout tell nothing,
 * so that everything below is read. Source of the layout: CloudTrail user guide, "Finding your CloudTrail log files";
 * a record is delivered late, so that it may lie under the next day's path.
 *
 * @param path absolute, with `/` between its parts
 */
export function mayHold(path: string, fetch: Pick<Fetch, 'account' | 'region' | 'filter' | 'window'>): boolean {
  if (isForeign(path)) return false;
  const layout = readLayout(path);
  if (layout === null) return true;
  if (!askedAccounts(fetch)(layout.account)) return false;
  if (layout.region !== null && !deliversTo(layout.region, fetch.region)) return false;
  const { period } = layout;
  return period === null || (period.end > fetch.window.start && period.start <= fetch.window.end + day);
}

/** The account whose records lie below a path or in a file, as CloudTrail names both; null where neither tells. */
export function accountInPath(path: string): string | null {
  return readLayout(path)?.account ?? /(?:^|\/)(\d{12})_CloudTrail_[^/]*$/.exec(path)?.[1] ?? null;
}

/** Newest first among folders and files by what their names tell; 0 where they tell nothing. */
export function timeInPath(path: string): Millis {
  return readLayout(path)?.period?.start ?? 0;
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

/** Digests, insights and other services' logs lie beside CloudTrail's folder and are no records of calls. */
function isForeign(path: string): boolean {
  const service = /\/AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/([^/]+)/.exec(path)?.[1];
  return (service !== undefined && service !== 'CloudTrail') || /\/CloudTrail-(?:Digest|Insight)(?:\/|$)/.test(path);
}

/** Whether a file's name says that it is one of CloudTrail's that hold no records of calls. */
export function isDigestOrInsight(name: string): boolean {
  return /^\d{12}_CloudTrail-(?:Digest|Insight)_/.test(name);
}

function readLayout(path: string): Layout | null {
  const found =
    /\/AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})(?:\/CloudTrail(?:\/([a-z0-9-]+)(?:\/(\d{4})(?:\/(\d\d)(?:\/(\d\d))?)?)?)?)?(?:\/|$)/.exec(
      path,
    );
  const account = found?.[1];
  if (found === null || account === undefined) return null;
  const [, , region, year, month, date] = found;
  return { account, region: region ?? null, period: year === undefined ? null : periodOf(year, month, date) };
}

function periodOf(year: string, month: string | undefined, date: string | undefined) {
  const start = Date.UTC(Number(year), month === undefined ? 0 : Number(month) - 1, Number(date ?? 1));
  if (date !== undefined) return { start, end: start + day };
  const next = month === undefined ? Date.UTC(Number(year) + 1, 0) : Date.UTC(Number(year), Number(month));
  return { start, end: next };
}
