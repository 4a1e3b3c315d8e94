import type { Millis } from '../trail/event.ts';
import type { Message } from './ask-service.ts';

/** What became of one attempt to show a message. `reason` is Slack's error code or the network's, never a secret. */
export type Sent =
  | { kind: 'shown' }
  /** Slack won't take this message, however often it is sent. */
  | { kind: 'refused'; reason: string }
  /** It didn't get through; `wait` is how long Slack asked to wait before the next attempt. */
  | { kind: 'lost'; reason: string; wait: Millis | null };

/** Where one question is answered: each message takes the place of the one before. */
export interface Outlet {
  /** One attempt. Never rejects. */
  show(message: Message, isPublic: boolean): Promise<Sent>;
  /** How many more messages it takes. */
  readonly left: number;
  /** Another way to the asker, for when the usual one takes nothing any more. Never rejects. */
  rescue(message: Message): Promise<Sent>;
}

/** chat.update takes no more (characters). */
const textLimit = 4_000;

/** The message without its blocks, which Slack takes where it refuses those. A long text is cut, but in no token of Slack's. */
export function plain({ text }: Message): Message {
  if (text.length <= textLimit) return { text, blocks: [] };
  return { text: `${text.slice(0, textLimit - 1).replace(/(<[^>]*|&\w*|[\ud800-\udbff])$/, '')}…`, blocks: [] };
}
