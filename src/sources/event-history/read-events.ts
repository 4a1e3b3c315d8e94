import type { TrailEvent } from '../../trail/event.ts';
import { type LookupRecord, readLookupEvent } from '../../trail/read-lookup-event.ts';
import { isWithin, type Span } from './seconds.ts';

/**
 * Reads a page's events, newest first. An event whose record does not say when within the span it happened, though
 * CloudTrail found it there, is placed by the time CloudTrail gives beside the record, else by the event before it:
 * no event is lost, and none misleads the search about how far it has got.
 */
export function readEvents(given: readonly LookupRecord[], span: Span, { whole }: { whole: boolean }): TrailEvent[] {
  let before = span.end * 1000;
  return given.map((one) => {
    const event = readLookupEvent(one, { whole });
    if (!isWithin(event, span)) {
      const beside = one.EventTime?.getTime() ?? Number.NaN;
      event.time = isWithin({ time: beside }, span) ? beside : before;
    }
    before = event.time;
    return event;
  });
}
