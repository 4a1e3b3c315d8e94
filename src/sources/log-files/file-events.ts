import type { Millis, TrailEvent } from '../../trail/event.ts';
import { EventColumns, hiddenEvent } from './event-columns.ts';
import { fieldText } from './field-text.ts';
import type { FileResult } from './file-result.ts';
import { Newest } from './newest.ts';
import { PlaceCounts } from './places.ts';
import type { Verdict } from './repeated-calls.ts';
import type { RecordSpan } from './scan-records.ts';

const idOf = fieldText('eventID');

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
  readonly #columns = new EventColumns();
  readonly #newest: Newest<Candidate>;
  readonly #partiallyRead: number[] = [];

  /**
   * @param limit how many events are handed back whole
   * @param floor events older than this are not
   * @param home see there
   */
  constructor(limit: number, floor: Millis, home: string | null) {
    this.home = home;
    this.#newest = new Newest(limit, floor);
  }

  /** Adds an event that matches. */
  add({ id, time }: Pick<TrailEvent, 'id' | 'time'>, verdict: Verdict, record: RecordSpan): void {
    const number = this.#columns.add(id, time, verdict.combination);
    if (this.#note(number, time, verdict)) this.#offer(id, time, number, record);
  }

  /** Adds an event that matches, known by its record alone; false where its ID can be told only by parsing. */
  addRecord(record: RecordSpan, time: Millis, verdict: Verdict): boolean {
    const number = this.#columns.addRecord(record, time, verdict.combination);
    if (number < 0) return false;
    if (this.#note(number, time, verdict)) this.#offer(idOf(record) ?? '', time, number, record);
    return true;
  }

  /** Whether the event may be among the newest. */
  #note(number: number, time: Millis, { combination, understood }: Verdict): boolean {
    if (combination === hiddenEvent) return false;
    if (!understood) this.#partiallyRead.push(number);
    return time >= this.#newest.floor;
  }

  #offer(id: string, time: Millis, number: number, { bytes, start, end }: RecordSpan): void {
    this.#newest.offer({ id, time, number, record: { bytes, start, end } });
  }

  /** @param parse reads a record: only the newest are kept, so only they are read */
  columns(parse: (record: RecordBytes) => TrailEvent | null): Omit<FileResult, 'described' | 'faults'> {
    const places = this.places.list();
    return {
      recordsRead: places.reduce((sum, { recordsRead }) => sum + recordsRead, 0),
      places,
      passed: [...this.places.passed],
      ...this.#columns.columns(),
      partiallyRead: this.#partiallyRead,
      latest: this.#newest.list().flatMap(({ number, record }) => {
        const event = parse(record);
        return event === null ? [] : [{ event, number }];
      }),
    };
  }
}
