import type { Millis } from '../../trail/event.ts';
import { packUuid, packUuidBytes } from '../../trail/event-ids.ts';
import type { FileResult } from './file-result.ts';
import type { RecordSpan } from './scan-records.ts';
import { scannedFields } from './scanned-fields.ts';

/** The number of hidden events' combination. */
export const hiddenEvent = -1;

/** What stands in the place of a combination for records that are set aside: they are not counted as calls. */
export const setAside = { insights: -2, digests: -3, outsideTime: -4, summaries: -5, unreadable: -6 } as const;

const idField = scannedFields.indexOf('eventID');
const uuidInQuotes = 38;

/** Gathers a file's events as columns, growing as they come. */
export class EventColumns {
  #ids = new Uint32Array(256);
  #times = new Float64Array(64);
  #combinations = new Int32Array(64);
  readonly #oddIds: FileResult['oddIds'] = [];
  #length = 0;

  /** Returns the event's number. */
  add(id: string, time: Millis, combination: number): number {
    const number = this.#place();
    if (!packUuid(id, this.#ids, number * 4)) {
      this.#ids.fill(0, number * 4, number * 4 + 4);
      this.#oddIds.push([number, id]);
    }
    return this.#write(time, combination);
  }

  /** Adds an event by its record, without making a text of its ID; -1, and nothing added, where that is no UUID. */
  addRecord(record: RecordSpan, time: Millis, combination: number): number {
    const number = this.#place();
    const start = record.from[idField] ?? -1;
    const isText = start >= 0 && !record.oddKeys && (record.to[idField] ?? -1) - start === uuidInQuotes;
    if (!isText || !packUuidBytes(record.view, start + 1, this.#ids, number * 4)) return -1;
    return this.#write(time, combination);
  }

  /** Copies of exactly the length needed, so that little crosses to the other thread. */
  columns(): Pick<FileResult, 'ids' | 'oddIds' | 'times' | 'combinations'> {
    return {
      ids: this.#ids.slice(0, this.#length * 4),
      oddIds: this.#oddIds,
      times: this.#times.slice(0, this.#length),
      combinations: this.#combinations.slice(0, this.#length),
    };
  }

  /** The number of the next event, for which there is room. */
  #place(): number {
    if (this.#length === this.#times.length) this.#grow();
    return this.#length;
  }

  #write(time: Millis, combination: number): number {
    const number = this.#length++;
    this.#times[number] = time;
    this.#combinations[number] = combination;
    return number;
  }

  #grow(): void {
    const { ids, times, combinations } = this.columns();
    this.#ids = new Uint32Array(this.#length * 8);
    this.#times = new Float64Array(this.#length * 2);
    this.#combinations = new Int32Array(this.#length * 2);
    this.#ids.set(ids);
    this.#times.set(times);
    this.#combinations.set(combinations);
  }
}
