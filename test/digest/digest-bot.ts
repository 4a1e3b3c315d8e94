import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { AccessRule } from '../../src/access/decide.ts';
import { createQuestionLog } from '../../src/ask/ask.ts';
import { createDigestCommand } from '../../src/commands/digest-commands.ts';
import { createCommands } from '../../src/commands/index.ts';
import { readSettings } from '../../src/config.ts';
import { createDigests } from '../../src/digest/digests.ts';
import type { ConfiguredDigest } from '../../src/digest/keep-configured.ts';
import type { DigestTiming } from '../../src/digest/timing.ts';
import { createExportService } from '../../src/export/export-events.ts';
import type { Account } from '../../src/plan/plan.ts';
import { sourceTraits } from '../../src/plan/source-traits.ts';
import type { Message } from '../../src/playground/slack/messages.ts';
import { createAnswerService } from '../../src/slack/answer-service.ts';
import { createMetrics } from '../../src/slack/telemetry.ts';
import { defaultTiming } from '../../src/slack/timing.ts';
import { createArchives } from '../../src/sources/log-files/archives.ts';
import type { EventSource } from '../../src/sources/source.ts';
import { createApp, type TrailApp } from '../../src/start/app.ts';
import type { Digest, NewDigest } from '../../src/state/digest.ts';
import { openStore } from '../../src/state/open-store.ts';
import type { Store } from '../../src/state/store.ts';
import type { TrailEvent } from '../../src/trail/event.ts';
import { type FakeSlack, type SlackOptions, startSlack } from '../fakes/slack.ts';
import { prod, until } from '../slack/bot.ts';
import { sourceOf } from '../slack/trail.ts';

export const minute = 60_000;
export const day = 86_400_000;

/** The product's times, a fraction as long. */
export const quick: DigestTiming = {
  tick: 20,
  lease: 300,
  backOff: [20, 40],
  prune: 60 * minute,
};

/** A state, a Slack and a trail that outlive the bots over them. */
export interface Stage {
  slack: FakeSlack;
  store: Store;
  events: TrailEvent[];
  /** Each search: the account and Region, and whether it asked anew. */
  searches: { account: string; region: string | null; fresh: boolean; priority: string }[];
  /** What all clocks show. */
  now(): number;
  /** Moves all clocks. */
  travel(by: number): void;
}

export interface DigestBot {
  app: TrailApp;
  log: Record<string, unknown>[];
  stop(): Promise<void>;
}

const ending: (() => Promise<unknown>)[] = [];

/** Stops what a test began, the last first. */
export async function clearStage(): Promise<void> {
  for (const end of ending.splice(0).reverse()) await end();
}

export async function setStage(options: SlackOptions = {}): Promise<Stage> {
  let offset = 0;
  const now = () => Date.now() + offset;
  const slack = await startSlack({ ...options, now });
  const folder = mkdtempSync(join(tmpdir(), 'trail-digest-'));
  const opened = await openStore({ kind: 'folder', folder });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  const store = opened.value;
  ending.push(
    async () => rmSync(folder, { recursive: true }),
    () => store.close(),
    () => slack.stop(),
  );
  return {
    slack,
    store,
    events: [],
    searches: [],
    now,
    travel(by) {
      offset += by;
    },
  };
}

export interface DigestBotOptions {
  access?: AccessRule[];
  accounts?: Account[];
  configured?: ConfiguredDigest[];
  timing?: Partial<DigestTiming>;
  /** Milliseconds for one request to Slack. */
  request?: number;
  /** Whether to wait until it is connected; default true. */
  connected?: boolean;
}

