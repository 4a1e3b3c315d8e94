/**
 * Remembers texts that come again and again, and gives back the one first seen: one copy serves all events, and what
 * was found out about it need not be found out anew. Memory is bounded: when as many are known as may be, those not
 * met since the last such time are forgotten.
 */
export class RecurringTexts {
  readonly #maxTexts: number;
  #recent = new Map<string, string>();
  #before = new Map<string, string>();

  /** @param maxTexts how many to remember, and as many again from before */
  constructor(maxTexts: number) {
    this.#maxTexts = maxTexts;
  }

  find(text: string): string | undefined {
    const found = this.#recent.get(text);
    if (found !== undefined) return found;
    const older = this.#before.get(text);
    if (older !== undefined) this.add(older);
    return older;
  }

  add(text: string): void {
    if (this.#recent.size >= this.#maxTexts) {
      this.#before = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, text);
  }
}
