import { figure } from './words.ts';

/** `a, b, c +4`: the first few names and how many there are beside them. */
export function firstFew(names: readonly string[], maxShown = 3): string {
  const rest = names.length - maxShown;
  const shown = names.slice(0, maxShown).join(', ');
  return rest > 0 ? `${shown} +${figure(rest)}` : shown;
}
