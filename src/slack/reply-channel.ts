import type { Millis } from '../trail/event.ts';
import type { SlackMessage } from './ask-service.ts';

/** What became of one attempt to show a message. `reason` is Slack's error code or the network's, never a secret. */
export type Sent =
  | { kind: 'shown' }
  /** Slack won't take this message, however often it is sent. */
  | { kind: 'refused'; reason: string }
  /** It didn't get through; `wait` is how long Slack asked to wait before the next attempt. */
  | { kind: 'lost'; reason: string; wait: Millis | null };

/** Where one question is answered: each message takes the place of the one before, unless it is `lasting`. */
export interface ReplyChannel {
  /** One attempt. Never rejects. */
  show(message: SlackMessage, isPublic: boolean): Promise<Sent>;
  /** How many more messages it takes. */
  readonly left: number;
  /** Another way to the asker, for when the usual one takes nothing any more. Never rejects. */
  rescue(message: SlackMessage): Promise<Sent>;
  /** Whether what was shown can't be changed: then only the start of a search and the final answer are. */
  readonly lasting?: boolean;
  /** Shows a message to the asker alone, where others see what is shown. Never rejects. */
  showPrivately?(message: SlackMessage): Promise<Sent>;
  /** Whether others have no part in what is asked, so that faults are for the asker alone. */
  readonly discreet?: boolean;
}

/** Blocks that Slack refuses most readily: its newest, and those with limits of their own. */
const daring = new Set(['data_visualization', 'table']);

/** The forms of a message, the whole first, each to be tried where Slack refuses the one before. */
export function formsOf(message: SlackMessage): SlackMessage[] {
  if (message.blocks.length === 0) return [message];
  const modest = { ...message, blocks: message.blocks.filter(({ type }) => !daring.has(type)) };
  const between = modest.blocks.length === message.blocks.length || modest.blocks.length === 0 ? [] : [modest];
  return [message, ...between, plain(message)];
}

/** chat.update takes no more (characters). */
const textLimit = 4_000;

/** The message without its blocks, which Slack takes where it refuses those. A long text is cut, but in no token of Slack's. */
function plain({ text, about }: SlackMessage): SlackMessage {
  const kept = about === undefined ? {} : { about };
  if (text.length <= textLimit) return { text, blocks: [], ...kept };
  return {
    ...kept,
    text: `${text.slice(0, textLimit - 1).replace(/(<[^>]*|&\w*|[\ud800-\udbff])$/, '')}…`,
    blocks: [],
  };
}
