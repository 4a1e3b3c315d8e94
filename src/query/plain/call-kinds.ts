import type { Is } from '../../condition/condition.ts';
import type { Meaning, Tag, Topic } from './meaning.ts';
import type { Open } from './open-phrase.ts';
import { isParted } from './read-list.ts';

const byTopic: Partial<Record<Topic, Is>> = { errors: 'error', denied: 'denied', root: 'root', changes: 'write' };
const byWord: ReadonlyMap<string, Is> = new Map([
  ['read', 'read'],
  ['reads', 'read'],
  ['write', 'write'],
]);

/**
 * Adds the kind of calls that a word names to what is left out: `except reads and denied calls`. False where it names none.
 * `failed logins` are no kind of calls, and unknown.
 */
export function leavesOutCalls(open: Open, tag: Tag, unknown: string[]): boolean {
  const last = open.tags.at(-1);
  if (open.done || tag.meaning.is === 'filler') return false;
  if (last === undefined || isParted(last)) {
    const flag = kindOfCalls(tag.meaning, tag.low);
    if (flag !== null) open.tags.push({ ...tag, meaning: { is: 'flag', flag } });
    return flag !== null;
  }
  if (last.meaning.is !== 'flag') return false;
  if (areCalls(tag.low)) open.tags[open.tags.length - 1] = { ...last, comma: tag.comma };
  else if (tag.meaning.is === 'topic' || tag.meaning.is === 'flag') unknown.push(open.word, tag.text);
  else return false;
  return true;
}

/** The kind of calls that a word names by itself, as in `except reads`; null where it names none. */
function kindOfCalls(meaning: Meaning, low: string): Is | null {
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
function areCalls(low: string): boolean {
  return /^(?:api )?(?:calls?|events?)$|^(?:actions?|requests?|attempts?)$/.test(low);
}
