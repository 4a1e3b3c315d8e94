import type { Logger } from 'pino';
import { type AskContext, createQuestionLog, noQuestionLog } from '../ask/ask.ts';
import { createDigestCommand } from '../commands/digest-commands.ts';
import { commandsWithoutDigests, createCommands } from '../commands/index.ts';
import type { Config, Settings } from '../config.ts';
import { createDigests } from '../digest/digests.ts';
import type { DigestTiming } from '../digest/timing.ts';
import { fault } from '../errors.ts';
import { createExportService } from '../export/export-events.ts';
import { type AskService, createAnswerService } from '../slack/answer-service.ts';
import { createMetrics, errorFields } from '../slack/telemetry.ts';
import type { ConnectedSlack } from '../slack/transport.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { createAdapters } from './adapters.ts';
import { createApp, type TrailApp } from './app.ts';

export interface BotOptions {
  settings: Pick<Settings, 'host' | 'port'> & { slack: ConnectedSlack };
  config: Config;
  /** Whether the made-up company's records are asked instead of AWS. */
  sample: boolean;
  /** What is remembered, closed with the bot; null: nothing, so that there are no digests. */
  store: Store | null;
  /** Absent: the usual one. */
  digestTiming?: DigestTiming;
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
export async function createBot(options: BotOptions): Promise<Bot> {
  const { settings, config, sample, store, version, region, clock, log } = options;
  const metrics = createMetrics();
  const onBug = (error: unknown) => log.error(errorFields(error), 'A search failed by a fault of Trail’s own');
  const onLookup = metrics.looked;
  const adapters = createAdapters({ config, logs: null, sample, version, region, clock, onLookup, onBug });
  const names = new Map(config.accounts.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));
  const kept = store === null ? null : rememberIn(store, options, adapters);
  const without = commandsWithoutDigests(fault('digest-without-state', []));
  const deps = { ...adapters, commands: kept?.commands ?? without, questionLog: kept?.questionLog ?? noQuestionLog };
  const ask = createAnswerService(deps, names);
  const app = createApp({
    settings,
    config,
    accounts: adapters.known,
    ask,
    exports: createExportService(deps),
    ...kept?.shared,
    metrics,
    log,
    clock,
  });
  return {
    app,
    ask,
    async stop() {
      await app.stop();
      await kept?.questionLog.settled();
      await adapters.close();
      await store?.close();
    },
  };
}

/** What the bot does because it can remember: digests, and the audit log. */
function rememberIn(store: Store, { config, digestTiming, clock, log }: BotOptions, adapters: AskContext) {
  const onTrouble = (error: unknown) => log.error(errorFields(error), 'A question could not be recorded');
  const questionLog = createQuestionLog({ store, clock, onTrouble });
  const context = { ...adapters, questionLog };
  const timing = digestTiming === undefined ? {} : { timing: digestTiming };
  const digests = createDigests({ ...context, store, configured: config.digests, log, ...timing });
  const commands = createCommands(createDigestCommand({ store, digests, context }));
  return { commands, questionLog, shared: { digests, eventIds: store.eventIds } };
}
