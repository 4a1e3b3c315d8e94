/** Cost of a letter that belongs to no known word, against 1 for a whole word. */
const strayLetter = 1.6;

/**
 * Parts a run of small letters into known words, as few as possible: `listslackchannels` -> list, slack,
 * channels. Letters between known words stay together as an unknown word.
 */
export function segmentWords(run: string, known: (word: string) => boolean): string[] {
  const text = run.slice(0, 100);
  const best: { cost: number; from: number; word: boolean }[] = [{ cost: 0, from: 0, word: false }];
  for (let end = 1; end <= text.length; end++) {
    let choice = { cost: (best[end - 1]?.cost ?? 0) + strayLetter, from: end - 1, word: false };
    for (let from = Math.max(0, end - 24); from < end - 1; from++) {
      const cost = (best[from]?.cost ?? 0) + (end - from === 2 ? 1.5 : 1);
      if (cost < choice.cost && known(text.slice(from, end))) choice = { cost, from, word: true };
    }
    best.push(choice);
  }

  const words: string[] = [];
  let stray = '';
  for (let end = text.length; end > 0; ) {
    const { from, word } = best[end] ?? { from: end - 1, word: false };
    const part = text.slice(from, end);
    if (!word) stray = part + stray;
    if (word && stray !== '') words.unshift(stray);
    if (word) stray = '';
    if (word) words.unshift(part);
    end = from;
  }
  return stray === '' ? words : [stray, ...words];
}
