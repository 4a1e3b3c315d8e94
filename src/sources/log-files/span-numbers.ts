/** Share of slots in use above which the table grows: beyond it probes get long. */
const fullest = 0.6;
const firstSlots = 1024;

/** Length of a span that is absent, which is not the same as empty. */
const absent = -1;

/** Some spans of a buffer's bytes, which together make one key. */
export class Spans {
  readonly bounds = new Int32Array(64);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** Adds the bytes `start`…`end`; where `start` is below zero, the span is absent. */
  add(start: number, end: number): void {
    this.bounds[this.count++] = Math.max(start, 0);
    this.bounds[this.count++] = start < 0 ? absent : end;
  }
}

/**
 * Numbers keys made of spans of bytes in the order of their first sight: exact, and without making texts of them,
 * which costs more than all else. Every key is kept as the lengths and bytes of its spans, one key after the other.
 */
export class SpanNumbers {
  /** For each slot of a hash table the number of the key there, plus one; zero: free. */
  #slots = new Int32Array(firstSlots);
  #hashes = new Int32Array(firstSlots);
  /** Where in `#kept` each key begins. */
  #begins = new Int32Array(firstSlots);
  #kept = new DataView(new ArrayBuffer(2 ** 16));
  #end = 0;
  #size = 0;

  /** How many keys are numbered. */
  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#end = 0;
    this.#size = 0;
  }

  /** The number of the key that a number and some spans make up; keys are to have equally many spans. */
  numberOf(view: DataView, first: number, spans: Spans): number {
    const hash = hashOf(view, first, spans);
    const last = this.#slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) return this.#add(slot, hash, view, first, spans);
      if (this.#hashes[number] === hash && this.#isKept(number, view, first, spans)) return number;
    }
  }

  #isKept(number: number, view: DataView, first: number, { bounds, count }: Spans): boolean {
    const kept = this.#kept;
    let at = this.#begins[number] ?? 0;
    if (kept.getInt32(at) !== first) return false;
    at += wordBytes;
    for (let span = 0; span < count; span += 2) {
      const start = bounds[span] ?? 0;
      const length = (bounds[span + 1] ?? 0) - start;
      if (kept.getInt32(at) !== length) return false;
      at += wordBytes;
      if (!isSame(kept, at, view, start, length)) return false;
      at += Math.max(length, 0);
    }
    return true;
  }

  #add(slot: number, hash: number, view: DataView, first: number, spans: Spans): number {
    const number = this.#size++;
    if (number === this.#hashes.length) {
      this.#hashes = enlarged(this.#hashes);
      this.#begins = enlarged(this.#begins);
    }
    this.#hashes[number] = hash;
    this.#begins[number] = this.#end;
    this.#slots[slot] = number + 1;
    this.#keep(view, first, spans);
    if (this.#size > this.#slots.length * fullest) this.#grow();
    return number;
  }

  #keep(view: DataView, first: number, { bounds, count }: Spans): void {
    this.#keepNumber(first);
    for (let span = 0; span < count; span += 2) {
      const start = bounds[span] ?? 0;
      const length = (bounds[span + 1] ?? 0) - start;
      this.#keepNumber(length);
      this.#makeRoom(length);
      for (let at = 0; at < length; at++) this.#kept.setUint8(this.#end++, view.getUint8(start + at));
    }
  }

  #keepNumber(number: number): void {
    this.#makeRoom(wordBytes);
    this.#kept.setInt32(this.#end, number);
    this.#end += wordBytes;
  }

  #makeRoom(length: number): void {
    if (this.#end + length <= this.#kept.byteLength) return;
    const room = new Uint8Array(2 * (this.#end + length));
    room.set(new Uint8Array(this.#kept.buffer, 0, this.#end));
    this.#kept = new DataView(room.buffer);
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const last = slots.length - 1;
    for (let number = 0; number < this.#size; number++) {
      let slot = (this.#hashes[number] ?? 0) & last;
      while (slots[slot] !== 0) slot = (slot + 1) & last;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

const wordBytes = 4;

function enlarged(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** Four bytes at a time; the last four may overlap those before, and fewer than four are looked at one by one. */
function isSame(one: DataView, oneAt: number, other: DataView, otherAt: number, length: number): boolean {
  const lastWord = length - wordBytes;
  for (let at = 0; at < lastWord; at += wordBytes) {
    if (one.getInt32(oneAt + at, true) !== other.getInt32(otherAt + at, true)) return false;
  }
  if (lastWord >= 0) return one.getInt32(oneAt + lastWord, true) === other.getInt32(otherAt + lastWord, true);
  for (let at = 0; at < length; at++) if (one.getUint8(oneAt + at) !== other.getUint8(otherAt + at)) return false;
  return true;
}

function hashOf(view: DataView, first: number, { bounds, count }: Spans): number {
  let hash = first;
  for (let span = 0; span < count; span += 2) {
    const start = bounds[span] ?? 0;
    const end = bounds[span + 1] ?? 0;
    const lastWord = end - wordBytes;
    for (let at = start; at < lastWord; at += wordBytes) hash = stir(hash, view.getInt32(at, true));
    if (lastWord >= start) hash = stir(hash, view.getInt32(lastWord, true));
    else for (let at = start; at < end; at++) hash = stir(hash, view.getUint8(at));
    hash = stir(hash, end - start);
  }
  return hash ^ (hash >>> 15);
}

/** One round of MurmurHash3, its first multiplication left out. */
function stir(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0xcc9e2d51);
  return (mixed << 13) | (mixed >>> 19);
}
