import type { EventPattern, Filter, Is, QuestionShape } from '../query/query.ts';

/** Values of `is` that no event can have both of. A denial is an error, so these two go together. */
const exclusive: readonly (readonly [Is, Is])[] = [
  ['ok', 'error'],
  ['ok', 'denied'],
  ['read', 'write'],
  ['human', 'service'],
  ['root', 'service'],
];

/** Two things said that no event can both satisfy, as they are typed; `modifier` says the one that can be left out. */
export interface Clash {
  words: readonly [string, string];
  modifier: 'is' | 'event' | 'service';
}

/** What was asked that excludes what else was asked, or what the question itself implies; undefined where all can hold. */
export function findClash(
  { name, implies = {} }: Pick<QuestionShape, 'name' | 'implies'>,
  asked: Filter,
): Clash | undefined {
  const both = excluding([...(implies.is ?? []), ...(asked.is ?? [])]);
  if (both !== undefined) {
    const say = (value: Is) => (implies.is?.includes(value) ? name : `is:${value}`);
    return { words: [say(both[0]), say(both[1])], modifier: 'is' };
  }
  const { event, service } = asked;
  if (event !== undefined && implies.event !== undefined && !mayBeSame(event, implies.event)) {
    return { words: [name, `event:${event.typed}`], modifier: 'event' };
  }
  if (service === undefined) return undefined;
  const said = `service:${service.replace(/\.amazonaws\.com$/, '')}`;
  if (implies.event !== undefined && !isOf(implies.event, service)) return { words: [name, said], modifier: 'service' };
  if (event !== undefined && !isOf(event, service)) return { words: [event.typed, said], modifier: 'service' };
  return undefined;
}

/** As many of the values as can hold together with those before, and with each other; earlier ones come first. */
export function compatible(values: readonly Is[], before: readonly Is[] = []): Is[] {
  const kept: Is[] = [];
  for (const value of values) if (excluding([...before, ...kept, value]) === undefined) kept.push(value);
  return kept;
}

function excluding(values: readonly Is[]): readonly [Is, Is] | undefined {
  return exclusive.find(([one, other]) => values.includes(one) && values.includes(other));
}

function mayBeSame(one: EventPattern, other: EventPattern): boolean {
  const sources = one.sources.length === 0 || other.sources.length === 0 || meet(one.sources, other.sources);
  return sources && meet(one.names, other.names);
}

const isOf = ({ sources }: EventPattern, service: string) => sources.length === 0 || sources.includes(service);

const meet = (some: readonly string[], others: readonly string[]) => some.some((one) => others.includes(one));
