import { type Aside, nothingAside } from '../../plan/aside.ts';
import type { Dimension, Millis, TrailEvent } from '../../trail/event.ts';
import { Tallies } from '../../trail/tallies.ts';
import type { Tally } from '../../trail/tally.ts';
import { Newest } from './newest.ts';
import { type SingleMinutes, Singles } from './single-minutes.ts';

/** What a file's summary of calls tells of the question. */
export interface FileSummary {
  /** Its event's number. */
  number: number;
  id: string;
  account: string;
  region: string;
  source: string;
  start: Millis;
  end: Millis;
  by: Dimension;
  /** All calls it sums up. */
  calls: number;
  /** Calls that match, by the number of their combination; those of which it tells neither caller nor event apart. */
  parts: { combination: number; calls: number; isNamed: boolean }[];
  /** The combination of calls of which only that is known which it tells of all. */
  shared: number;
  /** Calls of which it does not say enough. */
  unjudged: number;
  /** Where it is among the newest of its file. */
  event: TrailEvent | null;
}

/** Some minutes of a service's calls at a place. */
interface Slot extends Omit<SingleMinutes, 'slots'> {
  start: Millis;
  end: Millis;
  ways: Way[];
}

/** The summaries of a slot that were made in one way, by event, by caller or by resource. */
interface Way {
  by: Dimension;
  /** All calls they sum up. */
  all: number;
  matching: number;
  /** Calls among these whose caller and event are told. */
  named: number;
  unjudged: number;
  /** Those with calls that match. */
  held: Held[];
}

/** There may be a million: what is the same for many is one object. */
interface Held {
  /** Null where it is not among the newest. */
  id: string | null;
  calls: number;
  parts: readonly { kind: Tally; calls: number }[];
  /** What is known of all its calls. */
  shared: Tally;
}

/** What summaries come to once all files are read. */
interface Settled {
  tallies: Tally[];
  events: TrailEvent[];
  aside: Aside;
}

/** The same calls may be summed up by each of these. */
const ways = 3;

/**
 * Holds summaries until all is read: the same calls may be summed up several times, and may lie in the files one by one
 * as well. Of each place and time that way of summing up counts which tells of most calls for sure, and only as far as
 * the calls themselves are not there.
 */
export class HeldSummaries {
  readonly #slots = new Map<string, Slot>();
  readonly #singles = new Singles();
  readonly #newest: Newest<TrailEvent>;

  /** @param limit how many of the newest events are shown */
  constructor(limit: number) {
    this.#newest = new Newest(limit * ways, Number.NEGATIVE_INFINITY);
  }

  noteSingles(all: readonly SingleMinutes[]): void {
    for (const minutes of all) this.#singles.add(minutes);
  }

  /** @param kindOf a tally of calls of one combination, the same object for all of them; its count and times are void */
  add(summary: FileSummary, kindOf: (combination: number) => Tally): void {
    const way = this.#wayOf(summary);
    const { id, event, parts, shared } = summary;
    const calls = parts.reduce((sum, part) => sum + part.calls, 0);
    way.all += summary.calls;
    way.matching += calls;
    way.named += parts.reduce((sum, part) => sum + (part.isNamed ? part.calls : 0), 0);
    way.unjudged += summary.unjudged;
    if (calls === 0) return;
    const kinds = parts.map((part) => ({ kind: kindOf(part.combination), calls: part.calls }));
    way.held.push({ id: event === null ? null : id, calls, parts: kinds, shared: kindOf(shared) });
    if (event !== null) this.#newest.offer(event);
  }

  settle(): Settled {
    const counted = new Map<string, number>();
    const tallies = new Tallies();
    const aside = { ...nothingAside };
    for (const slot of this.#slots.values()) {
      const way = bestOf(slot.ways);
      const { all, matching } = this.#singles.between(slot, slot.start, slot.end);
      let there = all >= way.all ? way.matching : Math.min(matching, way.matching);
      aside.singled += there;
      aside.unjudged += all >= way.all ? 0 : Math.max(0, way.unjudged - (matching - there));
      const times = { first: slot.start, last: slot.start };
      for (const { id, calls, parts, shared } of way.held) {
        const more = Math.max(0, calls - there);
        there = Math.max(0, there - calls);
        if (more === 0) continue;
        aside.summaries++;
        aside.summarised += more;
        if (id !== null) counted.set(id, more);
        const kinds =
          more === calls ? parts : [{ kind: parts.length === 1 ? (parts[0]?.kind ?? shared) : shared, calls: more }];
        for (const { kind, calls: count } of kinds) tallies.merge({ ...kind, ...times, count });
      }
    }
    const events = this.#newest.list().flatMap((event) => {
      const calls = counted.get(event.id);
      if (calls === undefined || event.summary === null) return [];
      return [{ ...event, summary: { ...event.summary, counted: calls } }];
    });
    return { tallies: tallies.list(), events, aside };
  }

  #wayOf({ account, region, source, start, end, by }: FileSummary): Way {
    const key = `${account} ${region} ${source} ${start}`;
    const slot = this.#slots.get(key) ?? { account, region, source, start, end, ways: [] };
    this.#slots.set(key, slot);
    const known = slot.ways.find((way) => way.by === by);
    if (known !== undefined) return known;
    const way = { by, all: 0, matching: 0, named: 0, unjudged: 0, held: [] };
    slot.ways.push(way);
    return way;
  }
}

/** The way that tells of most calls for sure, then of most by whom they were, then leaves fewest open. */
function bestOf(all: readonly Way[]): Way {
  return all.reduce((best, way) => {
    const more = way.matching - best.matching || way.named - best.named || best.unjudged - way.unjudged;
    return more > 0 ? way : best;
  });
}
