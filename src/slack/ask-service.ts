import type { AnyBlock } from '@slack/types';
import type { Fault } from '../errors.ts';
import type { Answer } from '../present/answer.ts';
import type { Previous } from '../query/understand.ts';

/** Who asks in Slack, and from where. */
export interface Asker {
  user: string;
  team: string;
  channel: string;
  /** IANA zone of the asker's Slack profile; UTC where it could not be read. */
  zone: string;
  /** The user groups the asker is in, among those that access rules speak of. */
  usergroups: readonly string[];
  /** Whether they speak rather than type a command: sentences are read, and the reply says what was understood. */
  speaks?: boolean;
  /** Whether others see the answer anyway, so that there is nothing to share. */
  open?: boolean;
  /** The answer before in the same thread; null: it is not known any more; absent: there is no thread. */
  previous?: Previous | null;
}

/** What is shown: `text` is the notification and the screen reader's text, escaped already. */
export interface Message {
  text: string;
  blocks: readonly AnyBlock[];
  /** What an answer is about, for those that follow it: travels as the message's metadata. */
  about?: Previous;
  /** The run of the digest that it is: travels as the message's metadata, too. */
  run?: string;
}

/** What becomes of a question, step by step. `public`: shown to the whole channel, else to the asker alone. */
export type Progress =
  | { kind: 'searching'; public: boolean; regions: number; accounts: number }
  | { kind: 'answer'; public: boolean; answer: Answer; message: Message }
  | { kind: 'ambiguous'; message: Message }
  | { kind: 'help'; message: Message }
  /** What was asked of digests; `alone`: it is for nobody but the asker. */
  | { kind: 'digest'; alone: boolean; message: Message }
  | { kind: 'fault'; fault: Fault; message: Message };

/** The step that ends a question: a final answer, help, a fault, or asking back. */
export type Ending = Exclude<Progress, { kind: 'searching' }>;

export function isEnding(step: Progress): step is Ending {
  return step.kind === 'answer' ? step.answer.final : step.kind !== 'searching';
}

/**
 * Answers questions. The steps end with a final answer, help, a fault, or asking back; once the signal aborts,
 * a search ends soon with what it has.
 */
export interface AskService {
  ask(text: string, asker: Asker, signal: AbortSignal): AsyncIterable<Progress>;
}
