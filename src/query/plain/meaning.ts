import type { Is } from '../../condition/condition.ts';
import type { QueryPart } from '../read-modifier.ts';
import type { Verb } from './verbs.ts';

/** What a sentence may be about without naming an event. */
export type Topic =
  | 'logins'
  | 'denied'
  | 'errors'
  | 'root'
  | 'changes'
  | 'new'
  | 'chatbot'
  | 'status'
  | 'help'
  | 'activity'
  | 'behind'
  | 'came'
  | 'without-mfa';

const prepositions = ['by', 'in', 'on', 'to', 'of', 'from', 'with', 'as', 'against', 'under'] as const;
export type Preposition = (typeof prepositions)[number];

/** What a word or an idiom of a sentence stands for. */
export type Meaning =
  | { is: 'filler' }
  | { is: 'ask'; ask: 'who' | 'what' | 'when' | 'where' }
  /** `was`, which makes a sentence passive, or `did`, `has`. */
  | { is: 'auxiliary'; passive: boolean }
  | { is: 'anybody' }
  | { is: 'anything' }
  | { is: 'human' }
  | { is: 'preposition'; preposition: Preposition }
  | { is: 'verb'; verb: Verb }
  | { is: 'topic'; topic: Topic }
  | { is: 'flag'; flag: Is }
  | { is: 'join' }
  /** `except`, `not`, `other than`: what follows is left out. */
  | { is: 'except' }
  | { is: 'limit'; limit: number }
  | { is: 'part'; part: QueryPart }
  /** A word that no rule can take into account: pronouns, `why`. */
  | { is: 'unclear' }
  /** Something with a shape of its own (an ARN, an address, an event's name), or quoted: surely a name. */
  | { is: 'value' }
  /** Any other word: a noun, a name, or one that is not understood. */
  | { is: 'word' };

/** A stretch of a sentence and what it stands for. */
export interface Tag {
  text: string;
  low: string;
  meaning: Meaning;
  /** `jdoe's`: what follows belongs to it. */
  owns: boolean;
  /** Whether a comma follows. */
  comma: boolean;
}
