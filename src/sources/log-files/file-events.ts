import type { JudgedSummary } from '../../condition/judge-summary.ts';
import type { CallSummary, Millis, TrailEvent } from '../../trail/event.ts';
import { unnamed } from '../../trail/summary.ts';
import { maxBesides } from '../source.ts';
import { EventColumns, hiddenEvent, setAside } from './event-columns.ts';
import { fieldText } from './field-text.ts';
import type { FileResult, SharedEvent } from './file-result.ts';
import type { FileSummary } from './held-summaries.ts';
import { Newest } from './newest.ts';
import { PlaceCounts } from './places.ts';
import type { Verdict } from './repeated-calls.ts';
import type { RecordSpan } from './scan-records.ts';
import { scannedFields } from './scanned-fields.ts';
import { SinglesInFile } from './single-minutes.ts';

const idOf = fieldText('eventID');
const sharedIdOf = fieldText('sharedEventID');
const sharedField = scannedFields.indexOf('sharedEventID');

/** An event that may be among the newest, and where its record lies. */
interface Candidate {
  id: string;
  time: Millis;
  number: number;
  record: RecordBytes;
}

/** Where the bytes of a record lie. */
export type RecordBytes = Pick<RecordSpan, 'bytes' | 'start' | 'end'>;

/** Gathers what one file brings in. */
export class FileEvents {
  readonly places = new PlaceCounts();
  /** The account under whose path CloudTrail delivered the file; null where that does not tell. */
  readonly home: string | null;
  readonly singles = new SinglesInFile();
  /** Records that could be read, and those of them that tell of no calls. */
  records = 0;
  others = 0;
  readonly #columns = new EventColumns();
  readonly #shared: SharedEvent[] = [];
  readonly #summaries: FileSummary[] = [];
  readonly #partiallyRead: number[] = [];
  readonly #besides = new Newest<TrailEvent>(maxBesides, Number.NEGATIVE_INFINITY);
  readonly #newest: Newest<Candidate>;
  /** Apart from these, those that may turn out not to count. */
  readonly #newestHeld: Newest<Candidate>;
  readonly #newestSummaries: Newest<Candidate>;

  /**
   * @param limit how many events are handed back whole
   * @param floor events older than this are not
   * @param home see there
   */
  constructor(limit: number, floor: Millis, home: string | null) {
    this.home = home;
    this.#newest = new Newest(limit, floor);
    this.#newestHeld = new Newest(limit * 2, Number.NEGATIVE_INFINITY);
    this.#newestSummaries = new Newest(limit, Number.NEGATIVE_INFINITY);
  }

  /** Adds an event that matches. */
  add(event: Pick<TrailEvent, 'id' | 'time' | 'sharedId'>, verdict: Verdict, record: RecordSpan): void {
    const { id, time, sharedId } = event;
    const number = this.#columns.add(id, time, verdict.combination);
    if (sharedId !== null) this.#share(number, id, sharedId, verdict);
    this.#listOf(number, time, verdict, sharedId !== null)?.offer({ id, time, number, record: bytesOf(record) });
  }

  /** Adds an event that matches, known by its record alone; false where its IDs can be told only by parsing. */
  addRecord(record: RecordSpan, time: Millis, verdict: Verdict): boolean {
    const isShared = (record.from[sharedField] ?? -1) >= 0;
    const sharedId = isShared ? sharedIdOf(record) : null;
    if (isShared && sharedId === null) return false;
    const number = this.#columns.addRecord(record, time, verdict.combination);
    if (number < 0) return false;
    if (sharedId !== null) this.#share(number, idOf(record) ?? '', sharedId, verdict);
    this.#listOf(number, time, verdict, isShared)?.offer({
      id: idOf(record) ?? '',
      time,
      number,
      record: bytesOf(record),
    });
    return true;
  }

  /** Notes an event that is asked for besides. */
  addBeside(event: TrailEvent): void {
    this.#besides.offer(event);
  }

  /** Adds a record that is no call, or none of the window. */
  setAside({ id, time }: Pick<TrailEvent, 'id' | 'time'>, as: keyof typeof setAside): void {
    this.#columns.add(id, time, setAside[as]);
  }

  /** Adds a summary of calls, with what it tells of the question; `numberOf` numbers the combination of a call. */
  addSummary(
    event: TrailEvent,
    { end, by, calls }: CallSummary,
    { matching, unjudged }: JudgedSummary,
    numberOf: (event: TrailEvent) => number,
    record: RecordSpan,
  ): void {
    const { id, time, account, region, source } = event;
    const number = this.#columns.add(id, time, setAside.summaries);
    const parts = matching.map((alike) => {
      const { name, principal } = alike.event;
      const isNamed = name !== unnamed.event && principal.name !== unnamed.principal;
      return { combination: numberOf(alike.event), calls: alike.calls, isNamed };
    });
    const told = { id, account, region, source, start: time, end, by, calls, unjudged };
    this.#summaries.push({ ...told, number, parts, shared: numberOf(event), event: null });
    if (parts.length > 0) this.#newestSummaries.offer({ id, time, number, record: bytesOf(record) });
  }

  #share(number: number, id: string, sharedId: string, { copy, account }: Verdict): void {
    this.#shared.push({ number, id, sharedId, copy, account });
  }

  /** The newest among which the event may be; null where it is not among them. */
  #listOf(
    number: number,
    time: Millis,
    { combination, understood, copy }: Verdict,
    isShared: boolean,
  ): Newest<Candidate> | null {
    if (combination === hiddenEvent) return null;
    if (!understood) this.#partiallyRead.push(number);
    const newest = isShared && copy !== 'home' ? this.#newestHeld : this.#newest;
    return time >= newest.floor ? newest : null;
  }

  /** @param parse reads a record: only the newest are kept, so only they are read */
  columns(parse: (record: RecordBytes) => TrailEvent | null): Omit<FileResult, 'described' | 'faults'> {
    const places = this.places.list();
    const read = (newest: Newest<Candidate>) =>
      newest.list().flatMap(({ number, record }) => {
        const event = parse(record);
        return event === null ? [] : [{ event, number }];
      });
    const summaries = new Map(read(this.#newestSummaries).map(({ number, event }) => [number, event]));
    return {
      recordsRead: places.reduce((sum, { recordsRead }) => sum + recordsRead, 0),
      places,
      passed: [...this.places.passed],
      ...this.#columns.columns(),
      shared: this.#shared,
      summaries: this.#summaries.map((told) => ({ ...told, event: summaries.get(told.number) ?? null })),
      singles: this.singles.list(),
      calls: this.records - this.others,
      others: this.others,
      partiallyRead: this.#partiallyRead,
      latest: read(this.#newest),
      held: read(this.#newestHeld),
      besides: [...this.#besides.list()],
    };
  }
}

/** The span is used again for the next record. */
function bytesOf({ bytes, start, end }: RecordSpan): RecordBytes {
  return { bytes, start, end };
}
