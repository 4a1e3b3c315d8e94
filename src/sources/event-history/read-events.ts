import type { TrailEvent } from '../../trail/event.ts';
import { asObject } from '../../trail/json-object.ts';
import { readLookupEvent } from '../../trail/read-lookup-event.ts';
import { readTime } from '../../trail/read-time.ts';
import { isWithin, type Span } from './seconds.ts';

/**
 * Reads a page's events, newest first. An event whose record does not say when within the span it happened, though
 * CloudTrail found it there, is placed by the time CloudTrail gives beside the record, else by the event before it:
 * no event is lost, and none misleads the search about how far it has got.
 */
export function readEvents(given: readonly unknown[], span: Span, { whole }: { whole: boolean }): TrailEvent[] {
  let before = span.end * 1000;
  return given.map((item) => {
    const record = asObject(item) ?? {};
    const event = readLookupEvent(record, { whole });
    if (!isWithin(event, span)) {
      const beside = readTime(record.EventTime) ?? Number.NaN;
      event.time = isWithin({ time: beside }, span) ? beside : before;
    }
    before = event.time;
    return event;
  });
}
