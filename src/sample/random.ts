/** Numbers that look random and are the same for the same seed. Not for secrets. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<T>(values: readonly T[]): T;
  chance(share: number): boolean;
  hex(length: number): string;
  /** A UUID of version 4. */
  uuid(): string;
  /** Capital letters and the digits 2 to 7, of which AWS makes its IDs. */
  letters(length: number): string;
}

/** Chris Doty-Humphrey's sfc32, its state hashed from the seed. */
export function createRandom(...seed: readonly (string | number)[]): Random {
  let [a, b, c, counter] = [hash(seed.join(' ')), 0x9e3779b9, 0x243f6a88, 1];
  const word = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warming = 0; warming < 12; warming++) word();

  const next = () => word() / 2 ** 32;
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <T>(values: readonly T[]): T => {
    const value = values[between(0, values.length - 1)];
    if (value === undefined) throw new Error('There is nothing to pick from.');
    return value;
  };
  const eight = () => {
    const bits = word();
    return `${pairs[bits >>> 24]}${pairs[(bits >>> 16) & 255]}${pairs[(bits >>> 8) & 255]}${pairs[bits & 255]}`;
  };
  return {
    next,
    between,
    pick,
    chance: (share) => next() < share,
    hex: (length) =>
      Array.from({ length: Math.ceil(length / 8) }, eight)
        .join('')
        .slice(0, length),
    uuid() {
      // The middle is drawn first.
      writeDigits(word(), 1);
      writeDigits(word(), 2);
      writeDigits(word(), 0);
      writeDigits(word(), 3);
      uuidCodes[14] = 52;
      uuidCodes[19] = 97;
      return String.fromCharCode(...uuidCodes);
    },
    letters(length) {
      let text = '';
      while (text.length < length) text += pick(letters);
      return text;
    },
  };
}

/**
 * A UUID's characters, written anew for each, and where its 32 digits stand. A month takes forty thousand of them:
 * made at once each is one text in memory, put together from pieces it would be a dozen.
 */
const uuidCodes = Array.from('00000000-0000-4000-a000-000000000000', (character) => character.charCodeAt(0));
const uuidDigits = uuidCodes.flatMap((code, place) => (code === 45 ? [] : [place]));

/** Writes 32 bits as the first, second, third or fourth eight digits of a UUID. */
function writeDigits(bits: number, part: number): void {
  for (let digit = 0; digit < 8; digit++) {
    const value = (bits >>> (28 - 4 * digit)) & 15;
    uuidCodes[uuidDigits[8 * part + digit] ?? 0] = value < 10 ? 48 + value : 87 + value;
  }
}

/** Every byte in hexadecimal. */
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'];

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}
