import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { EventIds } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { errorFields } from './library-log.ts';
import { identified } from './payloads.ts';

/** Slack repeats an event up to three times, the last time after five minutes; an hour covers delays. */
const keep: Millis = 3_600_000;

interface DedupeDeps {
  clock: () => Millis;
  log: Logger;
  /** Where replicas agree on who takes which event; absent: there are none. */
  eventIds?: EventIds | undefined;
}

/** Takes every event and command once: what Slack delivers again is acknowledged and nothing else. */
export function dedupeEvents({ clock, log, eventIds }: DedupeDeps): Middleware<AnyMiddlewareArgs> {
  const taken = new LRUCache<string, true>({ max: 20_000, ttl: keep, ttlResolution: 0, perf: { now: clock } });

  /** Only events come to another replica a second time. An event that can't be agreed on is better taken twice than not. */
  async function isFirst(event: string | undefined, trigger: string | undefined): Promise<boolean> {
    const id = event ?? trigger;
    if (id === undefined) return true;
    if (taken.has(id)) return false;
    taken.set(id, true);
    if (event === undefined || eventIds === undefined) return true;
    return eventIds.claim(event, clock()).catch((error: unknown) => {
      log.warn(errorFields(error), 'An event is taken without asking the other replicas');
      return true;
    });
  }

  return async (args) => {
    const { event_id, trigger_id } = identified.safeParse(args.body).data ?? {};
    if (await isFirst(event_id, trigger_id)) return args.next();
    log.debug({ id: event_id ?? trigger_id }, 'Taken already');
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
  };
}
