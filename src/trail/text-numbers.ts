/** Numbers texts in the order of their first sight; null has a number of its own. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();
  /** The text asked for before: a field often has the same one many times in a row. */
  #last: string | null = null;
  #lastNumber = -1;

  /** 0 and up; -1 for null. Equals the size there was before where the text is new. */
  numberOf(text: string | null): number {
    if (text === null) return -1;
    if (text === this.#last) return this.#lastNumber;
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    if (number === this.#numbers.size) this.#numbers.set(text, number);
    this.#last = text;
    this.#lastNumber = number;
    return number;
  }

  get size(): number {
    return this.#numbers.size;
  }

  clear(): void {
    this.#numbers.clear();
    this.#last = null;
  }
}
