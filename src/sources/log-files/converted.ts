import type { JsonObject } from '../../trail/fields.ts';

/** Records are scanned again once they make up so much text. */
const largest = 2 ** 22;

const opening = '{"Records":[';

/**
 * Records that stood in something else, written as a file of CloudTrail's own: what reads those reads them, and every
 * condition means the same.
 */
export class ConvertedRecords {
  readonly #scan: (bytes: Buffer) => void;
  #texts: string[] = [];
  #size = 0;

  /** @param scan reads a file of records */
  constructor(scan: (bytes: Buffer) => void) {
    this.#scan = scan;
  }

  /** False where the record can't be written: it is nested too deeply. */
  add(record: JsonObject): boolean {
    const text = written(record);
    if (text === null) return false;
    this.#texts.push(text);
    this.#size += text.length;
    if (this.#size >= largest) this.flush();
    return true;
  }

  flush(): void {
    if (this.#texts.length === 0) return;
    const bytes = Buffer.from(`${opening}${this.#texts.join(',\n')}]}`);
    this.#texts = [];
    this.#size = 0;
    this.#scan(bytes);
  }
}

function written(record: JsonObject): string | null {
  try {
    return JSON.stringify(record);
  } catch {
    return null;
  }
}
