import { type Found, type Place, recordsIn } from '../../trail/envelopes/records-in.ts';
import { ConvertedRecords } from './converted.ts';
import { readRows, tableIn } from './csv.ts';
import { type RecordSpan, type Scan, type ScanVisitor, scanFieldValues, scanRecords } from './scan-records.ts';

/** JSON larger than this is not parsed as one: its parts are looked at each by itself. */
const largestValue = 2 ** 25;

/** How often a large value is taken apart that holds little else than another large one. */
const maxTakenApart = 6;

/**
 * Finds the records in a text, whatever they stand in, and calls `visit` for each. Where one stands as CloudTrail writes
 * it, it is visited there; others are put into a text of their own.
 *
 * @param lines whether every line stands for itself
 */
export function readText(bytes: Buffer, lines: boolean, visit: (record: RecordSpan) => void): Scan {
  const reading = new TextReading(visit);
  const table = tableIn(bytes);
  if (table !== null) return reading.end(readRows(bytes, table, (row) => reading.take(recordsIn(row, 'row'))));
  return reading.end(scanRecords(bytes, lines, reading.visitor(0)));
}

class TextReading {
  #broken = 0;
  #foreign = 0;
  readonly #visit: (record: RecordSpan) => void;
  readonly #converted: ConvertedRecords;

  constructor(visit: (record: RecordSpan) => void) {
    this.#visit = visit;
    this.#converted = new ConvertedRecords((bytes) => scanRecords(bytes, false, { record: visit, other: visit }));
  }

  visitor(level: number): ScanVisitor {
    return { record: this.#visit, other: (value, place) => this.#look(value, place, level) };
  }

  take({ records, foreign }: Found): void {
    this.#foreign += foreign;
    for (const record of records) if (!this.#converted.add(record)) this.#broken++;
  }

  end(scan: Scan): Scan {
    this.#converted.flush();
    this.#count(scan);
    return { broken: this.#broken, foreign: this.#foreign, ending: scan.ending };
  }

  #look(value: RecordSpan, place: Place, level: number): void {
    if (value.end - value.start > largestValue && place !== 'in-records') {
      if (level < maxTakenApart) this.#count(scanFieldValues(value, this.visitor(level + 1)));
      else this.#foreign++;
      return;
    }
    const parsed = parse(value);
    const found = parsed === null ? null : recordsIn(parsed.value, place);
    if (found === null ? isBrokenRecord(value, place) : isItself(found, parsed?.value)) this.#visit(value);
    else if (found === null) this.#foreign++;
    else this.take(found);
  }

  #count({ broken, foreign }: Scan): void {
    this.#broken += broken;
    this.#foreign += foreign;
  }
}

function isItself({ records }: Found, value: unknown): boolean {
  return records.length === 1 && records[0] === value;
}

/** Whether what is no JSON was to be a record: who reads it then says that it could not be. */
function isBrokenRecord({ from }: RecordSpan, place: Place): boolean {
  return place === 'in-records' || from.some((position) => position >= 0);
}

function parse({ bytes, start, end }: RecordSpan): { value: unknown } | null {
  try {
    return { value: JSON.parse(bytes.toString('utf8', start, end)) };
  } catch {
    return null;
  }
}
