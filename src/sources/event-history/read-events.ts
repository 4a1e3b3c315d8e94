import type { TrailEvent } from '../../trail/event.ts';
import { type LookupRecord, readLookupEvent } from '../../trail/read-lookup-event.ts';
import { isWithin, type Span } from './seconds.ts';
import { shareText } from './share-text.ts';

/**
 * Reads a page's events, newest first. An event whose record does not say when within the span it happened, though
 * CloudTrail found it there, is placed by the time CloudTrail gives beside the record, else by the event before it:
 * no event is lost, and none misleads the search about how far it has got.
 */
export function readEvents(given: readonly LookupRecord[], span: Span, { whole }: { whole: boolean }): TrailEvent[] {
  let before = span.end * 1000;
  return given.map((one) => {
    const event = shareText(readLookupEvent(one, { whole }));
    const beside = one.EventTime?.getTime() ?? Number.NaN;
    const time = [event.time, beside].find((candidate) => isWithin({ time: candidate }, span)) ?? before;
    before = time;
    return time === event.time ? event : { ...event, time };
  });
}
