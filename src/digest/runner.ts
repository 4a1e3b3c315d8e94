import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { explain } from '../errors.ts';
import type { Digest } from '../state/digest.ts';
import type { DigestRun } from '../state/run.ts';
import type { Store } from '../state/store.ts';
import { StoreFailed } from '../state/store-failed.ts';
import type { Millis } from '../trail/event.ts';
import { type Delivering, deliverRun } from './deliver-run.ts';
import { lastDue } from './due.ts';
import { scheduleOf } from './schedule-of.ts';

interface RunnerDeps extends Delivering {
  store: Store;
  clock: () => Millis;
  log: Logger;
  signal: AbortSignal;
}

/**
 * Sends digests when they are due, until the signal aborts; resolves when what was under way has ended. Any number
 * of runners may share a store: a run is claimed in it before anything else is done.
 */
export async function runDigests(deps: RunnerDeps): Promise<void> {
  const { store, clock, log, signal, timing } = deps;
  const underWay = new Map<string, Promise<void>>();
  /** The latest due time looked at, by digest: the store is asked once for each. */
  const looked = new Map<string, Millis>();
  let pruned = clock();

  const start = (run: DigestRun, digest: Digest) => {
    const ended = deliverRun(run, digest, deps)
      .catch((error: unknown) => {
        if (!signal.aborted)
          log.error({ digest: digest.id, why: whyOf(error) }, 'A digest failed; it is taken up again');
      })
      .finally(() => underWay.delete(digest.id));
    underWay.set(digest.id, ended);
  };

  /** What a crash left behind comes first: where it ended is where the next digest starts. */
  async function takeUp(now: Millis): Promise<void> {
    for (const run of await store.runs.listUnfinished(now)) {
      if (underWay.has(run.digest)) continue;
      const digest = await store.digests.find(run.digest);
      if (digest === null || digest.team !== deps.post.team) continue;
      const taken = await store.runs.takeOver(run, { now, until: now + timing.lease });
      if (taken !== null) start(taken, digest);
    }
  }

  async function claimDue(now: Millis): Promise<void> {
    for (const digest of await store.digests.listOn()) {
      const schedule = scheduleOf(digest);
      if (schedule === null || digest.team !== deps.post.team || underWay.has(digest.id)) continue;
      const due = lastDue(schedule, now);
      if (due <= digest.made || (looked.get(digest.id) ?? 0) >= due) continue;
      const run = await store.runs.claim(digest.id, due, { now, until: now + timing.lease });
      looked.set(digest.id, due);
      if (run !== null) start(run, digest);
    }
  }

  while (!signal.aborted) {
    const now = clock();
    try {
      await takeUp(now);
      await claimDue(now);
      if (now - pruned >= timing.prune) {
        pruned = now;
        await store.prune(now);
      }
    } catch (error) {
      log.error({ why: whyOf(error) }, 'Digests could not be looked at; trying again');
    }
    await sleep(timing.tick, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(underWay.values());
}

function whyOf(error: unknown): string {
  if (error instanceof StoreFailed) return explain(error.fault);
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}
