import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Millis } from '../trail/event.ts';
import { Once } from './once.ts';
import { identified } from './payloads.ts';

/** Slack repeats an event up to three times, the last time after five minutes; an hour covers delays. */
const keep: Millis = 3_600_000;

/** Takes every event and command once: what Slack delivers again is acknowledged and nothing else. */
export function takeOnce(clock: () => Millis, log: Logger): Middleware<AnyMiddlewareArgs> {
  const taken = new Once(keep, 20_000, clock);
  return async (args) => {
    const read = identified.safeParse(args.body);
    const id = read.success ? (read.data.event_id ?? read.data.trigger_id) : undefined;
    if (id === undefined || taken.take(id)) return args.next();
    log.debug({ id }, 'Taken already');
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
  };
}
