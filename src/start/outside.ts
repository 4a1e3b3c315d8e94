import type { Readable } from 'node:stream';
import type { Terminal } from '../cli/terminal.ts';
import type { Environment } from '../config/settings.ts';
import type { Millis } from '../trail/event.ts';

/** What a door is given of the world outside: main.ts alone reads the environment and the clock. */
export interface Outside {
  env: Environment;
  version: string;
  clock: () => Millis;
  /** Standard input; null where it is a terminal. */
  input: () => Readable | null;
  out: (text: string) => void;
  err: (text: string) => void;
  screen: Pick<Terminal, 'colour' | 'width' | 'watched'>;
  /** Aborted by the first of these signals; until it is called they end the process. */
  stopAt(...signals: NodeJS.Signals[]): AbortSignal;
}
