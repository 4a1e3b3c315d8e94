import type { Filter } from '../condition/condition.ts';
import type { Millis } from '../trail/event.ts';
import type { ModifierName } from './modifiers.ts';

export const questionNames = [
  'who',
  'what',
  'touched',
  'event',
  'session',
  'key',
  'ip',
  'denied',
  'errors',
  'root',
  'logins',
  'changes',
  'chatbot',
  'new',
  'digest',
  'status',
  'help',
] as const;
export type QuestionName = (typeof questionNames)[number];

/** A span of time, both ends inclusive, as LookupEvents takes them. */
export interface Window {
  start: Millis;
  end: Millis;
}

/** What a question is about, beside its modifiers. */
export type SubjectKind =
  | 'event'
  | 'principal'
  | 'resource'
  | 'event-id'
  | 'session'
  | 'key'
  | 'address'
  | 'question'
  /** Words of its own that the question itself reads, with nothing else beside them. */
  | 'words';

/** What the reader must know of a question in order to read one. */
export interface QuestionShape {
  name: QuestionName;
  /** In a few words: "who called an API". */
  answers: string;
  /** `who <event> [modifiers]` */
  usage: string;
  /** null: the question takes none. `says` names it for people: "an event name such as DeleteBucket". */
  subject: { kind: SubjectKind; required: boolean; says: string } | null;
  /** The modifiers it heeds; absent: all. */
  takes?: readonly ModifierName[];
  /** What holds of every event it is about, beside what is asked: `errors` is about errors only. */
  implies?: Filter;
  /** Questions that work as typed, after /trail. */
  examples: readonly [string, string, string];
}

/** A question as understood: plain data, so that it can travel in a button or a message. */
export interface Query {
  question: QuestionName;
  /** The question as it was typed. */
  asked: string;
  filter: Filter;
  /** The question that `help` is about; null: all. */
  about: QuestionName | null;
  /** What was said of time; null where nothing was, and the question's own habit applies. */
  window: Window | null;
  /** Regions asked for; null: those configured. */
  regions: string[] | null;
  /** Account names or IDs asked for; null: all configured. */
  accounts: string[] | null;
  /** How many single events to show. */
  limit: number;
  /** Whether the answer goes to the whole channel. */
  public: boolean;
}

export const defaultLimit = 20;
