import pino from 'pino';
import { createBot } from './bot.ts';
import type { Config, Settings } from './config.ts';
import { errorFields } from './slack/library-log.ts';
import { SlackRefused } from './slack/persevere.ts';
import type { ConnectedSlack } from './slack/transport.ts';
import type { Millis } from './trail/event.ts';

export interface ServeOptions {
  settings: Settings & { slack: ConnectedSlack };
  config: Config;
  version: string;
  region: string | undefined;
  clock: () => Millis;
  /** Aborted when the process is asked to end. */
  stop: AbortSignal;
}

/** Runs the bot until it is asked to stop; returns the process's exit code. */
export async function serve({ stop, ...options }: ServeOptions): Promise<number> {
  const log = pino({ name: 'trail', level: options.settings.logLevel });
  const bot = createBot({ ...options, sample: false, log });
  try {
    await bot.app.listen();
    await Promise.race([bot.app.connect(), aborted(stop)]);
    await aborted(stop);
    return 0;
  } catch (error) {
    log.fatal(errorFields(error), error instanceof SlackRefused ? 'Slack refused Trail' : 'Trail could not start');
    return 1;
  } finally {
    await bot.stop();
  }
}

/** Resolves once the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
