import type { Millis } from '../trail/event.ts';

/** What of an account is known by sight: by it a digest tells what was never seen before. */
export const seenKinds = ['principals', 'events', 'regions', 'addresses', 'changes'] as const;
export type SeenKind = (typeof seenKinds)[number];

/** What one search of a settled window of one account held, as later digests compare with it. */
export interface DigestReading {
  id: string;
  /** The account's ID; its name where that is not known. */
  account: string;
  /** End exclusive. */
  window: { start: Millis; end: Millis };
  calls: number;
  /** Denied calls by principal. */
  denied: Readonly<Record<string, number>>;
  /** Each value with the time it was first seen in the window; null where there were too many to keep. */
  seen: Readonly<Record<SeenKind, readonly (readonly [value: string, first: Millis])[] | null>>;
}
