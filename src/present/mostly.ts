import type { Group } from './answer.ts';
import { times } from './words.ts';

/** `, mostly jdoe (3 times)`; nothing where no group stands out. Groups are ordered by count. */
export function mostly([first, second]: readonly Group[]): string {
  if (first === undefined || first.count === second?.count) return '';
  return `, mostly ${first.key} (${times(first.count)})`;
}
