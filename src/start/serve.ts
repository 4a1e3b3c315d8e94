import pino from 'pino';
import type { Config, Settings } from '../config.ts';
import { explain, type Fault } from '../errors.ts';
import { SlackRefused } from '../slack/retry-until-connected.ts';
import { errorFields } from '../slack/telemetry.ts';
import type { ConnectedSlack } from '../slack/transport.ts';
import { awaitStore } from '../state/open-store.ts';
import { statePlace } from '../state/state-place.ts';
import type { Millis } from '../trail/event.ts';
import { createBot } from './bot.ts';
import { listenTrouble } from './listen-trouble.ts';

interface ServeOptions {
  settings: Settings & { slack: ConnectedSlack };
  config: Config;
  version: string;
  region: string | undefined;
  clock: () => Millis;
  err: (text: string) => void;
  /** Aborted when the process is asked to end. */
  stop: AbortSignal;
}

/** Between attempts to reach a database that is away; the last one repeats. */
const reconnect: readonly Millis[] = [1_000, 2_000, 4_000, 8_000, 15_000];

const howToGoOn =
  'npx trail doctor checks everything Trail needs; without any SLACK_… setting, npm start opens the playground.\n';

/** Runs the bot until it is asked to stop; returns the process's exit code. */
export async function serve({ stop, err, ...options }: ServeOptions): Promise<number> {
  const { settings } = options;
  const log = pino({ name: 'trail', level: settings.logLevel });
  const onTrouble = (why: Fault, wait: Millis) => log.warn({ why: explain(why), wait }, 'The state can’t be reached');
  const store = await awaitStore(statePlace(settings), { waits: reconnect, stop }, { onTrouble });
  if (!store.ok) {
    if (!stop.aborted) err(`${explain(store.fault)}\n`);
    return stop.aborted ? 0 : 1;
  }
  const bot = await createBot({ ...options, sample: false, store: store.value, log });
  try {
    await bot.app.listen();
    await Promise.race([bot.app.connect(), aborted(stop)]);
    await aborted(stop);
    return 0;
  } catch (error) {
    log.fatal(errorFields(error), error instanceof SlackRefused ? 'Slack refused Trail' : 'Trail could not start');
    const why = error instanceof SlackRefused ? error.message : listenTrouble(error, settings.host, settings.port);
    if (why !== null) err(`${why}\n${howToGoOn}`);
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
