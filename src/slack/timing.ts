import type { Millis } from '../trail/event.ts';

/** When the edge waits, and how long (milliseconds). Tests run the same code on shorter times. */
export interface Timing {
  /** Without a request before work begins. */
  lull: Millis;
  /** That work may wait for this, while requests keep coming. */
  putOff: Millis;
  /** Before a question's first sign of life. */
  settle: Millis;
  /** For pages that come together, once an update is due. */
  gather: Millis;
  /** Between what is shown before the final answer: searching, then at most three partial answers. */
  gaps: readonly Millis[];
  /** Between attempts to show a final answer. */
  retries: readonly Millis[];
  /** Between attempts to reach Slack: each wait is twice the one before. */
  reconnect: { first: Millis; longest: Millis };
  /** Between two digests in the same channel: Slack takes about one message a second there. */
  spacing: Millis;
  /** For one request to Slack. */
  request: Millis;
  /** For running answers when Trail stops, then for those that were aborted. */
  drain: Millis;
  abandon: Millis;
}

export const defaultTiming: Timing = {
  lull: 20,
  putOff: 500,
  settle: 0,
  gather: 300,
  gaps: [500, 3_000, 8_000],
  retries: [500, 1_000, 2_000],
  reconnect: { first: 1_000, longest: 30_000 },
  spacing: 1_100,
  request: 5_000,
  drain: 10_000,
  abandon: 2_000,
};
