import type { Lookup } from '../../plan/plan.ts';
import type { Window } from '../../query/query.ts';
import type { SampleDelivery } from '../../sample/record.ts';
import { sampleMonth } from '../../sample/sample-month.ts';
import type { Millis, TrailEvent } from '../../trail/event.ts';
import { readRecord } from '../../trail/read-record.ts';
import { hasAttribute } from './attributes.ts';

/** Event history's own reach. */
const retention = 90 * 86_400_000;

/** The sample as event history files it: by account and Region, newest first, each record read but once, and only when it is found. */
export class FiledMonth {
  readonly #places = new Map<string, SampleDelivery[]>();
  readonly #events = new Map<SampleDelivery, TrailEvent>();

  constructor(now: Millis, seed: number) {
    for (const delivery of sampleMonth(now, seed)) {
      const place = placeOf(delivery.record.recipientAccountId, delivery.record.awsRegion);
      const filed = this.#places.get(place);
      if (filed === undefined) this.#places.set(place, [delivery]);
      else filed.push(delivery);
    }
  }

  /** What a look-up finds at a place, as far as it has arrived by now; both ends of the window inclusive. */
  find(account: string, region: string, lookup: Lookup, { start, end }: Window, now: Millis): SampleDelivery[] {
    const oldest = Math.max(start, now - retention);
    const filed = this.#places.get(placeOf(account, region)) ?? [];
    return filed.filter(
      (one) =>
        one.time >= oldest &&
        one.time <= end &&
        one.arrives <= now &&
        (lookup === null || hasAttribute(one.record, lookup)),
    );
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

const placeOf = (account: string, region: string) => `${account} ${region}`;
