import pino from 'pino';
import { createAdapters } from './adapters.ts';
import { createApp } from './app.ts';
import type { Config, Settings } from './config.ts';
import { createMetrics } from './metrics.ts';
import { createAnswerService } from './slack/answer-service.ts';
import { errorFields } from './slack/library-log.ts';
import { SlackRefused } from './slack/persevere.ts';
import type { Millis } from './trail/event.ts';

export interface ServeOptions {
  settings: Settings;
  config: Config;
  version: string;
  region: string | undefined;
  clock: () => Millis;
  err: (text: string) => void;
  /** Aborted when the process is asked to end. */
  stop: AbortSignal;
}

/** Runs the bot until it is asked to stop; returns the process's exit code. */
export async function serve({ settings, config, version, region, clock, err, stop }: ServeOptions): Promise<number> {
  const { slack } = settings;
  if (slack.mode === 'none') {
    err(
      'Slack’s settings are missing. Set SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET for HTTP, or with SLACK_APP_TOKEN for Socket Mode; the README says where to find them. Questions can be asked without Slack: npx trail help\n',
    );
    return 2;
  }
  const log = pino({ name: 'trail', level: settings.logLevel });
  const metrics = createMetrics();
  const onBug = (error: unknown) => log.error(errorFields(error), 'A search failed by a fault of Trail’s own');
  const adapters = createAdapters({ config, logs: null, version, region, clock, onLookup: metrics.looked, onBug });
  const names = new Map(config.accounts.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));
  const app = createApp({
    settings: { ...settings, slack },
    config,
    ask: createAnswerService(adapters, names),
    metrics,
    log,
    clock,
  });
  try {
    await app.listen();
    await Promise.race([app.connect(), aborted(stop)]);
    await aborted(stop);
    return 0;
  } catch (error) {
    log.fatal(errorFields(error), error instanceof SlackRefused ? 'Slack refused Trail' : 'Trail could not start');
    return 1;
  } finally {
    await app.stop();
    await adapters.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
