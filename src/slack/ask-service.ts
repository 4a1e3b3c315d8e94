import type { AnyBlock } from '@slack/types';
import type { AskRequest } from '../ask/request.ts';
import type { Fault } from '../errors.ts';
import type { Answer } from '../present/answer.ts';
import type { QuestionName } from '../query/query.ts';
import type { Previous } from '../query/understand.ts';

/** Who asks in Slack, and from where. */
export interface AskerInSlack {
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

/** What somebody in Slack asks, as every question is asked. */
export function requestOf(text: string, { user, team, channel, usergroups, ...how }: AskerInSlack): AskRequest {
  return { text, asker: { kind: 'slack', user, team, channel, usergroups }, ...how };
}

/** What is shown: `text` is the notification and the screen reader's text, escaped already. */
export interface SlackMessage {
  text: string;
  blocks: readonly AnyBlock[];
  /** What an answer is about, for those that follow it: travels as the message's metadata. */
  about?: Previous;
  /** The run of the digest that it is: travels as the message's metadata, too. */
  run?: string;
}

/** What becomes of a question, step by step. `public`: shown to the whole channel, else to the asker alone. */
export type SlackStep =
  | { kind: 'searching'; public: boolean; regions: number; accounts: number }
  | { kind: 'answer'; public: boolean; answer: Answer; message: SlackMessage }
  | { kind: 'ambiguous'; message: SlackMessage }
  /** What came of a command; `alone`: it is for nobody but the asker. */
  | { kind: 'reply'; command: QuestionName; alone: boolean; message: SlackMessage }
  | { kind: 'fault'; fault: Fault; message: SlackMessage };

/** The step that ends a question: a final answer, a reply, a fault, or asking back. */
export type SlackEnding = Exclude<SlackStep, { kind: 'searching' }>;

export function isEnding(step: SlackStep): step is SlackEnding {
  return step.kind === 'answer' ? step.answer.final : step.kind !== 'searching';
}

/**
 * Answers questions. The steps end with a final answer, a reply, a fault, or asking back; once the signal aborts,
 * a search ends soon with what it has.
 */
export interface AskService {
  ask(text: string, asker: AskerInSlack, signal: AbortSignal): AsyncIterable<SlackStep>;
}
