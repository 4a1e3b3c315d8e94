import type { Coverage, Note } from './coverage.ts';

/** What a search came upon beside the calls of its window: each is said, and none is passed over in silence. */
export interface Aside {
  /** Insights records: no calls. */
  insights: number;
  /** Digest files: no calls. */
  digests: number;
  /** Calls that match and have no time, where the question is about no window: they count. */
  timeless: number;
  /** The same where it is about one: they are in none. */
  outsideTime: number;
  /** Summaries of which calls count, and how many. */
  summaries: number;
  summarised: number;
  /** Calls in summaries that don’t say enough to tell whether they match. */
  unjudged: number;
  /** Matching calls in summaries that count by their own records. */
  singled: number;
  /** Summaries that could not be read. */
  unreadable: number;
}

export const nothingAside: Aside = {
  insights: 0,
  digests: 0,
  timeless: 0,
  outsideTime: 0,
  summaries: 0,
  summarised: 0,
  unjudged: 0,
  singled: 0,
  unreadable: 0,
};

/** What two searches came upon. */
export function bothAside(one: Aside, other: Aside): Aside {
  return {
    insights: one.insights + other.insights,
    digests: one.digests + other.digests,
    timeless: one.timeless + other.timeless,
    outsideTime: one.outsideTime + other.outsideTime,
    summaries: one.summaries + other.summaries,
    summarised: one.summarised + other.summarised,
    unjudged: one.unjudged + other.unjudged,
    singled: one.singled + other.singled,
    unreadable: one.unreadable + other.unreadable,
  };
}

/** How many calls may be among those asked for, though it can't be told; null: none. */
export function untoldIn(all: readonly Aside[]): Required<Coverage>['untold'] | null {
  const { unjudged, unreadable, outsideTime } = all.reduce(bothAside, nothingAside);
  const summarised = unjudged + unreadable;
  return summarised + outsideTime === 0 ? null : { summarised, timeless: outsideTime };
}

/** A sentence for each kind of what searches came upon. */
export function asideNotes(all: readonly Aside[]): Note[] {
  const aside = all.reduce(bothAside, nothingAside);
  const { insights, digests, timeless, outsideTime, summaries, summarised, unjudged, singled, unreadable } = aside;
  const notes: [number, string][] = [
    [
      insights,
      `${counted(insights, 'Insights record says', 'Insights records say')} that rates of calls or errors were unusual; ${insights === 1 ? 'it is no call and is' : 'they are no calls and are'} not counted.`,
    ],
    [
      digests,
      `${counted(digests, 'digest file lists and signs', 'digest files list and sign')} log files; ${digests === 1 ? 'it holds' : 'they hold'} no calls.`,
    ],
    [
      timeless,
      `${counted(timeless, 'call has', 'calls have')} no time that can be read, and ${timeless === 1 ? 'is' : 'are'} counted without one.`,
    ],
    [
      outsideTime,
      `${counted(outsideTime, 'more call has', 'more calls have')} no time that can be read, so ${outsideTime === 1 ? 'it is in no window and is' : 'they are in no window and are'} not counted: ask without a time to see ${outsideTime === 1 ? 'it' : 'them'}.`,
    ],
    [
      summarised,
      `${counted(summarised, 'call is', 'calls are')} counted from ${counted(summaries, 'summary', 'summaries')} (CloudTrail’s aggregated events, which say how many calls there were in some minutes), shown at the start of those minutes.`,
    ],
    [
      unjudged,
      `Summaries (aggregated events) hold up to ${counted(unjudged, 'more call', 'more calls')} that may match, but don’t say enough to tell; ${unjudged === 1 ? 'it is' : 'these are'} not counted.`,
    ],
    [
      singled,
      `${counted(singled, 'call', 'calls')} in summaries (aggregated events) ${singled === 1 ? 'is' : 'are'} counted once, as ${singled === 1 ? 'its own record is' : 'their own records are'} there, too.`,
    ],
    [
      unreadable,
      `${counted(unreadable, 'summary (aggregated event)', 'summaries (aggregated events)')} could not be read, so the calls in ${unreadable === 1 ? 'it' : 'them'} are not counted.`,
    ],
  ];
  return notes.flatMap(([number, sentence]) => (number > 0 ? [sentence] : []));
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