/** Starts a bot on a stage. Its requests are signed with the real time, so people can ask it only while clocks are right. */
export async function startDigestBot(stage: Stage, options: DigestBotOptions = {}): Promise<DigestBot> {
  const { slack, store, now } = stage;
  const settings = readSettings({ ...slack.env, HOST: '127.0.0.1', PORT: '0' });
  if (!settings.ok || settings.value.slack.mode === 'none') throw new Error('The fake gives settings for Slack');
  const { accounts = [prod], access = null, configured = [] } = options;
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, keep(lines));
  const deps = {
    accounts: async () => accounts,
    access,
    hiding: { own: { roles: [], callers: [] }, ignore: [] },
    logs: null,
    sources: { 'event-history': watched(stage), 'log-files': createArchives() },
    quota: () => [],
    clock: now,
    onBug: (error: unknown) => {
      throw error;
    },
  };
  const accountNames = new Map(accounts.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));
  const timing = { ...quick, ...options.timing };
  const questionLog = createQuestionLog({
    store,
    clock: now,
    onTrouble: (error) => {
      throw error;
    },
  });
  const context = { ...deps, questionLog };
  const digests = createDigests({ ...context, store, configured, log, timing });
  const commands = createCommands(createDigestCommand({ store, digests, context }));
  const asking = { ...context, commands };
  const app = createApp({
    settings: { ...settings.value, slack: settings.value.slack },
    config: { access, accounts },
    accounts: async () => accounts,
    ask: createAnswerService(asking, accountNames),
    exports: createExportService(asking),
    digests,
    eventIds: store.eventIds,
    metrics: createMetrics(),
    log,
    clock: now,
    timing: {
      ...defaultTiming,
      settle: 15,
      gather: 30,
      gaps: [50, 100],
      retries: [20],
      reconnect: { first: 20, longest: 20 },
      spacing: 5,
      request: options.request ?? defaultTiming.request,
      drain: 500,
    },
  });
  let stopped: Promise<unknown> | undefined;
  const stop = async () => {
    stopped ??= app.stop();
    await stopped;
  };
  ending.push(stop);
  const { port } = await app.listen();
  slack.connect(`http://127.0.0.1:${port}`);
  const connecting = app.connect();
  if (options.connected !== false) await connecting;
  return { app, log: lines, stop };
}

/** The stage's events as a source, each search noted. */
function watched(stage: Stage): EventSource {
  return {
    traits: sourceTraits['event-history'],
    open(fetches, options) {
      const { fresh = false, priority = 'person' } = options;
      for (const { account, region } of fetches) {
        stage.searches.push({ account: account.name, region, fresh, priority });
      }
      return sourceOf(stage.events).open(fetches, options);
    },
  };
}

/** A digest that was set up long ago, and is due every day at the minute before now, in UTC. */
export async function dueNow(stage: Stage, more: Partial<NewDigest> = {}): Promise<Digest> {
  const due = new Date(stage.now() - minute);
  const two = (number: number) => String(number).padStart(2, '0');
  return stage.store.digests.create({
    team: stage.slack.workspace.teamId,
    channel: 'C0AUDIT00',
    maker: 'U012AB3CD',
    made: stage.now() - 300 * day,
    origin: 'slack',
    schedule: `daily ${two(due.getUTCHours())}:${two(due.getUTCMinutes())} UTC`,
    accounts: null,
    sections: null,
    ...more,
  });
}

/** Waits until all that is due has been looked at once more: a digest set up only now came, and no other is under way. */
export async function allLookedAt(stage: Stage): Promise<void> {
  const { runs } = stage.store;
  const { id } = await dueNow(stage, { channel: 'D0ALICE000' });
  await until(async () => (await runs.findLastDelivered(id)) !== null);
  await until(async () => (await runs.listUnfinished(Number.MAX_SAFE_INTEGER)).length === 0);
}

/** The digests that stand in a channel. */
export function digestsIn({ slack }: Stage, channel = 'C0AUDIT00'): Message[] {
  return slack.messages.filter(
    (message) => message.channel === channel && message.metadata?.event_type === 'trail_digest',
  );
}

function keep(lines: Record<string, unknown>[]): Writable {
  return new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)));
      done();
    },
  });
}
