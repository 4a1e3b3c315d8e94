import type { Result } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import type { Digest, NewDigest, Pause } from './digest.ts';
import type { AskedQuestion, NewQuestion, QuestionEnding } from './question.ts';
import type { DigestReading } from './reading.ts';
import type { DigestRun, Lease, RunDelivery, Sending } from './run.ts';
import type { ToldIds } from './told-ids.ts';

/**
 * What Trail remembers. Any number of replicas may share one store; every method is atomic among them.
 * A method that fails has changed nothing or is safe to call again, and rejects with StoreFailed once
 * trying again has not helped. Times are handed in: the store has no clock.
 */
export interface Store {
  digests: Digests;
  runs: Runs;
  readings: Readings;
  questions: Questions;
  eventIds: EventIds;
  /** Forgets questions, and runs that ended, after 400 days, readings after 36, and Slack's event IDs after an hour. */
  prune(now: Millis): Promise<void>;
  /** Whether the store can answer now; tried once, without patience. */
  ready(): Promise<Result<null>>;
  /** Waiting work is given up, running work finishes. Safe to call twice. */
  close(): Promise<void>;
}

/** Digests. How many a workspace may have is for the caller to say. */
export interface Digests {
  /** Gives the digest its ID, which is short enough to type. */
  create(digest: NewDigest): Promise<Digest>;
  /** Keeps a digest whose ID is known, such as one of trail.yml: adds it, or changes all but its pause and its making. */
  keep(digest: Digest): Promise<void>;
  find(id: string): Promise<Digest | null>;
  /** Those of a workspace, or of one of its channels, the oldest first; paused ones too. */
  list(of: { team: string; channel?: string }): Promise<Digest[]>;
  /** Those of every workspace that are not paused, the oldest first. */
  listOn(): Promise<Digest[]>;
  /** False where there is no such digest. A digest that is paused already stays as it was paused first. */
  pause(id: string, pause: Pause): Promise<boolean>;
  /** False where there is no such digest. */
  resume(id: string): Promise<boolean>;
  /** Deletes the digest with its runs; false where there is none. */
  delete(id: string): Promise<boolean>;
}

/**
 * Runs of digests: one for each time a digest was due. Whoever claims a run holds it until its lease ends;
 * methods that take a run are false where somebody else holds it by now, where it has ended, or where its
 * digest is gone. Clocks of replicas may differ by far less than a lease.
 */
export interface Runs {
  /** Takes the run of a digest due at an instant; null where it was taken before, or the digest is paused or gone. */
  claim(digest: string, due: Millis, lease: Lease): Promise<DigestRun | null>;
  /** Holds a run for longer; with an instant that has passed, gives it up for anybody to take over. */
  renew(run: DigestRun, until: Millis): Promise<boolean>;
  /** Runs that were claimed and neither delivered nor failed, and whose lease has ended; the oldest first. */
  listUnfinished(now: Millis): Promise<DigestRun[]>;
  /** Takes an unfinished run from whoever held it; null where somebody else did so first. */
  takeOver(run: DigestRun, lease: Lease): Promise<DigestRun | null>;
  /** Right before the message is sent: what it covers and which events it tells. Again, where it is built anew. */
  markSending(run: DigestRun, sending: Sending): Promise<boolean>;
  /** True also where this holder has marked it delivered before. */
  markDelivered(run: DigestRun, delivery: RunDelivery): Promise<boolean>;
  /** Given up for good. */
  markFailed(run: DigestRun, failure: { at: Millis; why: string }): Promise<boolean>;
  /** The run delivered for the latest due time; its window's end is where the next one starts. */
  findLastDelivered(digest: string): Promise<DigestRun | null>;
  /** The readings that the last two delivered runs of a digest told. */
  readTold(digest: string): Promise<ToldIds>;
}

/** What was read for digests: by it they tell what is unusual, and which events arrived late. */
export interface Readings {
  /** Keeps a reading with the IDs of its events, packed (see packIds). */
  keep(reading: DigestReading, ids: readonly Uint8Array[]): Promise<void>;
  /** Those of an account whose window ends after an instant, the oldest first. */
  list(account: string, since: Millis): Promise<DigestReading[]>;
  /** The events that a reading read; null where that is not known any more. */
  readIds(reading: string): Promise<ToldIds | null>;
}

/** Questions asked: the bot's own audit trail. */
export interface Questions {
  /** Returns the ID under which its end is recorded. */
  start(question: NewQuestion): Promise<string>;
  /** A question that is not known any more is let be. */
  finish(id: string, ending: QuestionEnding): Promise<void>;
  /** What a user of a workspace asked, the newest first. */
  listRecent(by: { team: string; user: string }, limit: number): Promise<AskedQuestion[]>;
  /** Everything asked at or after an instant, the oldest first, read in pages. */
  listSince(since: Millis): AsyncIterable<AskedQuestion>;
}

/** Slack delivers an event again where it is not sure; each is taken once among all replicas. */
export interface EventIds {
  /** Whether nobody has taken the event before. */
  claim(eventId: string, at: Millis): Promise<boolean>;
}
