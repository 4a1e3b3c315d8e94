import type { Millis } from '../trail/event.ts';

/** A digest as somebody set it up. */
export interface Digest extends NewDigest {
  /** Short, lower case, safe to type. */
  id: string;
  /** Null while it runs. */
  paused: Pause | null;
}

export interface NewDigest {
  /** Slack's IDs of the workspace, the channel and who made it; `maker` is empty for one of trail.yml. */
  team: string;
  channel: string;
  maker: string;
  made: Millis;
  origin: DigestOrigin;
  /** The rule as it is typed, with its zone: `weekly mon 09:00 Europe/Berlin`. */
  schedule: string;
  /** Accounts it is limited to; null: all that the channel may see. */
  accounts: string[] | null;
  /** Sections it is limited to; null: all. */
  sections: string[] | null;
}

/** Where it was set up: by a command, or in trail.yml. */
export type DigestOrigin = 'slack' | 'config';

export interface Pause {
  since: Millis;
  /** Slack user ID; null where Trail itself paused it. */
  by: string | null;
  /** Why Trail did, in a sentence; null where a person did. */
  why: string | null;
}
