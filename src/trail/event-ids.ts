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

  has(id: string): boolean {
    const words = this.#words;
    if (!packUuid(id, words, 0) || isNil(words)) return this.#others.has(id);
    return this.#find(words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 0) < 0;
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

const isNil = (words: Uint32Array) => words.every((word) => word === 0);

const uuidLetters = 36;
const letters = new DataView(new ArrayBuffer(uuidLetters));

/**
 * Writes a UUID in lower case as four 32-bit words at `words[at]`; false, with nothing of use written, for any other
 * text.
 */
export function packUuid(id: string, words: Uint32Array, at: number): boolean {
  if (id.length !== uuidLetters) return false;
  for (let letter = 0; letter < uuidLetters; letter += 1) {
    const code = id.charCodeAt(letter);
    letters.setUint8(letter, code < 0x80 ? code : 0);
  }
  return packUuidBytes(letters, 0, words, at);
}

/** The same for the 36 bytes that begin at `start`. */
export function packUuidBytes(view: DataView, start: number, words: Uint32Array, at: number): boolean {
  for (let word = 0, letter = start; word < 4; word += 1) {
    let value = 0;
    for (let digit = 0; digit < 8; digit += 1, letter += 1) {
      const place = letter - start;
      if (place === 8 || place === 13 || place === 18 || place === 23) {
        if (view.getUint8(letter) !== dash) return false;
        letter += 1;
      }
      const nibble = hexValues[view.getUint8(letter)] ?? noDigit;
      if (nibble === noDigit) return false;
      value = (value << 4) | nibble;
    }
    words[at + word] = value;
  }
  return true;
}

const dash = 0x2d;
const nilUuid = '00000000-0000-0000-0000-000000000000';

/** By letter: 0 to 15 for a lower-case hexadecimal digit. */
const noDigit = 0xff;
const hexValues = new Uint8Array(256).fill(noDigit);
for (const [value, digit] of [...'0123456789abcdef'].entries()) hexValues[digit.charCodeAt(0)] = value;

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
