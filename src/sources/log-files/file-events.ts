import type { Millis, TrailEvent } from '../../trail/event.ts';
import { EventColumns, hiddenEvent } from './event-columns.ts';
import type { FileResult } from './file-result.ts';
import { Newest } from './newest.ts';
import { PlaceCounts } from './places.ts';
import type { Verdict } from './repeated-calls.ts';
import type { RecordSpan } from './scan-records.ts';

/** An event that may be among the newest, and where its record lies. */
interface Candidate {
  id: string;
  time: Millis;
  number: number;
  start: number;
  end: number;
}

/** Gathers what one file brings in. */
export class FileEvents {
  readonly places = new PlaceCounts();
  readonly #columns = new EventColumns();
  readonly #newest: Newest<Candidate>;
  readonly #unread: number[] = [];

  /**
   * @param limit how many events are handed back whole
   * @param floor events older than this are not
   */
  constructor(limit: number, floor: Millis) {
    this.#newest = new Newest(limit, floor);
  }

  /** Adds an event that matches. */
  add({ id, time }: Pick<TrailEvent, 'id' | 'time'>, { combination, understood }: Verdict, record: RecordSpan): void {
    const number = this.#columns.add(id, time, combination);
    if (combination === hiddenEvent) return;
    if (!understood) this.#unread.push(number);
    if (time < this.#newest.floor) return;
    this.#newest.offer({ id, time, number, start: record.start, end: record.end });
  }

  /** @param parse reads the record between two places of the file: only the newest are kept, so only they are read */
  columns(parse: (start: number, end: number) => TrailEvent | null): Omit<FileResult, 'described' | 'fault'> {
    const places = this.places.list();
    return {
      read: places.reduce((sum, { events }) => sum + events, 0),
      places,
      ...this.#columns.columns(),
      unread: this.#unread,
      latest: this.#newest.list().flatMap(({ number, start, end }) => {
        const event = parse(start, end);
        return event === null ? [] : [{ event, number }];
      }),
    };
  }
}
