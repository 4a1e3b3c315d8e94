import { failed, fault, ok, type Result } from '../errors.ts';

/** A piece of a question as typed: a word, a quoted phrase, or `name:value`. Offsets are into the text. */
export interface Token {
  /** Without its quotation marks. */
  text: string;
  start: number;
  end: number;
  /** Whether any of it was quoted, and so stands for itself. */
  quoted: boolean;
  /** What stands before the first colon, in small letters, where that is a plain unquoted word; else null. */
  name: string | null;
  /** Where the value after the colon starts. */
  valueStart: number;
  /** The value, or the whole text where there is no name. */
  value: string;
  /** The value parted at its commas; a part is empty where a comma begins or ends the value. */
  items: Item[];
}

/** One value of a comma list, and whether `!` stands before it. */
export interface Item {
  /** Empty where a comma or `!` has no value beside it. */
  text: string;
  not: boolean;
}

const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"”'],
  ['“', '”"'],
  ['”', '”"'],
  ["'", "'’"],
  ['‘', "’'"],
]);

/**
 * Splits a question into tokens. Quotes "…" '…' “…” ‘…’ may hold spaces; they open at the start of a word,
 * after its `name:`, a comma or `!`, and close before a space, a comma or the end, so that the apostrophe
 * of o'brien is none. Values may hold colons themselves. A comma parts values, in quotes too: "a, b" is no name but
 * a list; a comma of a name itself is written `\,`.
 */
export function splitTokens(text: string): Result<Token[]> {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at++;
      continue;
    }
    const token = readToken(text, at);
    if (!token.ok) return token;
    tokens.push(token.value);
    at = token.value.end;
  }
  return ok(tokens);
}

function readToken(text: string, start: number): Result<Token> {
  let at = start;
  let written = '';
  let name: string | null = null;
  let valueStart = start;
  let quoted = false;
  let item: Item = { text: '', not: false };
  const items: Item[] = [];
  let mayQuote = true;

  while (at < text.length && !isSpace(text[at])) {
    const sign = text[at] ?? '';
    const close = mayQuote ? closers.get(sign) : undefined;
    mayQuote = false;
    if (close !== undefined) {
      const end = closingQuote(text, at + 1, close);
      if (end === null) return failed(fault('unclosed-quote', []));
      const phrase = text.slice(at + 1, end);
      const listed = phraseItems(phrase, item);
      if (listed === null) return failed(fault('excluded-twice', ['!']));
      items.push(...listed.slice(0, -1));
      item = listed.at(-1) ?? item;
      written += phrase.replaceAll('\\,', ',');
      quoted = true;
      at = end + 1;
      continue;
    }
    at++;
    if (sign === '\\' && text[at] === ',') {
      written += ',';
      item.text += ',';
      at++;
      continue;
    }
    written += sign;
    if (sign === ':' && name === null && !quoted && /^[a-z][a-z0-9-]*:$/i.test(written)) {
      name = written.slice(0, -1).toLowerCase();
      valueStart = at;
      item = { text: '', not: false };
      mayQuote = true;
    } else if (sign === ',') {
      items.push(item);
      item = { text: '', not: false };
      mayQuote = true;
    } else if (sign === '!' && item.text === '') {
      if (item.not) return failed(fault('excluded-twice', ['!']));
      item.not = true;
      mayQuote = true;
    } else {
      item.text += sign;
    }
  }
  items.push(item);
  const value = name === null ? written : written.slice(name.length + 1);
  return ok({
    text: written,
    start,
    end: at,
    quoted,
    name,
    valueStart,
    value,
    items,
  });
}

/**
 * What stands in quotes: one value as it is, or those of a list, in which `!` leaves out as it does anywhere; null
 * where it stands twice before a value.
 */
function phraseItems(phrase: string, { not }: Item): Item[] | null {
  const parts = phrase.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ','));
  if (parts.length === 1) return parts.map((text) => ({ text, not }));
  const listed = parts.map((part) => part.trim());
  if (listed.some((part) => part.startsWith(not ? '!' : '!!'))) return null;
  return listed.map((part) => ({ text: part.replace(/^!\s*/, ''), not: not || part.startsWith('!') }));
}

/** The place of the mark that closes a quote: one that a space, a comma or the end follows. */
function closingQuote(text: string, from: number, close: string): number | null {
  for (let at = from; at < text.length; at++) {
    const next = text[at + 1];
    if (close.includes(text[at] ?? '') && (next === undefined || next === ',' || isSpace(next))) return at;
  }
  return null;
}

function isSpace(sign: string | undefined): boolean {
  return sign !== undefined && /\s/.test(sign);
}

/** A value as it stands in a list: what holds spaces or quotes, or begins as an exclusion does, is quoted. */
export function writeValue(text: string): string {
  return /[\s,'"‘’“”]|^!|\\$/.test(text) ? quote(text) : text;
}

/** In quotes, and one value whatever commas it holds. */
export function quote(text: string): string {
  return `"${text.replaceAll(',', '\\,')}"`;
}

/** The same with `!` before it where it is excluded. */
export function writeItem({ text, not }: Item): string {
  return `${not ? '!' : ''}${writeValue(text)}`;
}

/** A part of a question, one token or several, and where it stands in the text. */
export interface Piece {
  /** Without quotation marks, single spaces between tokens. */
  text: string;
  /** Parted at commas. */
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

/** A text as one piece, its words parted at commas alone: what a field of a form holds. */
export function listPiece(text: string): Result<Piece> {
  const tokens = splitTokens(text);
  return tokens.ok ? ok(joinPieces(tokens.value.map(wholePiece))) : tokens;
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
  if (last === undefined || first === undefined) return [...items, ...more];
  return [...items.slice(0, -1), joinWords(last, first), ...others];
}

/** Two words of one value; beside a comma there is only one of them. */
function joinWords(one: Item, other: Item): Item {
  if (one.text === '' && !one.not) return other;
  if (other.text === '' && !other.not) return one;
  return { text: `${one.text} ${other.not ? '!' : ''}${other.text}`, not: one.not };
}

/** A text with one part of it replaced, or taken out together with the space before it. */
export function withPart(text: string, { start, end }: { start: number; end: number }, part: string): string {
  const before = text.slice(0, start);
  return part === '' ? before.trimEnd() + text.slice(end) : before + part + text.slice(end);
}
