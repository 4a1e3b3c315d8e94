import type { Millis } from '../trail/event.ts';

/** When the runner of digests waits, and how long. Tests run the same code on shorter times. */
export interface DigestTiming {
  /** Between two looks at what is due. */
  tick: Millis;
  /** How long a run is held without a sign of life: after a crash, it waits as long. */
  lease: Millis;
  /** Between attempts to post; the last one repeats. */
  backOff: readonly Millis[];
  /** Between two times that what is too old is forgotten. */
  prune: Millis;
}

export const defaultDigestTiming: DigestTiming = {
  tick: 2_000,
  lease: 15_000,
  backOff: [1_000, 2_000, 5_000, 15_000, 30_000, 60_000, 300_000],
  prune: 3_600_000,
};
