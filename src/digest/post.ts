import type { Digest } from '../state/digest.ts';
import type { MessagePlace } from '../state/run.ts';
import type { Millis } from '../trail/event.ts';
import type { DigestContent } from './content.ts';
import type { Schedule } from './schedule.ts';

/** What digests have to say, as data: whoever posts it makes the message. */
export type DigestMessage =
  /** A digest, and what must be said of this one itself. */
  | { kind: 'digest'; content: DigestContent; notes: readonly string[] }
  /** A channel gets a digest from now on. */
  | { kind: 'made'; digest: Digest; schedule: Schedule; at: Millis }
  /** For its maker: a digest is off, and why. */
  | { kind: 'paused'; digest: Digest; why: string };

/** What became of an attempt to post. */
export type Posted =
  | { kind: 'posted'; place: MessagePlace }
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
  send(channel: string, message: DigestMessage, run: string | null): Promise<Posted>;
  /** Looks for the message of a run in its channel, where it may be since an instant; `away`: Slack does not answer. */
  find(channel: string, run: string, since: Millis): Promise<MessagePlace | 'absent' | 'unreadable' | 'away'>;
  /** The user groups somebody is in, among those that access rules speak of. */
  usergroupsOf(user: string): Promise<readonly string[]>;
}
