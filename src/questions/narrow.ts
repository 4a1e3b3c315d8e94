import { failed, fault, ok, type Result } from '../errors.ts';
import { contradiction } from '../query/contradiction.ts';
import type { Filter, Is } from '../query/query.ts';
import type { Question } from './question.ts';

/**
 * What was asked, together with what the question itself is about (`denied` is about denied calls).
 * A question that contradicts itself (`denied is:ok`) is a fault, not an empty answer.
 */
export function narrow(question: Question, asked: Filter): Result<Filter> {
  const is = [...new Set([...(question.implies.is ?? []), ...(asked.is ?? [])])];
  const clash = contradiction(is);
  if (clash !== undefined) {
    const example = question.examples[0];
    return failed(fault('contradiction', [sayIs(question, clash[0]), sayIs(question, clash[1])], { example }));
  }
  return ok({ ...question.implies, ...asked, ...(is.length > 0 ? { is } : {}) });
}

/** `is:ok` where it was typed, the question's own word where the question implies it. */
function sayIs(question: Question, value: Is): string {
  return question.implies.is?.includes(value) ? question.name : `is:${value}`;
}
