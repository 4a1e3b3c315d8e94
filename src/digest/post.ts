import type { Message } from '../blocks/message.ts';
import type { Message as Place } from '../state/run.ts';
import type { Millis } from '../trail/event.ts';

/** What became of an attempt to post. */
export type Posted =
  | { kind: 'posted'; place: Place }
  /** Slack did not take it: nothing was posted. */
  | { kind: 'refused'; reason: string; wait: Millis | null }
  /** No answer came: whether it was posted is not known. */
  | { kind: 'doubtful'; reason: string };

/** How digests reach Slack. Nothing here rejects unless it says so. */
export interface DigestPost {
  /** The workspace whose digests these are. */
  team: string;
  /** Does work when it is its turn in a channel, which takes about a message a second. Rejects where the signal aborts before. */
  inTurn<T>(channel: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Posts the message of a run, which carries the run's ID; without an ID, an ordinary message. */
  send(channel: string, message: Message, run: string | null): Promise<Posted>;
  /** Looks for the message of a run in its channel, where it may be since an instant; `away`: Slack does not answer. */
  find(channel: string, run: string, since: Millis): Promise<Place | 'absent' | 'unreadable' | 'away'>;
  /** The user groups somebody is in, among those that access rules speak of. */
  usergroupsOf(user: string): Promise<readonly string[]>;
}
