import type { Filter } from '../condition/condition.ts';
import type { Found } from '../plan/found.ts';
import type { SearchStrategy } from '../plan/plan-search.ts';
import type { Group, Phrase, Section } from '../present/answer.ts';
import type { Query, QuestionShape } from '../query/query.ts';

/** What a question makes of what was found. */
export interface Summary {
  headline: Phrase;
  groups: Group[];
  sections?: Section[];
  record?: unknown;
  /** How many events the answer is about, where that is not all that was found. */
  total?: number;
}

/**
 * One audit question: how it is asked, how it searches, and what it makes of what was found.
 * Adding one takes a file like who.ts and a line in index.ts.
 */
export interface Question extends QuestionShape {
  strategy: SearchStrategy;
  /** What must hold beside what was asked: `denied` is about denied calls only. */
  implies: Filter;
  /** Groups by principal first, or tells events as they happened. */
  layout: 'groups' | 'timeline';
  /** Pure: the same for a partial answer as for the final one. */
  summarise(query: Query, found: Found): Summary;
}

/** Checks a question's definition against its type. */
export function defineQuestion(question: Question): Question {
  return question;
}
