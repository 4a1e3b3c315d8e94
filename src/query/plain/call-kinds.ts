import type { Is } from '../../condition/condition.ts';
import type { Meaning, Topic } from './meaning.ts';

const byTopic: Partial<Record<Topic, Is>> = { errors: 'error', denied: 'denied', root: 'root', changes: 'write' };
const byWord: ReadonlyMap<string, Is> = new Map([
  ['read', 'read'],
  ['reads', 'read'],
  ['write', 'write'],
]);

/** The kind of calls that a word names by itself, as in `except reads`; null where it names none. */
export function kindOfCalls(meaning: Meaning, low: string): Is | null {
  switch (meaning.is) {
    case 'flag':
      return meaning.flag;
    case 'human':
      return 'human';
    case 'topic':
      return byTopic[meaning.topic] ?? null;
    case 'verb':
      return byWord.get(low) ?? null;
    default:
      return null;
  }
}

/** `denied calls`: words that say no more than that these are calls. */
export function areCalls(low: string): boolean {
  return /^(?:api )?(?:calls?|events?)$|^(?:actions?|requests?|attempts?)$/.test(low);
}
