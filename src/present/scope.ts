import { type Condition, type ConditionKind, conditionsOf, type Filter, type Is } from '../condition/condition.ts';
import { saidOf, writtenValues } from '../query/command-form.ts';
import type { Tally } from '../trail/tally.ts';

/** The event as CloudTrail names it: what was found, else as it would be typed. */
export function eventLabel(filter: Filter, tallies: readonly Tally[]): string {
  const said = saidOf(filter, 'event');
  if (said === null) return 'any API';
  const seen = [...new Set(tallies.map(({ event }) => event))];
  if (seen.length > 0 && seen.length <= 2) return seen.join(' and ');
  const names = new Set(
    conditionsOf(filter, 'event').flatMap(({ anyOf, not }) => (not ? [] : anyOf.map(({ name }) => name))),
  );
  const [only, ...others] = names;
  return only !== undefined && others.length === 0 ? only : said;
}

/** The word before the values of each kind, as they narrow a question; null where that is told in another way. */
const scopeWords = {
  id: null,
  event: 'of',
  service: 'in',
  key: 'with key',
  is: null,
  by: 'as',
  session: 'in session',
  on: 'on',
  ip: 'from',
  chatbot: null,
  issued: null,
} as const satisfies Record<ConditionKind, string | null>;

/** The kinds that can narrow a question, in the order in which they are told. */
const order = ['event', 'by', 'session', 'on', 'ip', 'key', 'service'] as const satisfies ConditionKind[];

/**
 * The conditions that narrow a question, as they read at the end of a clause: ` as jdoe or alice on audit-logs`.
 * What must hold of the kinds `said`, and `is` of the values `implied`, is told elsewhere in the sentence; `by` is the
 * word before the principal.
 */
export function describeScope(
  filter: Filter,
  said: readonly ConditionKind[],
  implied: readonly Is[] = [],
  by = 'as',
): string {
  const told = order.flatMap((kind) =>
    filter
      .filter((condition) => condition.kind === kind && (condition.not || !said.includes(kind)))
      .map((condition) => sayCondition(condition, kind === 'by' ? by : scopeWords[kind])),
  );
  return told.join('') + sayKinds(conditionsOf(filter, 'is'), implied);
}

function sayCondition(condition: Condition, word: string): string {
  return ` ${condition.not ? 'not ' : ''}${word} ${writtenValues(condition).join(' or ')}`;
}

/** ` (error and write only)`, ` (not read)` */
function sayKinds(conditions: readonly Condition<'is'>[], implied: readonly Is[]): string {
  const values = ({ anyOf }: Condition<'is'>) => anyOf.filter((value) => value !== 'issuing');
  const wanted = conditions.filter((one) => !one.not && !values(one).every((value) => implied.includes(value)));
  const unwanted = conditions.filter(({ not }) => not);
  const parts = [
    ...(wanted.length > 0 ? [`${wanted.map((one) => values(one).join(' or ')).join(' and ')} only`] : []),
    ...unwanted.map((one) => `not ${values(one).join(' or ')}`),
  ];
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
