/** Numbers texts in the order of their first sight; null has a number of its own. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();

  /** 0 and up; -1 for null. Equals the size there was before where the text is new. */
  numberOf(text: string | null): number {
    if (text === null) return -1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  get size(): number {
    return this.#numbers.size;
  }

  clear(): void {
    this.#numbers.clear();
  }
}
