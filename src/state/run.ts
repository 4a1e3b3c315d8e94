import type { Millis } from '../trail/event.ts';

/** One time that a digest was due, and what became of it. */
export interface DigestRun {
  /** Travels in the message's metadata, so that a message can be told to be this run's. */
  id: string;
  digest: string;
  due: Millis;
  state: RunState;
  /** A fresh word for each time the run is claimed or taken over; only who knows it may go on. */
  holder: string;
  heldUntil: Millis;
  /** How often it was begun; more than once after a crash. */
  attempts: number;
  /** What the message covers, end exclusive; null until it is about to be sent. */
  window: { start: Millis; end: Millis } | null;
  /** Where the message stands; null until it is delivered. */
  message: MessagePlace | null;
  ended: Millis | null;
  /** Why it failed, in a sentence. */
  why: string | null;
}

/** `sending` may or may not have reached Slack; `delivered` and `failed` are for good. */
export type RunState = 'claimed' | 'sending' | 'delivered' | 'failed';

export interface MessagePlace {
  channel: string;
  /** Slack's timestamp, which is the message's ID in its channel. */
  ts: string;
}

/** From when and until when somebody holds a run. */
export interface Lease {
  now: Millis;
  until: Millis;
}

export interface Sending {
  window: { start: Millis; end: Millis };
  /** IDs of the readings that it tells, by which the events it told are known again; they count once it is delivered. */
  told: Iterable<string>;
}

export interface RunDelivery {
  at: Millis;
  message: MessagePlace;
}
