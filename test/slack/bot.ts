import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { AccessRule } from '../../src/access/decide.ts';
import { readSettings } from '../../src/config.ts';
import { failed, fault } from '../../src/errors.ts';
import type { ExportService } from '../../src/export/export-events.ts';
import type { Account } from '../../src/plan/plan.ts';
import type { AskerInSlack, SlackMessage, SlackStep } from '../../src/slack/answer-service.ts';
import { createMetrics } from '../../src/slack/telemetry.ts';
import { defaultTiming, type Timing } from '../../src/slack/timing.ts';
import { createApp, type TrailApp } from '../../src/start/app.ts';
import { type FakeSlack, type SlackOptions, startSlack } from '../fakes/slack.ts';

export { until } from '../fakes/until.ts';

/** The product's times, a tenth as long. */
const quick: Timing = {
  ...defaultTiming,
  lull: 1,
  putOff: 50,
  settle: 15,
  gather: 30,
  gaps: [50, 100, 200],
  retries: [20, 40, 80],
  reconnect: { first: 20, longest: 50 },
  drain: 500,
  abandon: 200,
};

/** What a question comes to, written down beforehand. */
export type Script = (text: string, asker: AskerInSlack, signal: AbortSignal) => AsyncIterable<SlackStep>;

export interface Bot {
  slack: FakeSlack;
  app: TrailApp;
  /** Where it listens. */
  url: string;
  /** The questions it was asked, and by whom. */
  asked: { text: string; asker: AskerInSlack }[];
  /** What it logged. */
  log: Record<string, unknown>[];
}

export interface BotOptions extends SlackOptions {
  script?: Script;
  access?: AccessRule[];
  accounts?: Account[];
  exports?: ExportService;
  timing?: Partial<Timing>;
  /** Default the real one, by which what the fake of Slack sends is signed. */
  clock?: () => number;
  /** Whether to wait until it is connected; default true. */
  connected?: boolean;
  env?: Record<string, string>;
}

export const prod: Account = {
  id: '111122223333',
  name: 'prod',
  role: null,
  externalId: null,
  regions: ['us-east-1', 'us-east-2'],
  archive: null,
};

const nothingToExport: ExportService = { export: async () => failed(fault('export-empty', [])) };

const running: (() => Promise<unknown>)[] = [];

/** Starts the app, in this process, against a Slack of its own. */
export async function startBot({ script = replies('done'), ...options }: BotOptions = {}): Promise<Bot> {
  const slack = await startSlack(options);
  const asked: Bot['asked'] = [];
  const log: Bot['log'] = [];
  const settings = readSettings({ ...slack.env, HOST: '127.0.0.1', PORT: '0', ...options.env });
  if (!settings.ok) throw new Error(JSON.stringify(settings.fault));
  const { slack: chosen } = settings.value;
  if (chosen.mode === 'none') throw new Error('The fake gives settings for Slack');
  const app = createApp({
    settings: { ...settings.value, slack: chosen },
    config: { access: options.access ?? null, accounts: options.accounts ?? [prod] },
    accounts: async () => options.accounts ?? [prod],
    exports: options.exports ?? nothingToExport,
    ask: {
      ask(text, asker, signal) {
        asked.push({ text, asker });
        return script(text, asker, signal);
      },
    },
    metrics: createMetrics(),
    log: pino({ level: 'debug' }, keep(log)),
    clock: options.clock ?? Date.now,
    timing: { ...quick, ...options.timing },
  });
  running.push(
    () => slack.stop(),
    () => app.stop(),
  );
  const { port } = await app.listen();
  const url = `http://127.0.0.1:${port}`;
  slack.connect(url);
  if (options.connected !== false) await app.connect();
  return { slack, app, url, asked, log };
}

/** Stops every bot and Slack of a test. */
export async function stopBots(): Promise<void> {
  for (const stop of running.splice(0).reverse()) await stop();
}

function keep(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
}

/** A script that answers everything at once with help. */
export function replies(text: string): Script {
  return () => steps([{ kind: 'reply', command: 'help', alone: false, message: message(text) }]);
}

/** Steps one after the other, each function something to wait for. */
export async function* steps(list: readonly (SlackStep | (() => Promise<unknown>))[]): AsyncGenerator<SlackStep> {
  for (const step of list) {
    if (typeof step === 'function') await step();
    else yield step;
  }
}

export const searching = (isPublic = false): SlackStep => ({
  kind: 'searching',
  public: isPublic,
  regions: 17,
  accounts: 1,
});

/** An answer of which only its message and whether it is final matter here. */
export function answer(text: string, { final = false, isPublic = false } = {}): SlackStep {
  return {
    kind: 'answer',
    public: isPublic,
    message: message(text),
    answer: {
      question: 'who',
      asked: 'who DeleteBucket',
      headline: [text],
      window: { start: 0, end: 1 },
      total: 0,
      groups: [],
      events: [],
      chain: null,
      record: null,
      sections: [],
      hidden: 0,
      partiallyRead: 0,
      coverage: { complete: true, searched: [], missed: [], notes: [] },
      final,
      done: final ? 1 : 0.5,
    },
  };
}

export function message(text: string): SlackMessage {
  return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }] };
}
