import { type CallSummary, type Dimension, dimensions, type TrailEvent } from '../trail/event.ts';
import { readRecord } from '../trail/read-record.ts';
import { onlyValue, recordOfCalls, sum } from '../trail/summary.ts';
import type { Condition, ConditionKind, ConditionValues, Filter, Is } from './condition.ts';
import { matcher } from './match.ts';

/** Calls of a summary that match, all alike in what is known of them. */
interface AlikeCalls {
  /** One of them, as far as it is known. */
  event: TrailEvent;
  calls: number;
}

/** What a summary tells of a question. */
export interface JudgedSummary {
  /** Calls that match for sure. */
  matching: AlikeCalls[];
  /** Calls of which the summary does not say enough: at most so many more match. */
  unjudged: number;
}

/** What must be known of a call to say whether it is one of some values: a dimension, nothing more, or what no summary tells. */
type Needs = Dimension | 'nothing' | 'more';

const needsOfIs: Record<Is, Needs> = {
  error: 'error',
  denied: 'error',
  ok: 'error',
  read: 'event',
  write: 'event',
  root: 'principal',
  human: 'principal',
  service: 'principal',
};

/** Keys and principal IDs, which no ARN tells. */
const needsOfCaller = (who: string): Needs => (/^A[A-Z]{2}A[A-Z0-9]{8,}/i.test(who) ? 'more' : 'principal');

const needs: { [K in ConditionKind]: (value: ConditionValues[K]) => Needs } = {
  id: () => 'nothing',
  event: () => 'event',
  service: () => 'nothing',
  in: () => 'nothing',
  account: () => 'nothing',
  key: () => 'more',
  is: (value) => needsOfIs[value],
  by: needsOfCaller,
  session: needsOfCaller,
  on: () => 'resource',
  ip: () => 'address',
  chatbot: () => 'principal',
  issued: () => 'event',
};

function needsOf<K extends ConditionKind>({ kind, anyOf }: Condition<K>): Needs {
  const all = [...new Set(anyOf.map((value) => needs[kind](value)))].filter((one) => one !== 'nothing');
  const [only, ...others] = all;
  return only === undefined ? 'nothing' : others.length === 0 ? only : 'more';
}

/**
 * Tells how many calls of a summary satisfy a filter. A summary counts the same calls by one dimension after the other,
 * so that of a condition on two of them it tells only how many calls satisfy both at least: the others are unjudged
 * rather than guessed.
 */
export function summaryJudge(filter: Filter): (event: TrailEvent) => JudgedSummary {
  const byNeeds = (wanted: Needs) => matcher(filter.filter((condition) => needsOf(condition) === wanted));
  const onAll = byNeeds('nothing');
  const asked = dimensions
    .filter((dimension) => filter.some((condition) => needsOf(condition) === dimension))
    .map((dimension) => ({ dimension, holds: byNeeds(dimension) }));
  const untold = filter.some((condition) => needsOf(condition) === 'more');

  return (event) => {
    const { summary } = event;
    if (summary === null || !onAll(callOf(event, {}))) return { matching: [], unjudged: 0 };
    const shares = asked.map(({ dimension, holds }) => {
      const values = valuesOf(summary, dimension);
      const matching = values.told.filter(({ name }) => holds(callOf(event, { [dimension]: name })));
      return { dimension, ...share(matching, values.told, values.rest, summary.calls) };
    });
    const most = Math.min(summary.calls, ...shares.map(({ calls, rest }) => calls + rest));
    const partial = shares.filter(({ calls }) => calls < summary.calls);
    if (most === 0 || untold) return { matching: [], unjudged: most };
    const [first, ...others] = partial;
    if (first === undefined) return { matching: spread(event, summary), unjudged: 0 };
    const matching =
      others.length === 0
        ? first.matching.map(({ name, calls }) => alike(event, summary, { [first.dimension]: name }, calls))
        : inCommon(event, summary, partial);
    return { matching, unjudged: most - callsOf(matching) };
  };
}

/** A value of a dimension; null: none, as calls that worked have no error. */
interface Told {
  name: string | null;
  calls: number;
}

/** The calls that have a value asked for in one dimension. */
interface Share {
  dimension: Dimension;
  matching: readonly Told[];
  calls: number;
  /** Calls of which the dimension tells nothing. */
  rest: number;
}

/** Of ten calls, seven of alice and eight on a bucket, at least five are both. */
function inCommon(event: TrailEvent, summary: CallSummary, shares: readonly Share[]): AlikeCalls[] {
  const least = callsOf(shares) - (shares.length - 1) * summary.calls;
  if (least <= 0) return [];
  const only = shares.map(({ dimension, matching }) => [dimension, matching.length === 1 ? matching[0]?.name : null]);
  return [alike(event, summary, Object.fromEntries(only), least)];
}

/** What a dimension tells of the calls, and of how many it tells nothing. */
function valuesOf(summary: CallSummary, dimension: Dimension): { told: Told[]; rest: number } {
  const values = summary.told[dimension];
  if (values === undefined) return { told: [], rest: summary.calls };
  const told = Math.min(sum(values), summary.calls);
  const rest = summary.calls - told;
  return dimension === 'error'
    ? { told: [...values, { name: null, calls: rest }], rest: 0 }
    : { told: [...values], rest };
}

/** How many calls have one of some values. Where a call can have several, only those of one are sure to be different. */
function share(matching: readonly Told[], told: readonly Told[], rest: number, calls: number) {
  const together = Math.min(callsOf(matching), calls);
  if (callsOf(told) <= calls || together === calls) return { matching, calls: together, rest };
  const [most] = [...matching].sort((one, other) => other.calls - one.calls);
  return {
    matching: most === undefined ? [] : [most],
    calls: most?.calls ?? 0,
    rest: rest + together - (most?.calls ?? 0),
  };
}

/** How many calls there are together. */
export const callsOf = (values: readonly { calls: number }[]) =>
  values.reduce((calls, value) => calls + value.calls, 0);

/** All calls of a summary, told apart by what most questions group by, as far as it says so of each. */
function spread(event: TrailEvent, summary: CallSummary): AlikeCalls[] {
  for (const dimension of ['principal', 'event', 'error'] as const) {
    const { told, rest } = valuesOf(summary, dimension);
    const values = rest === 0 ? told : [...told, { name: null, calls: rest }];
    const some = values.filter(({ calls }) => calls > 0);
    if (some.length > 1) return some.map(({ name, calls }) => alike(event, summary, { [dimension]: name }, calls));
  }
  return [alike(event, summary, {}, summary.calls)];
}

function alike(event: TrailEvent, summary: CallSummary, known: Known, calls: number): AlikeCalls {
  const shared = Object.fromEntries(dimensions.map((dimension) => [dimension, onlyValue(summary, dimension)]));
  return { event: callOf(event, { ...shared, ...known }), calls };
}

type Known = Partial<Record<Dimension, string | null>>;

const callOf = (event: TrailEvent, known: Known) => readRecord(recordOfCalls(event, known));
