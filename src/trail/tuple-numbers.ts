/** Share of slots in use above which the table grows: beyond it probes get long. */
const fullest = 0.6;
const firstSlots = 64;

/**
 * Numbers tuples of whole numbers in the order of their first sight. Tuples stand for combinations of texts, each text
 * a number: joining the texts to one key takes several times as long.
 */
export class TupleNumbers {
  readonly #width: number;
  /** For each slot of a hash table the number of the tuple there, plus one; zero: free. */
  #slots = new Int32Array(firstSlots);
  /** All tuples, one after the other. */
  #values: Int32Array;
  #size = 0;

  /** @param width how many numbers a tuple has */
  constructor(width: number) {
    this.#width = width;
    this.#values = new Int32Array(firstSlots * width);
  }

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  /** The number of a tuple; it equals the size there was before where the tuple is new. */
  numberOf(tuple: Int32Array): number {
    const last = this.#slots.length - 1;
    for (let slot = hashOf(tuple) & last; ; slot = (slot + 1) & last) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) return this.#add(slot, tuple);
      if (this.#is(number, tuple)) return number;
    }
  }

  #is(number: number, tuple: Int32Array): boolean {
    const begin = number * this.#width;
    for (let at = 0; at < this.#width; at += 1) if (this.#values[begin + at] !== tuple[at]) return false;
    return true;
  }

  #add(slot: number, tuple: Int32Array): number {
    const number = this.#size;
    this.#size += 1;
    this.#values.set(tuple, number * this.#width);
    this.#slots[slot] = number + 1;
    if (this.#size > this.#slots.length * fullest) this.#grow();
    return number;
  }

  #grow(): void {
    const values = this.#values;
    this.#values = new Int32Array(values.length * 2);
    this.#values.set(values);
    this.#slots = new Int32Array(this.#slots.length * 2);
    const last = this.#slots.length - 1;
    for (let number = 0; number < this.#size; number += 1) {
      let slot = hashOf(values.subarray(number * this.#width, (number + 1) * this.#width)) & last;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
      this.#slots[slot] = number + 1;
    }
  }
}

/** After MurmurHash3. */
function hashOf(tuple: Int32Array): number {
  let hash = 0;
  for (const value of tuple) {
    const mixed = Math.imul(hash ^ value, 0xcc9e2d51);
    hash = (mixed << 13) | (mixed >>> 19);
  }
  return hash ^ (hash >>> 15);
}
