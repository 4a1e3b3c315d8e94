import { figure } from './words.ts';

/** `a, b, c +4`: the first few names and how many there are beside them. */
export function firstFew(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  const shown = names.slice(0, most).join(', ');
  return rest > 0 ? `${shown} +${figure(rest)}` : shown;
}
