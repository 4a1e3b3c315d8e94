import { sep } from 'node:path';
import { callsOf, summaryJudge } from '../../condition/judge-summary.ts';
import { kindMatcher, matcher } from '../../condition/match.ts';
import { isHidden } from '../../plan/hidden.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { CallSummary, TrailEvent } from '../../trail/event.ts';
import { readRecord } from '../../trail/read-record.ts';
import { copyOf } from '../../trail/shared-calls.ts';
import { unknownTime } from '../../trail/tallies.ts';
import { CombinationTable } from './combination-table.ts';
import type { Content } from './decode.ts';
import { hiddenEvent } from './event-columns.ts';
import { FileEvents } from './file-events.ts';
import { findFault } from './file-fault.ts';
import type { FileReader, FileResult, ReadRequest } from './file-result.ts';
import { accountInPath } from './layout.ts';
import { mayBeOther } from './other-kinds.ts';
import { askedPlaces, placeOf } from './places.ts';
import { createPrefilter } from './prefilter.ts';
import { readContent } from './read-content.ts';
import { readText } from './read-text.ts';
import { RepeatedCalls, type ScannedCall } from './repeated-calls.ts';
import { type LargeTurn, Room } from './room.ts';
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
  const isWanted = kindMatcher(fetch.filter);
  const matches = matcher(fetch.filter);
  const judge = summaryJudge(fetch.filter);
  const noteBeside = createBeside(fetch);
  const isIn = ({ time }: TrailEvent) => time >= fetch.window.start && time <= fetch.window.end;

  /** Counts a record as its bytes tell; false where it can't be parsed, though it has to be. */
  function count(record: RecordSpan, events: FileEvents): boolean {
    if (mayBeOther(record)) return countParsed(record, null, events);
    const place = placeOf(record);
    if (place === null || isAsked(place)) noteBeside?.(record, events);
    if (place === null) return countParsed(record, null, events);
    if (!isAsked(place)) return pass(place, events);
    events.singles.note(record, place);
    if (mayMatch(record)) {
      const call = repeated.read(record);
      const verdict = call === null ? undefined : repeated.verdictOn(call);
      if (call === null || verdict === undefined) return countParsed(record, call, events);
      if (verdict.matches) {
        if (!events.addRecord(record, call.time, verdict)) return countParsed(record, null, events);
        events.singles.match(record, place);
      }
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
    if (event.kind === 'insight' || event.kind === 'digest') events.others++;
    if (!isAsked(event) && event.kind !== 'digest') return pass(event, events);
    if (!isWanted(event)) {
      countOther(event, record, events);
      return true;
    }
    events.places.add(event);
    if (placeOf(record) === null) events.singles.note(record, event);
    const isTimeless = event.time === unknownTime;
    const verdict = {
      matches: (isTimeless || isIn(event)) && matches(event),
      combination: isHidden(event, hiding) ? hiddenEvent : combinations.numberOf(event),
      understood: event.understood,
      copy: copyOf(event),
      account: event.account,
    };
    if (call !== null) repeated.learn(call, verdict);
    if (!verdict.matches) return true;
    events.singles.match(record, event);
    // Nobody can say of a record without a time whether it lies in a window.
    if (isTimeless && fetch.timeless !== true) events.setAside(event, 'outsideTime');
    else events.add(event, verdict, record);
    return true;
  }

  /** Counts a record that is no call: as what it is, or as the calls it sums up. */
  function countOther(event: TrailEvent, record: RecordSpan, events: FileEvents): void {
    const { kind, time, summary } = event;
    if (kind === 'digest') events.setAside(event, 'digests');
    if (kind === 'insight' && (time === unknownTime || isIn(event))) events.setAside(event, 'insights');
    if (kind !== 'summary') return;
    events.places.add(event);
    if (summary === null) events.setAside(event, 'unreadable');
    else countSummary(event, summary, record, events);
  }

  function countSummary(event: TrailEvent, summary: CallSummary, record: RecordSpan, events: FileEvents): void {
    const { window } = fetch;
    const { end } = summary;
    if (event.time > window.end || end < window.start) return;
    const isWithin = event.time >= window.start && end <= window.end;
    const { matching, unjudged } = judge(event);
    // When within its minutes each call was made a summary does not say.
    const judged = isWithin ? { matching, unjudged } : { matching: [], unjudged: unjudged + callsOf(matching) };
    events.addSummary(event, summary, judged, (alike) => combinations.numberOf(alike), record);
  }

  /** Counts what one content brings in, and says why it could not be read in full. */
  function readOne({ inside, bytes, fault }: Content, path: string, events: FileEvents): FileResult['faults'] {
    let records = 0;
    let unparsed = 0;
    const scan = readText(bytes, lineByLine.test(inside ?? path), (record) => {
      records++;
      if (!count(record, events)) unparsed++;
    });
    events.records += records - unparsed;
    const found = findFault({ size: bytes.length, fault, scan, records: records - unparsed, unparsed });
    return found === null ? [] : [{ inside, fault: found }];
  }

  return {
    async read(path, floor, held) {
      if (combinations.beginIfFull()) repeated.forget();
      repeated.forgetIfFull();
      const events = new FileEvents(fetch.limit, floor, accountInPath(path.split(sep).join('/')));
      const faults: FileResult['faults'] = [];
      const room = new Room(turn);
      try {
        for await (const content of readContent(path, { room, held })) faults.push(...readOne(content, path, events));
        return {
          ...events.columns((record) => parse(record, fetch.whole, events.home)),
          described: combinations.takeNew(),
          faults,
        };
      } finally {
        room.close();
      }
    },
  };
}

const lineByLine = /\.(?:ndjson|jsonl)(?:\.[a-z0-9]+)?$/i;

/** Notes calls that are asked for besides; null where none are. */
function createBeside(fetch: Fetch): ((record: RecordSpan, events: FileEvents) => void) | null {
  if (fetch.besides === undefined) return null;
  const mayMatch = createPrefilter({ ...fetch, filter: fetch.besides });
  const matches = matcher(fetch.besides);
  const isAsked = askedPlaces(fetch);
  const { start, end } = fetch.window;
  return (record, events) => {
    const event = mayMatch(record) ? parse(record, false, events.home) : null;
    if (event === null || event.kind !== 'call' || event.time < start || event.time > end) return;
    if (isAsked(event) && matches(event)) events.addBeside(event);
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
