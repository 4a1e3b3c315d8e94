import type { EventPattern, Filter, Is } from '../query/query.ts';
import type { Tally } from '../trail/tally.ts';

/** The event as CloudTrail names it: what was found, else the only name looked up, else as typed. */
export function eventLabel(pattern: EventPattern | undefined, tallies: readonly Tally[]): string {
  if (pattern === undefined) return 'any API';
  const seen = [...new Set(tallies.map(({ event }) => event))];
  if (seen.length > 0 && seen.length <= 2) return seen.join(' and ');
  return pattern.names.length === 1 ? (pattern.names[0] ?? pattern.typed) : pattern.typed;
}

/**
 * The modifiers that narrow a question, as they read at the end of a clause: ` as jdoe on audit-logs`.
 * `said` and `implied` are told elsewhere in the sentence; `by` is the word before the principal.
 */
export function describeScope(
  filter: Filter,
  said: readonly (keyof Filter)[],
  implied: readonly Is[] = [],
  by = 'as',
): string {
  const parts = [
    ['event', 'of', filter.event?.typed],
    ['by', by, filter.by],
    ['session', 'in session', filter.session],
    ['on', 'on', filter.on],
    ['ip', 'from', filter.ip],
    ['key', 'with key', filter.key],
    ['service', 'in', filter.service],
  ] as const;
  const told = parts.filter(([field, , value]) => value !== undefined && !said.includes(field));
  const only = (filter.is ?? []).filter((one) => !implied.includes(one));
  const kinds = only.length === 0 ? '' : ` (${only.join(' and ')} only)`;
  return told.map(([, word, value]) => ` ${word} ${value}`).join('') + kinds;
}
