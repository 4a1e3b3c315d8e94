/** The four 32-bit words of a UUID are kept in this many slots at first; the table doubles as it fills. */
const firstSlots = 1024;
/** Share of slots in use above which the table grows: beyond it probes get long. */
const fullest = 0.75;

/**
 * A set of event IDs: exact, and compact enough for millions. UUIDs, which nearly all IDs are, take 16 bytes each in
 * an open-addressing table; anything else (upper case included) is kept as text.
 */
export class EventIds {
  #slots = firstSlots;
  #table = new Uint32Array(firstSlots * 4);
  #packed = 0;
  readonly #others = new Set<string>();
  readonly #words = new Uint32Array(4);

  get size(): number {
    return this.#packed + this.#others.size;
  }

  /** Adds an ID; true where it is new. */
  add(id: string): boolean {
    const words = this.#words;
    if (!packUuid(id, words, 0)) return this.#addOther(id);
    return this.addWords(words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0);
  }

  /** Adds a UUID by its words as `packUuid` gives them, such as a worker thread hands over; true where it is new. */
  addWords(a: number, b: number, c: number, d: number): boolean {
    // All zeros mark a free slot, so the nil UUID is kept as text.
    if ((a | b | c | d) === 0) return this.#addOther(nilUuid);
    const at = this.#find(a, b, c, d);
    if (at < 0) return false;
    this.#write(at, a, b, c, d);
    this.#packed += 1;
    if (this.#packed > this.#slots * fullest) this.#grow();
    return true;
  }

  #addOther(id: string): boolean {
    const before = this.#others.size;
    return this.#others.add(id).size > before;
  }

  /** Where in the table the words are to be written, or -1 where they are already. */
  #find(a: number, b: number, c: number, d: number): number {
    const table = this.#table;
    const last = this.#slots - 1;
    for (let slot = hash(a, b, c, d) & last; ; slot = (slot + 1) & last) {
      const at = slot * 4;
      if (table[at] === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d) return -1;
      if (table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0) return at;
    }
  }

  #write(at: number, a: number, b: number, c: number, d: number): void {
    const table = this.#table;
    table[at] = a;
    table[at + 1] = b;
    table[at + 2] = c;
    table[at + 3] = d;
  }

  #grow(): void {
    const old = this.#table;
    this.#slots *= 2;
    this.#table = new Uint32Array(this.#slots * 4);
    for (let at = 0; at < old.length; at += 4) {
      const a = old[at] ?? 0;
      const b = old[at + 1] ?? 0;
      const c = old[at + 2] ?? 0;
      const d = old[at + 3] ?? 0;
      if ((a | b | c | d) !== 0) this.#write(this.#find(a, b, c, d), a, b, c, d);
    }
  }
}

/**
 * Writes a UUID in lower case as four 32-bit words at `words[at]`; false, with nothing of use written, for any other
 * text.
 */
export function packUuid(id: string, words: Uint32Array, at: number): boolean {
  if (id.length !== 36) return false;
  for (let word = 0, letter = 0; word < 4; word += 1) {
    let value = 0;
    for (let digit = 0; digit < 8; digit += 1, letter += 1) {
      if (letter === 8 || letter === 13 || letter === 18 || letter === 23) {
        if (id.charCodeAt(letter) !== dash) return false;
        letter += 1;
      }
      const nibble = hexValue(id.charCodeAt(letter));
      if (nibble < 0) return false;
      value = (value << 4) | nibble;
    }
    words[at + word] = value;
  }
  return true;
}

const dash = 0x2d;
const nilUuid = '00000000-0000-0000-0000-000000000000';

/** 0 to 15 for a lower-case hexadecimal digit, else -1. */
function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}

/** Not all UUIDs are random (some are made of times), so every word is stirred in. After MurmurHash3's finaliser. */
function hash(a: number, b: number, c: number, d: number): number {
  let mixed = a;
  mixed = stir(mixed ^ Math.imul(b, 0x9e3779b1));
  mixed = stir(mixed ^ Math.imul(c, 0x85ebca77));
  return stir(mixed ^ Math.imul(d, 0xc2b2ae3d)) >>> 0;
}

function stir(value: number): number {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
