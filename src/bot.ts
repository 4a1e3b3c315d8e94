import type { Logger } from 'pino';
import { createAdapters } from './adapters.ts';
import { createApp, type TrailApp } from './app.ts';
import type { Config, Settings } from './config.ts';
import { createExportService } from './export/export-service.ts';
import { createMetrics } from './metrics.ts';
import { createAnswerService } from './slack/answer-service.ts';
import type { AskService } from './slack/ask-service.ts';
import { errorFields } from './slack/library-log.ts';
import type { ConnectedSlack } from './slack/transport.ts';
import type { Millis } from './trail/event.ts';

export interface BotOptions {
  settings: Pick<Settings, 'host' | 'port'> & { slack: ConnectedSlack };
  config: Config;
  /** Whether the made-up company's records are asked instead of AWS. */
  sample: boolean;
  version: string;
  region: string | undefined;
  clock: () => Millis;
  log: Logger;
}

export interface Bot {
  app: TrailApp;
  ask: AskService;
  /** Stops the app, then lets go of what it asks. */
  stop(): Promise<void>;
}

/** The bot, with what it asks: AWS, archives, or a sample. */
export function createBot({ settings, config, sample, version, region, clock, log }: BotOptions): Bot {
  const metrics = createMetrics();
  const onBug = (error: unknown) => log.error(errorFields(error), 'A search failed by a fault of Trail’s own');
  const onLookup = metrics.looked;
  const adapters = createAdapters({ config, logs: null, sample, version, region, clock, onLookup, onBug });
  const names = new Map(config.accounts.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));
  const ask = createAnswerService(adapters, names);
  const app = createApp({ settings, config, ask, exports: createExportService(adapters), metrics, log, clock });
  return {
    app,
    ask,
    async stop() {
      await app.stop();
      await adapters.close();
    },
  };
}
