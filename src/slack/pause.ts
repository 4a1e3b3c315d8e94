import { setTimeout as sleep } from 'node:timers/promises';
import type { Millis } from '../trail/event.ts';

/** Waits; ends early, without an error, when the signal aborts. */
export async function pause(wait: Millis, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(wait, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  }
}
