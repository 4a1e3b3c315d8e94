import type { Millis } from '../trail/event.ts';

/** A question that somebody asked. */
export interface NewQuestion {
  /** Slack's IDs of who asked, and where; empty where it was not asked in Slack. */
  user: string;
  team: string;
  channel: string;
  /** In the form in which it can be typed again. */
  text: string;
  time: Millis;
}

export interface AskedQuestion extends NewQuestion {
  id: string;
  /** Null while it is answered, and where Trail was stopped meanwhile. */
  ending: QuestionEnding | null;
}

export interface QuestionEnding {
  outcome: QuestionOutcome;
  /** Milliseconds from question to answer. */
  took: Millis;
  /** Whether everything asked for was searched. */
  complete: boolean;
}

export type QuestionOutcome = 'answered' | 'refused' | 'not-understood' | 'cancelled' | 'failed';
