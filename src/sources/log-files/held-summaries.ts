import { type Aside, nothingAside } from '../../plan/aside.ts';
import type { Dimension, Millis, TrailEvent } from '../../trail/event.ts';
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
  /** Calls that match, by the number of their combination. */
  parts: { combination: number; calls: number }[];
  /** Calls of which it does not say enough. */
  unjudged: number;
  /** Where it is among the newest of its file. */
  event: TrailEvent | null;
}

interface Held extends Pick<FileSummary, 'id' | 'by' | 'unjudged'> {
  parts: readonly { tally: Tally; calls: number }[];
  calls: number;
}

/** Summaries of the same calls. */
interface Slot extends Omit<SingleMinutes, 'slots'> {
  start: Millis;
  end: Millis;
  held: Held[];
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
 * Holds summaries until all is read. The same calls may be summed up several times, by event, by caller and by resource,
 * and may lie in the files one by one: then those are counted; else, of each place and time, the way of summing up that
 * tells of most calls for sure.
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

  /** @param tallyOf the tally of one call at the summary's start, by the number of a combination */
  add(summary: FileSummary, tallyOf: (combination: number) => Tally): void {
    const { id, account, region, source, start, end, by, unjudged, event } = summary;
    const parts = summary.parts.map(({ combination, calls }) => ({ tally: tallyOf(combination), calls }));
    const key = `${account} ${region} ${source} ${start}`;
    const slot = this.#slots.get(key) ?? { account, region, source, start, end, held: [] };
    this.#slots.set(key, slot);
    slot.held.push({ id, by, unjudged, parts, calls: parts.reduce((sum, { calls }) => sum + calls, 0) });
    if (event !== null) this.#newest.offer(event);
  }

  settle(): Settled {
    const counted = new Map<string, number>();
    const tallies: Tally[] = [];
    const aside = { ...nothingAside };
    for (const slot of this.#slots.values()) {
      const best = bestWay(slot.held);
      if (this.#singles.lieIn(slot, slot.start, slot.end)) {
        aside.singled += best.calls;
        continue;
      }
      aside.summarised += best.calls;
      aside.unjudged += best.unjudged;
      for (const { id, calls, parts } of best.held) {
        if (calls === 0) continue;
        aside.summaries++;
        counted.set(id, calls);
        for (const part of parts) tallies.push({ ...part.tally, count: part.calls });
      }
    }
    const events = this.#newest.list().flatMap((event) => {
      const calls = counted.get(event.id);
      if (calls === undefined || event.summary === null) return [];
      return [{ ...event, summary: { ...event.summary, counted: calls } }];
    });
    return { tallies, events, aside };
  }
}

interface Way {
  held: Held[];
  calls: number;
  unjudged: number;
}

function bestWay(all: readonly Held[]): Way {
  const found = new Map<Dimension, Way>();
  for (const one of all) {
    const way = found.get(one.by) ?? { held: [], calls: 0, unjudged: 0 };
    found.set(one.by, way);
    way.held.push(one);
    way.calls += one.calls;
    way.unjudged += one.unjudged;
  }
  const ordered = [...found].sort(
    ([by, one], [otherBy, other]) =>
      other.calls - one.calls || one.unjudged - other.unjudged || (by < otherBy ? -1 : 1),
  );
  return ordered[0]?.[1] ?? { held: [], calls: 0, unjudged: 0 };
}
