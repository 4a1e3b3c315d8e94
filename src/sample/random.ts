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
  /** So many numbers of 32 bits, to be made use of later. */
  draw(count: number): number[];
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
  const eight = () => hexOf(word());
  return {
    next,
    between,
    pick,
    chance: (share) => next() < share,
    hex: (length) =>
      Array.from({ length: Math.ceil(length / 8) }, eight)
        .join('')
        .slice(0, length),
    uuid: () => uuidOf([word(), word(), word(), word()]),
    draw(count) {
      const drawn = new Array<number>(count);
      for (let place = 0; place < count; place++) drawn[place] = word();
      return drawn;
    },
    letters(length) {
      let text = '';
      while (text.length < length) text += pick(letters);
      return text;
    },
  };
}

/** The UUID of version 4 that four numbers of 32 bits make. */
export function uuidOf(drawn: readonly number[]): string {
  const [middle = '', late = '', first = '', last = ''] = drawn.map(hexOf);
  return `${first}-${middle.slice(0, 4)}-4${middle.slice(5)}-a${late.slice(1, 4)}-${late.slice(4)}${last}`;
}

const hexOf = (bits: number) => bits.toString(16).padStart(8, '0');

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'];

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}
