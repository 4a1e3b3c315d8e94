import type { Logger } from 'pino';
import { createQuestionLog, type QuestionLog } from '../ask/question-log.ts';
import type { Config, Settings } from '../config.ts';
import { createDigests } from '../digest/digests.ts';
import type { DigestTiming } from '../digest/timing.ts';
import { createExportService } from '../export/export-service.ts';
import { createAnswerService } from '../slack/answer-service.ts';
import type { AskService } from '../slack/ask-service.ts';
import type { ExportService } from '../slack/exporting.ts';
import { errorFields } from '../slack/library-log.ts';
import type { ConnectedSlack } from '../slack/transport.ts';
import type { QuestionOutcome } from '../state/question.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { type Adapters, createAdapters } from './adapters.ts';
import { createApp, type TrailApp } from './app.ts';
import { createMetrics } from './metrics.ts';

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
  const kept = store === null ? null : rememberIn(store, options, adapters, names);
  const exports = createExportService(adapters);
  const ask = createAnswerService(adapters, names, kept?.digests);
  const app = createApp({
    settings,
    config,
    ask,
    exports: kept === null ? exports : recordExports(exports, kept.questions, clock),
    ...kept,
    metrics,
    log,
    clock,
  });
  return {
    app,
    ask,
    async stop() {
      await app.stop();
      await kept?.questions.settled();
      await adapters.close();
      await store?.close();
    },
  };
}

/** What the bot does because it can remember: digests, and the trail of its own that says who asked what. */
function rememberIn(
  store: Store,
  { config, digestTiming, clock, log }: BotOptions,
  adapters: Adapters,
  accountNames: ReadonlyMap<string, string>,
) {
  const timing = digestTiming === undefined ? {} : { timing: digestTiming };
  const digests = createDigests({
    ...adapters,
    store,
    accountNames,
    configured: config.digests,
    log,
    clock,
    ...timing,
  });
  const onTrouble = (error: unknown) => log.error(errorFields(error), 'A question could not be recorded');
  return { digests, questions: createQuestionLog(store, onTrouble), eventIds: store.eventIds };
}

/** What is carried away is recorded as what is asked is, with the word `export` before it. */
function recordExports(exports: ExportService, questions: QuestionLog, clock: () => Millis): ExportService {
  return {
    async export(command, asker, signal, onProgress) {
      const time = clock();
      const { user, team, channel } = asker;
      const ended = questions.began({ user, team, channel, text: `export ${command}`, time });
      const end = (outcome: QuestionOutcome) =>
        ended({ outcome, took: clock() - time, complete: outcome === 'answered' });
      try {
        const exported = await exports.export(command, asker, signal, onProgress);
        end(exported.ok ? 'answered' : exported.fault.id === 'not-allowed' ? 'refused' : 'not-understood');
        return exported;
      } catch (error) {
        end(signal.aborted ? 'cancelled' : 'failed');
        throw error;
      }
    },
  };
}
