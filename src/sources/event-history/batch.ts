import { matcher } from '../../condition/match.ts';
import { type Hiding, isHidden } from '../../plan/hidden.ts';
import type { Fetch } from '../../plan/plan.ts';
import { EventIds } from '../../trail/event-ids.ts';
import { Latest } from '../../trail/latest.ts';
import { tallyOf } from '../../trail/tallies.ts';
import type { Tally } from '../../trail/tally.ts';
import { slotWidth, Timeline } from '../../trail/timeline.ts';
import type { Batch } from '../source.ts';
import type { WalkStep } from './history.ts';

/**
 * Makes batches of what a fetch's look-ups come upon. All of a fetch is known only from where the slowest of its
 * look-ups has got to, so that is how far it has reached.
 */
export function createBatches(
  fetch: Fetch,
  lookups: number,
  hiding: Hiding,
  budget: { readonly left: number; readonly of: number },
): (lookup: number, step: WalkStep) => Batch {
  const { start, end } = fetch.window;
  const matches = matcher(fetch.filter);
  const width = slotWidth(fetch.window);
  const frontiers = Array.from({ length: lookups }, () => end);
  /** An event that two look-ups find counts once. */
  const seen = lookups > 1 ? new EventIds() : null;

  return (lookup, step) => {
    frontiers[lookup] = Math.min(end, Math.max(start, step.start * 1000));
    const reached = Math.max(...frontiers);
    // One for each event: whoever takes them adds them up by combination, and doing so here, too, would cost as much again.
    const tallies: Tally[] = [];
    const latest = new Latest(fetch.limit);
    const timeline = new Timeline();
    const events = step.events.filter(({ time }) => time >= start && time <= end);
    let hidden = 0;
    let partiallyRead = 0;
    for (const event of events) {
      if (!matches(event) || seen?.add(event.id) === false) continue;
      if (isHidden(event, hiding)) {
        hidden += 1;
        continue;
      }
      if (!event.understood) partiallyRead += 1;
      tallies.push(tallyOf(event));
      latest.add(event);
      const failed = event.outcome === 'ok' ? 0 : 1;
      timeline.add({ start: Math.floor(event.time / width) * width, calls: 1, failed });
    }
    return {
      tallies,
      latest: latest.list(),
      timeline: timeline.list(),
      reached,
      recordsRead: events.length,
      pages: step.cached ? 0 : 1,
      cached: step.cached,
      hidden,
      partiallyRead,
      missed: [],
      done: Math.max(share(frontiers, start, end), spent(budget)),
    };
  };
}

/** The batch of a fetch that nothing can match: all of its window is searched. */
export function emptyBatch({ window }: Fetch): Batch {
  const nothing = { tallies: [], latest: [], timeline: [], missed: [] };
  return {
    ...nothing,
    reached: window.start,
    recordsRead: 0,
    pages: 0,
    cached: false,
    hidden: 0,
    partiallyRead: 0,
    done: 1,
  };
}

/** How much of the calls that may be made were, from 0 to 1. */
function spent({ left, of }: { left: number; of: number }): number {
  return Number.isFinite(of) ? 1 - Math.max(0, left) / of : 0;
}

/** How much of their window the look-ups have walked, all together, from 0 to 1. */
function share(frontiers: number[], start: number, end: number): number {
  if (end <= start) return 1;
  return frontiers.reduce((sum, frontier) => sum + (end - frontier), 0) / (frontiers.length * (end - start));
}
