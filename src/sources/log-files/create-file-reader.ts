import { sep } from 'node:path';
import { matcher } from '../../condition/match.ts';
import { isHidden } from '../../plan/hidden.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { TrailEvent } from '../../trail/event.ts';
import { readRecord } from '../../trail/read-record.ts';
import { CombinationTable } from './combination-table.ts';
import { hiddenEvent } from './event-columns.ts';
import { FileEvents } from './file-events.ts';
import { findFault } from './file-fault.ts';
import type { FileReader, ReadRequest } from './file-result.ts';
import { accountInPath } from './layout.ts';
import { askedPlaces, placeOf } from './places.ts';
import { createPrefilter } from './prefilter.ts';
import { readContent } from './read-content.ts';
import { RepeatedCalls, type ScannedCall } from './repeated-calls.ts';
import { type RecordSpan, scanRecords } from './scan-records.ts';

/**
 * Reads files for one search: unzips, finds the records, and counts those that match. What can be told from a record's
 * bytes is: it is parsed only if it may match, and if no record like it was parsed before.
 */
export function createFileReader({ fetch, hiding }: ReadRequest): FileReader {
  const combinations = new CombinationTable();
  const repeated = new RepeatedCalls(fetch);
  const isAsked = askedPlaces(fetch);
  const mayMatch = createPrefilter(fetch);
  const matches = createMatcher(fetch);
  /** The account under whose path CloudTrail delivered the file. */
  let home: string | null = null;

  /** Counts a record as its bytes tell; false where it can't be parsed, though it has to be. */
  function count(record: RecordSpan, events: FileEvents): boolean {
    const place = placeOf(record);
    if (place === null) return countParsed(record, null, events);
    if (!isAsked(place)) return pass(place, events);
    if (mayMatch(record)) {
      const call = repeated.read(record);
      const verdict = call === null ? undefined : repeated.verdictOn(call);
      if (call === null || verdict === undefined) return countParsed(record, call, events);
      if (verdict.matches && !events.addRecord(record, call.time, verdict)) return countParsed(record, null, events);
    }
    events.places.add(place);
    return true;
  }

  function pass({ account }: { account: string }, { places }: FileEvents): true {
    places.passed.add(account);
    return true;
  }

  function countParsed(record: RecordSpan, call: ScannedCall | null, events: FileEvents): boolean {
    // Only those handed back need to be whole, and they are read again.
    const event = eventOf(record, false);
    if (event === null) return false;
    if (!isAsked(event)) return pass(event, events);
    events.places.add(event);
    const verdict = {
      matches: matches(event),
      combination: isHidden(event, hiding) ? hiddenEvent : combinations.numberOf(event),
      understood: event.understood,
    };
    if (call !== null) repeated.learn(call, verdict);
    if (verdict.matches) events.add(event, verdict, record);
    return true;
  }

  /** What names no account is of the one it was delivered for. */
  function eventOf(record: Pick<RecordSpan, 'bytes' | 'start' | 'end'>, whole: boolean): TrailEvent | null {
    const event = parse(record, whole);
    if (event?.account === '' && home !== null) event.account = home;
    return event;
  }

  return {
    async read(path, floor) {
      home = accountInPath(path.split(sep).join('/'));
      if (combinations.beginIfFull()) repeated.forget();
      repeated.forgetIfFull();
      const { bytes, fault } = await readContent(path);
      const events = new FileEvents(fetch.limit, floor);
      let records = 0;
      let unparsed = 0;
      const scan = scanRecords(bytes, /\.(?:ndjson|jsonl)(?:\.gz)?$/i.test(path), (record) => {
        records++;
        if (!count(record, events)) unparsed++;
      });
      return {
        ...events.columns((start, end) => eventOf({ bytes, start, end }, fetch.whole)),
        described: combinations.takeNew(),
        fault: findFault({ size: bytes.length, fault, scan, records: records - unparsed, unparsed }),
      };
    },
  };
}

/** Nobody can say of a record without a time that it lies outside the window. */
function createMatcher({ filter, window }: Fetch): (event: TrailEvent) => boolean {
  const satisfies = matcher(filter);
  return (event) => {
    const timeless = event.time === 0 && !event.understood;
    return (timeless || (event.time >= window.start && event.time <= window.end)) && satisfies(event);
  };
}

/** The event, or null where the record's bytes are no JSON. */
function parse({ bytes, start, end }: Pick<RecordSpan, 'bytes' | 'start' | 'end'>, whole: boolean): TrailEvent | null {
  let raw: unknown;
  try {
    raw = JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    return null;
  }
  return readRecord(raw, { whole });
}
