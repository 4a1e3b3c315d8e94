import { findEvent } from './names/resolve-event.ts';
import type { QuestionName } from './query.ts';
import { readAddress, readEventId, readKey } from './read-values.ts';

/** The question that a value by itself most likely asks: an address `ip`, an access key `key`, an event `who`, and so on. */
export function guessQuestion(value: string): QuestionName {
  if (readAddress(value).ok) return 'ip';
  if (readKey(value).ok) return 'key';
  if (readEventId(value).ok) return 'event';
  if (/^arn:[^:]*:(?:iam|sts):/i.test(value)) return 'what';
  if (/^arn:/i.test(value)) return 'touched';
  return findEvent(value) === null ? 'what' : 'who';
}
