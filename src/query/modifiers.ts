import type { Token } from './tokens.ts';

export const modifierNames = [
  'by',
  'in',
  'account',
  'service',
  'on',
  'event',
  'ip',
  'key',
  'since',
  'until',
  'during',
  'is',
  'limit',
  'public',
] as const;
export type ModifierName = (typeof modifierNames)[number];

/** What follows a modifier: a word, a comma list, words of time, words of an event, or nothing. */
export const modifierTakes = {
  by: 'list',
  in: 'list',
  account: 'list',
  service: 'list',
  on: 'list',
  event: 'event',
  ip: 'list',
  key: 'list',
  since: 'time',
  until: 'time',
  during: 'time',
  is: 'list',
  limit: 'word',
  public: 'nothing',
} as const satisfies Record<ModifierName, string>;

/** Those whose values can be excluded, so that `not` may stand before them. */
const excludable: readonly ModifierName[] = ['by', 'service', 'on', 'event', 'ip', 'key', 'is', 'in', 'account'];

export function isExcludable(name: ModifierName): boolean {
  return excludable.includes(name);
}

/** Words that leave something out, of which commands know the first. */
const exclusionWords: readonly string[] = ['not', 'except', 'excluding', 'without', 'minus', 'ignoring', 'omitting'];

export function isExclusionWord(word: string): boolean {
  return exclusionWords.includes(word.toLowerCase());
}

/** Whether a word may be there to leave something out, so that without it a question would ask for just that. */
export function turnsRound(word: string): boolean {
  return isExclusionWord(word) || turning.test(word);
}

const turning =
  /^(?:never|nobody|no|none|neither|nor|but|unless|nothing|outside|besides|apart|barring|sans|skipping|non-.+|\w+n['’]t)$/i;

/** Whether values of a modifier are names, which a suggestion must not leave away; those of the others are times and kinds. */
export function takesNames(name: ModifierName): boolean {
  return modifierTakes[name] === 'event' || (modifierTakes[name] === 'list' && name !== 'is');
}

/** The modifier a token begins, as `name:value` or by its bare name; null where it is none. */
export function modifierOf(token: Token): ModifierName | null {
  const word = token.name ?? (token.quoted ? null : token.text.toLowerCase());
  return word !== null && isModifier(word) ? word : null;
}

/** Whether a token is `not` or another word for it. */
export function isExclusion({ quoted, text }: Token): boolean {
  return !quoted && isExclusionWord(text);
}

/** Whether the words before a token end with it: a modifier begins there, with `not` or without. */
export function beginsModifier(token: Token): boolean {
  return modifierOf(token) !== null || isExclusion(token);
}

/** Words people try for a modifier, and the modifiers they may mean, likeliest first. */
const meant: ReadonlyMap<string, readonly ModifierName[]> = new Map([
  ['accounts', ['account']],
  ['action', ['event']],
  ['address', ['ip']],
  ['after', ['since']],
  ['at', ['since', 'during', 'in']],
  ['before', ['until']],
  ['bucket', ['on']],
  ['end', ['until']],
  ['for', ['during', 'by', 'on']],
  ['from', ['since', 'in', 'ip', 'by']],
  ['max', ['limit']],
  ['name', ['event']],
  ['on', ['during']],
  ['principal', ['by']],
  ['region', ['in']],
  ['regions', ['in']],
  ['resource', ['on']],
  ['role', ['by']],
  ['source', ['service', 'ip']],
  ['start', ['since']],
  ['status', ['is']],
  ['to', ['until', 'on']],
  ['top', ['limit']],
  ['user', ['by']],
  ['with', ['key', 'is']],
]);

export function isModifier(word: string): word is ModifierName {
  return modifierNames.some((name) => name === word);
}

/** The modifiers that a word which is none may have been meant for, likeliest first; none where nothing is near. */
export function nearModifiers(word: string): ModifierName[] {
  const small = word.toLowerCase().replace(/^[-–—]+/, '');
  if (isModifier(small)) return [small, ...(meant.get(small) ?? [])];
  const spelled = meant.get(small);
  if (spelled !== undefined) return [...spelled];
  const near = closestOf(small, [...modifierNames, ...meant.keys()]);
  return [...new Set(near.flatMap((one) => (isModifier(one) ? [one] : (meant.get(one) ?? []))))];
}

/**
 * How many letters must be put in, left out, replaced or swapped with their neighbour to get from one
 * word to the other; `maxEdits + 1` as soon as it is more than `maxEdits`.
 */
export function editDistance(one: string, other: string, maxEdits: number): number {
  if (Math.abs(one.length - other.length) > maxEdits) return maxEdits + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      line.push(cost);
      if (cost < least) least = cost;
    }
    if (least > maxEdits) return maxEdits + 1;
    before = last;
    last = line;
  }
  return Math.min(last[other.length] ?? 0, maxEdits + 1);
}

/** How many wrong letters a word of this length may have and still be taken for a misspelling. */
export function tolerance(word: string): number {
  if (word.length <= 3) return 0;
  return word.length <= 5 ? 1 : 2;
}

/** The candidates a word may be a misspelling of, closest first, at most three; letter case does not count. */
export function closestOf(word: string, candidates: Iterable<string>, maxEdits = tolerance(word)): string[] {
  const wanted = word.toLowerCase();
  const near: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), maxEdits);
    if (distance <= maxEdits) near.push({ candidate, distance });
  }
  return near
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** The letters and digits that occur in a word in any case, one bit each: what tells far words apart quickly. */
export function letterSet(word: string): number {
  let letters = 0;
  for (let place = 0; place < word.length; place++) letters |= 1 << (word.charCodeAt(place) & 31);
  return letters;
}

/** Whether words of these letters may be so few edits apart: each edit changes at most two letters of the sets. */
export function mayBeNear(one: number, other: number, maxEdits: number): boolean {
  let differing = 0;
  for (let rest = one ^ other; rest !== 0; rest &= rest - 1) differing++;
  return differing <= 2 * maxEdits;
}
