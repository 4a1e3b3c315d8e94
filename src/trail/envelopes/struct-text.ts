/** Real structs nest less than ten deep. */
const deepest = 20;

const key = /[\w.$@/:-]+(?==)/y;
const nextKey = /, [\w.$@/:-]+=/y;

/**
 * Reads a struct, map or list as Athena, CloudTrail Lake and Java print them: `{type=IAMUser, arn=null, list=[a, b]}`,
 * JSON among their values. Of a key given twice the first counts, so that no text within a value takes the place of
 * a field before it. Null where the text is nothing of the kind.
 */
export function readStructText(text: string): unknown {
  const reader = new StructReader(text);
  const value = reader.read(0);
  return value !== undefined && reader.at === text.length ? value : null;
}

class StructReader {
  at = 0;
  readonly #text: string;
  /** Whether JSON was begun that never ends: looking for its end once more would take as long as the text, each time. */
  #isOpen = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** A struct or list; undefined where none stands here. */
  read(depth: number): unknown {
    if (depth > deepest) return undefined;
    const first = this.#text[this.at];
    if (first === '[') return this.#readList(depth);
    return first === '{' ? this.#readStruct(depth) : undefined;
  }

  #readStruct(depth: number): unknown {
    const next = this.#text[this.at + 1];
    if (next === '"' || next === '}') return this.#readJson();
    const fields = new Map<string, unknown>();
    this.at += 1;
    for (;;) {
      const name = this.#match(key);
      if (name === null) return undefined;
      this.at += name.length + 1;
      const value = this.#readValue(depth, false);
      if (value === undefined) return undefined;
      if (!fields.has(name)) fields.set(name, value);
      if (this.#text[this.at] === '}') break;
      if (!this.#text.startsWith(', ', this.at)) return undefined;
      this.at += 2;
    }
    this.at += 1;
    return Object.fromEntries(fields);
  }

  #readList(depth: number): unknown {
    const next = this.#text[this.at + 1];
    if (next === '"' || next === ']') return this.#readJson();
    const items: unknown[] = [];
    this.at += 1;
    for (;;) {
      const value = this.#readValue(depth, true);
      if (value === undefined) return undefined;
      items.push(value);
      if (this.#text[this.at] === ']') break;
      if (!this.#text.startsWith(', ', this.at)) return undefined;
      this.at += 2;
    }
    this.at += 1;
    return items;
  }

  #readValue(depth: number, inList: boolean): unknown {
    const first = this.#text[this.at];
    if (first === '{' || first === '[') {
      const start = this.at;
      const value = this.read(depth + 1);
      if (value !== undefined) return value;
      this.at = start;
    }
    return this.#readPlain(inList);
  }

  /** A value without quotation marks, up to what can only come after it. */
  #readPlain(inList: boolean): unknown {
    const text = this.#text;
    const start = this.at;
    const close = inList ? ']' : '}';
    while (this.at < text.length && text[this.at] !== close) {
      if (text[this.at] === ',' && (inList ? text[this.at + 1] === ' ' : this.#match(nextKey) !== null)) break;
      this.at += 1;
    }
    const value = text.slice(start, this.at);
    return value === 'null' ? null : value;
  }

  /** JSON within the struct, up to the bracket that ends it. */
  #readJson(): unknown {
    if (this.#isOpen) return undefined;
    const text = this.#text;
    const start = this.at;
    let depth = 0;
    for (let at = start; at < text.length; at++) {
      const letter = text[at];
      if (letter === '"') {
        at = endOfString(text, at);
      } else if (letter === '{' || letter === '[') {
        depth++;
      } else if (letter === '}' || letter === ']') {
        depth--;
        if (depth > 0) continue;
        this.at = at + 1;
        return parsed(text.slice(start, at + 1));
      }
    }
    this.#isOpen = true;
    return undefined;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    return pattern.exec(this.#text)?.[0] ?? null;
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
