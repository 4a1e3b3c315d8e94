import type { Item, Token } from './tokens.ts';

/** A part of a question, one token or several, and where it stands in the text. */
export interface Piece {
  /** Without quotation marks, single spaces between tokens. */
  text: string;
  /** Parted at unquoted commas. */
  items: Item[];
  start: number;
  end: number;
}

export function wholePiece({ text, name, items, start, end }: Token): Piece {
  if (name === null) return { text, items, start, end };
  const [first, ...others] = items;
  const whole = `${text.slice(0, name.length + 1)}${first?.not === true ? '!' : ''}${first?.text ?? ''}`;
  return { text, items: [{ text: whole, not: false }, ...others], start, end };
}

/** What stands after the colon of `name:value`. */
export function valuePiece({ value, items, valueStart, end }: Token): Piece {
  return { text: value, items, start: valueStart, end };
}

/** Some text by itself, as one value. */
export function textPiece(text: string): Piece {
  return { text, items: [{ text, not: false }], start: 0, end: text.length };
}

/** Pieces that follow each other; where no comma parts them, their words are of one value. */
export function joinPieces(pieces: readonly Piece[]): Piece {
  return {
    text: pieces.map(({ text }) => text).join(' '),
    items: pieces.reduce<Item[]>((items, piece) => joinItems(items, piece.items), []),
    start: pieces[0]?.start ?? 0,
    end: pieces.at(-1)?.end ?? 0,
  };
}

function joinItems(items: readonly Item[], more: readonly Item[]): Item[] {
  const last = items.at(-1);
  const [first, ...others] = more;
  if (last === undefined || first === undefined || first.text === '' || last.text === '') return [...items, ...more];
  return [...items.slice(0, -1), { text: `${last.text} ${first.text}`, not: last.not }, ...others];
}

/** The values of a list: all of it where nothing parts it. */
export function valuesOfPiece({ text, items }: Piece): Item[] {
  const said = items.filter((item) => item.text !== '');
  return said.length > 0 ? said : [{ text, not: false }];
}

/** A text with one part of it replaced, or taken out together with the space before it. */
export function withPart(text: string, { start, end }: { start: number; end: number }, part: string): string {
  const before = text.slice(0, start);
  return part === '' ? before.trimEnd() + text.slice(end) : before + part + text.slice(end);
}
