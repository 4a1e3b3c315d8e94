import { relations } from './clash.ts';
import { type Condition, type ConditionKind, type Filter, isOfKind, kinds } from './condition.ts';

/** Whether every event that satisfies a filter satisfies the wider one too, as far as can be told from the values. */
export function isNarrower(filter: Filter, wider: Filter): boolean {
  return wider.every((condition) => filter.some((own) => meansAtLeast(own, condition)));
}

function meansAtLeast(own: Condition, wider: Condition): boolean {
  return kinds.some((kind) => isOfKind(own, kind) && isOfKind(wider, kind) && coversOfKind(kind, own, wider));
}

function coversOfKind<K extends ConditionKind>(kind: K, own: Condition<K>, wider: Condition<K>): boolean {
  if (own.not !== wider.not) return false;
  const [stronger, weaker] = own.not ? [wider, own] : [own, wider];
  return stronger.anyOf.every((value) => weaker.anyOf.some((other) => relations[kind].implies(value, other)));
}
