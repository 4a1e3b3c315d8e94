import type { Is } from './query.ts';

/** Values of `is` that no event can have both of. A denial is an error, so these two go together. */
const exclusive: readonly (readonly [Is, Is])[] = [
  ['ok', 'error'],
  ['ok', 'denied'],
  ['read', 'write'],
  ['human', 'service'],
  ['root', 'service'],
];

/** The first two values that exclude each other; undefined where all of them can hold at once. */
export function contradiction(values: Iterable<Is>): readonly [Is, Is] | undefined {
  const wanted = new Set(values);
  return exclusive.find(([one, other]) => wanted.has(one) && wanted.has(other));
}
