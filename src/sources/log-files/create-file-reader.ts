import { sep } from 'node:path';
import { matcher } from '../../condition/match.ts';
import { isHidden } from '../../plan/hidden.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { TrailEvent } from '../../trail/event.ts';
import { readRecord } from '../../trail/read-record.ts';
import { CombinationTable } from './combination-table.ts';
import type { Content } from './decode.ts';
import { hiddenEvent } from './event-columns.ts';
import { FileEvents } from './file-events.ts';
import { findFault } from './file-fault.ts';
import type { FileReader, FileResult, ReadRequest } from './file-result.ts';
import { accountInPath } from './layout.ts';
import { askedPlaces, placeOf } from './places.ts';
import { createPrefilter } from './prefilter.ts';
import { readContent } from './read-content.ts';
import { readText } from './read-text.ts';
import { RepeatedCalls, type ScannedCall } from './repeated-calls.ts';
import type { LargeTurn } from './room.ts';
import type { RecordSpan } from './scan-records.ts';

/**
 * Reads files for one search: unzips, finds the records, and counts those that match. What can be told from a record's
 * bytes is: it is parsed only if it may match, and if no record like it was parsed before.
 *
 * @param turn what large files wait for; by default for nothing
 */
export function createFileReader({ fetch, hiding }: ReadRequest, turn: LargeTurn | null = null): FileReader {
  const combinations = new CombinationTable();
  const repeated = new RepeatedCalls(fetch);
  const isAsked = askedPlaces(fetch);
  const mayMatch = createPrefilter(fetch);
  const matches = createMatcher(fetch);

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
    const event = parse(record, false, events.home);
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

  /** Counts what one content brings in, and says why it could not be read in full. */
  function readOne({ inside, bytes, fault }: Content, path: string, events: FileEvents): FileResult['faults'] {
    let records = 0;
    let unparsed = 0;
    const scan = readText(bytes, lineByLine.test(inside ?? path), (record) => {
      records++;
      if (!count(record, events)) unparsed++;
    });
    const found = findFault({ size: bytes.length, fault, scan, records: records - unparsed, unparsed });
    return found === null ? [] : [{ inside, fault: found }];
  }

  return {
    async read(path, floor, held) {
      if (combinations.beginIfFull()) repeated.forget();
      repeated.forgetIfFull();
      const events = new FileEvents(fetch.limit, floor, accountInPath(path.split(sep).join('/')));
      const faults: FileResult['faults'] = [];
      for await (const content of readContent(path, { turn, held })) faults.push(...readOne(content, path, events));
      return {
        ...events.columns((record) => parse(record, fetch.whole, events.home)),
        described: combinations.takeNew(),
        faults,
      };
    },
  };
}

const lineByLine = /\.(?:ndjson|jsonl)(?:\.[a-z0-9]+)?$/i;

/** Nobody can say of a record without a time that it lies outside the window. */
function createMatcher({ filter, window }: Fetch): (event: TrailEvent) => boolean {
  const satisfies = matcher(filter);
  return (event) => {
    const timeless = event.time === 0 && !event.understood;
    return (timeless || (event.time >= window.start && event.time <= window.end)) && satisfies(event);
  };
}

/** The event, of the account `home` where it names none; null where the record's bytes are no JSON. */
function parse(
  { bytes, start, end }: Pick<RecordSpan, 'bytes' | 'start' | 'end'>,
  whole: boolean,
  home: string | null,
): TrailEvent | null {
  let raw: unknown;
  try {
    raw = JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    return null;
  }
  const event = readRecord(raw, { whole });
  if (event.account === '' && home !== null) event.account = home;
  return event;
}
