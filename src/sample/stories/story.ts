import type { Millis } from '../../trail/event.ts';
import type { SampleCall } from '../call.ts';

/** A question that works as typed after /trail, and what there is to find. */
export interface SampleQuestion {
  ask: string;
  /** One sentence for people: what the answer tells. */
  finds: string;
  /** What the answer must hold, somewhere, to tell it. */
  evidence: readonly string[];
}

/** Something that happened in the made-up company, told by the calls that were made. */
export interface Story {
  name: string;
  questions: readonly SampleQuestion[];
  /** All at or before `now`; what questions about the last day shall find, within its last eleven hours. */
  tell(now: Millis): readonly SampleCall[];
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
