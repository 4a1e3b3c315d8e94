import type { ColumnType } from 'kysely';
import type { Millis } from '../trail/event.ts';
import type { DigestOrigin } from './digest.ts';
import type { QuestionOutcome } from './question.ts';
import type { RunState } from './run.ts';

/** The tables as SQL sees them: only text, whole numbers and bytes, which both databases hold alike. */
export interface Tables {
  trail_schema: { version: number; name: string };
  trail_digests: DigestRow;
  trail_runs: RunRow;
  trail_told: { run: string; part: number; ids: Bytes };
  trail_readings: ReadingRow;
  trail_read_ids: { reading: string; part: number; ids: Bytes };
  trail_questions: QuestionRow;
  trail_event_ids: { id: string; taker: string; at: Millis };
}

/** Read as an ArrayBuffer from SQLite, as a Buffer from PostgreSQL. */
type Bytes = ColumnType<ArrayBuffer | Uint8Array, Uint8Array, Uint8Array>;

export interface DigestRow {
  id: string;
  team: string;
  channel: string;
  maker: string;
  made: Millis;
  origin: DigestOrigin;
  schedule: string;
  /** JSON lists of text. */
  accounts: string | null;
  sections: string | null;
  paused_at: Millis | null;
  paused_by: string | null;
  paused_why: string | null;
}

export interface RunRow {
  id: string;
  digest: string;
  due: Millis;
  state: RunState;
  holder: string;
  held_until: Millis;
  attempts: number;
  window_start: Millis | null;
  window_end: Millis | null;
  message_channel: string | null;
  message_ts: string | null;
  ended: Millis | null;
  why: string | null;
}

export interface ReadingRow {
  id: string;
  account: string;
  window_start: Millis;
  window_end: Millis;
  calls: number;
  /** JSON. */
  denied: string;
  seen: string;
}

export interface QuestionRow {
  id: string;
  asker: string;
  team: string;
  channel: string;
  text: string;
  time: Millis;
  outcome: QuestionOutcome | null;
  took: Millis | null;
  /** 0 or 1. */
  complete: number | null;
}
