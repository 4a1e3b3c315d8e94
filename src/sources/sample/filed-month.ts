import type { Window } from '../../query/query.ts';
import type { SampleDelivery } from '../../sample/record.ts';
import { type MonthPart, sampleMonth } from '../../sample/sample-month.ts';
import type { Millis, TrailEvent } from '../../trail/event.ts';
import { readRecord } from '../../trail/read-record.ts';
import { retention } from '../../trail/retention.ts';
import type { Lookup } from '../event-history/lookups.ts';
import { hasAttribute } from './attributes.ts';

/** The sample as event history holds it, newest first; each record is read but once, and only when it is found. */
export class FiledMonth {
  readonly #parts: readonly MonthPart[];
  readonly #events = new Map<SampleDelivery, TrailEvent>();

  constructor(now: Millis, seed: number) {
    this.#parts = sampleMonth(now, seed);
  }

  /** What a look-up finds at a place, as far as it has arrived by now; both ends of the window inclusive. */
  find(account: string, region: string, lookup: Lookup, { start, end }: Window, now: Millis): SampleDelivery[] {
    const oldest = Math.max(start, now - retention);
    const named = lookup?.attribute === 'EventName' ? lookup.value : null;
    return this.#parts
      .filter((part) => part.end > oldest && part.start <= end && (named === null || (part.events?.has(named) ?? true)))
      .flatMap((part) =>
        part
          .deliveries()
          .filter(
            (one) =>
              one.account === account &&
              one.region === region &&
              one.time >= oldest &&
              one.time <= end &&
              one.arrives <= now &&
              (lookup === null || hasAttribute(one, lookup)),
          ),
      )
      .sort((one, other) => other.time - one.time);
  }

  read(delivery: SampleDelivery, whole: boolean): TrailEvent {
    if (whole) return readRecord(delivery.record, { whole });
    const known = this.#events.get(delivery);
    if (known !== undefined) return known;
    const event = readRecord(delivery.record);
    this.#events.set(delivery, event);
    return event;
  }
}
