import type { Token } from './tokens.ts';

/** A part of a question, one token or several, and where it stands in the text. */
export interface Piece {
  /** Without quotation marks, single spaces between tokens. */
  text: string;
  /** Parted at unquoted commas. */
  items: string[];
  start: number;
  end: number;
}

export function wholePiece({ text, items, start, end }: Token): Piece {
  return { text, items, start, end };
}

/** What stands after the colon of `name:value`. */
export function valuePiece({ value, items, valueStart, end }: Token): Piece {
  return { text: value, items, start: valueStart, end };
}

export function joinPieces(pieces: readonly Piece[]): Piece {
  return {
    text: pieces.map(({ text }) => text).join(' '),
    items: pieces.flatMap(({ items }) => items),
    start: pieces[0]?.start ?? 0,
    end: pieces.at(-1)?.end ?? 0,
  };
}

/** A text with one part of it replaced, or taken out together with the space before it. */
export function withPart(text: string, { start, end }: { start: number; end: number }, part: string): string {
  const before = text.slice(0, start);
  return part === '' ? before.trimEnd() + text.slice(end) : before + part + text.slice(end);
}
