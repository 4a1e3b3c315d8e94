import { findEvent } from './names/resolve-event.ts';
import type { QuestionName } from './query.ts';
import { isPrincipalArn, isSurelyResource, readAddress, readEventId, readKey } from './read-values.ts';

/** The question that a value by itself most likely asks: an address `ip`, an access key `key`, an event `who`, and so on. */
export function guessQuestion(value: string): QuestionName {
  if (readAddress(value).ok) return 'ip';
  if (readKey(value).ok) return 'key';
  if (readEventId(value).ok) return 'event';
  if (isPrincipalArn(value)) return 'what';
  if (isSurelyResource(value)) return 'touched';
  return findEvent(value) === null ? 'what' : 'who';
}

/** Whether a value may be somebody's name: no broken address, key or ID. */
export function mayBePrincipal(value: string): boolean {
  return isPrincipalArn(value) || (/^[a-z][\w+=,.@/ '-]*$/i.test(value) && !/^A[KS]IA/i.test(value));
}
