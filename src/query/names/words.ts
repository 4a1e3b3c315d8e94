/** `DescribeDBInstances` -> describe, db, instances; spaces, underscores and hyphens part words too. */
export function splitWords(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|\d+/g) ?? []).map((word) => word.toLowerCase());
}

/** A spelling without what people vary: letter case, spaces, underscores, hyphens. */
export function fold(name: string): string {
  const small = name.toLowerCase();
  return /[\s_-]/.test(small) ? small.replace(/[\s_-]+/g, '') : small;
}

/** A word as it is compared: `policies` and `policy`, `aliases` and `alias`, `channels` and `channel` are the same. */
export function singular(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|sh|[bt]us|lias|batch|match|patch|branch|switch)es$/.test(word)) return word.slice(0, -2);
  return /[^aius]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The folded spellings with one word in the other number: `describe slack channel` -> describeslackchannels. */
export function otherNumbers(name: string): string[] {
  if (/[^\w\s-]/.test(name)) return [];
  const words = splitWords(name);
  return words.flatMap((word, place) =>
    [singular(word), ...plurals(word)]
      .filter((other) => other !== word)
      .map((other) => words.with(place, other).join('')),
  );
}

function plurals(word: string): string[] {
  return word.endsWith('y') ? [`${word.slice(0, -1)}ies`, `${word}s`] : [`${word}s`, `${word}es`];
}
