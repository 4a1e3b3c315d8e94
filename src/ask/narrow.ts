import { findClash } from '../condition/clash.ts';
import { failed, fault, ok, type Result } from '../errors.ts';
import type { Filter } from '../query/query.ts';
import type { Question } from '../questions/question.ts';

/**
 * What was asked, together with what the question itself is about (`denied` is about denied calls).
 * A question that contradicts itself (`denied is:ok`) is a fault, not an empty answer: the reader refuses it as typed,
 * and here it is refused however it came about.
 */
export function narrow(question: Pick<Question, 'name' | 'examples' | 'implies'>, asked: Filter): Result<Filter> {
  const clash = findClash(question, asked);
  if (clash !== undefined) return failed(fault('contradiction', [...clash.words], { example: question.examples[0] }));
  const is = [...new Set([...(question.implies.is ?? []), ...(asked.is ?? [])])];
  return ok({ ...question.implies, ...asked, ...(is.length > 0 ? { is } : {}) });
}
