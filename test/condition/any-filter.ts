import fc from 'fast-check';
import {
  type Condition,
  type ConditionKind,
  type ConditionValues,
  type Filter,
  kinds,
} from '../../src/condition/condition.ts';

/** Some values of each kind; a kind without any is not asked about. */
export type AnyValues = { [K in ConditionKind]?: fc.Arbitrary<ConditionValues[K]> };

/** Any combination of any kinds, each wanted or excluded, with one value or a list. */
export function anyFilter(values: AnyValues, maxLength = 3): fc.Arbitrary<Filter> {
  const conditions = kinds.flatMap((kind) => {
    const value = values[kind];
    return value === undefined ? [] : [anyCondition(kind, value)];
  });
  return fc.array(fc.oneof(...conditions), { maxLength });
}

function anyCondition<K extends ConditionKind>(
  kind: K,
  value: fc.Arbitrary<ConditionValues[ConditionKind]>,
): fc.Arbitrary<Condition> {
  return fc.record({
    kind: fc.constant(kind),
    anyOf: fc.array(value, { minLength: 1, maxLength: 3 }),
    not: fc.boolean(),
  });
}
