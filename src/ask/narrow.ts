import { findClash } from '../condition/clash.ts';
import { type Condition, conditionsOf, type Filter, ordered, valuesOf } from '../condition/condition.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import { nameCondition } from '../query/command-form.ts';
import type { Question } from '../questions/question.ts';

/**
 * What was asked, together with what the question itself is about (`denied` is about denied calls).
 * A question that contradicts itself (`denied is:ok`) is a fault, not an empty answer: the reader refuses it as typed,
 * and here it is refused however it came about.
 */
export function narrow(
  { name, implies, examples }: Pick<Question, 'name' | 'examples' | 'implies'>,
  asked: Filter,
): Result<Filter> {
  const clash = findClash([...implies, ...asked]);
  if (clash === null) return ok(withSessions(ordered([...implies, ...asked])));
  const say = (condition: Condition) => (implies.includes(condition) ? name : nameCondition(condition));
  return failed(fault('contradiction', [say(clash[0]), say(clash[1])], { example: examples[0] }));
}

/** Calls that hand out sessions are logged as reads; asked about by name, they are changes all the same. */
function withSessions(filter: Filter): Filter {
  const services = valuesOf(filter, 'service');
  const events = valuesOf(filter, 'event');
  const ofSts = services.length > 0 && services.every((service) => service === 'sts.amazonaws.com');
  const assuming = events.length > 0 && events.every(({ name }) => name.startsWith('AssumeRole'));
  if (!ofSts && !assuming) return filter;
  const others = filter.filter(({ kind }) => kind !== 'is');
  const kinds = conditionsOf(filter, 'is').map((condition): Condition<'is'> => {
    const isWrite = !condition.not && condition.anyOf.includes('write');
    return isWrite ? { ...condition, anyOf: [...condition.anyOf, 'issuing'] } : condition;
  });
  return ordered([...others, ...kinds]);
}
