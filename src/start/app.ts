import type { Logger } from 'pino';
import { usergroupsIn } from '../access/decide.ts';
import type { Config, Settings } from '../config.ts';
import type { DigestService } from '../digest/digests.ts';
import type { ExportService } from '../export/export-events.ts';
import type { KnownAccount } from '../query/read-values.ts';
import { AckFirstApp, dedupeEvents, Turns, Work } from '../slack/ack-first.ts';
import type { AskService } from '../slack/answer-service.ts';
import { createAnswering } from '../slack/answering.ts';
import { registerCommands } from '../slack/commands.ts';
import { createConversations } from '../slack/conversations.ts';
import { registerDetails } from '../slack/details.ts';
import { createDigestPost } from '../slack/digest-post.ts';
import { registerEvents } from '../slack/events.ts';
import { createExporting } from '../slack/exporting.ts';
import { registerExports } from '../slack/exports.ts';
import { registerForm } from '../slack/form.ts';
import { registerHome } from '../slack/home.ts';
import { type BotIdentity, identify } from '../slack/identify.ts';
import { createPeople, createRecentQuestions, createSeenEvents, type RecentQuestions } from '../slack/people.ts';
import { registerPresses } from '../slack/presses.ts';
import { type ConnectionRetries, retryUntilConnected } from '../slack/retry-until-connected.ts';
import type { SlackDeps } from '../slack/slack-deps.ts';
import { errorFields, libraryLog, type Metrics } from '../slack/telemetry.ts';
import { defaultTiming, type Timing } from '../slack/timing.ts';
import { type Address, type ConnectedSlack, createTransport, HttpServer } from '../slack/transport.ts';
import { type ClientSettings, createClient } from '../slack/web-client.ts';
import type { EventIds } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';

interface AppDeps {
  settings: Pick<Settings, 'host' | 'port'> & { slack: ConnectedSlack };
  config: Pick<Config, 'access' | 'accounts'>;
  /** The configured accounts with their Regions. */
  accounts: () => Promise<readonly KnownAccount[]>;
  ask: AskService;
  exports: ExportService;
  /** Where what people asked last is kept; absent: in memory. */
  recent?: RecentQuestions;
  /** Absent: there are none. */
  digests?: DigestService;
  /** Where replicas agree on who takes which event; absent: there are none. */
  eventIds?: EventIds;
  metrics: Metrics;
  log: Logger;
  clock: () => Millis;
  timing?: Timing;
}

/** The bot. `listen`, then `connect`; `stop` ends either, at any time. */
export interface TrailApp {
  /** Serves HTTP: /healthz at once, /readyz with 503 until Slack is reached. Rejects where the address can't be had. */
  listen(): Promise<Address>;
  /** Resolves once questions are answered, or on a stop. Rejects with SlackRefused where Slack says no for good. */
  connect(): Promise<void>;
  /** Takes no new work, lets running answers finish, aborts what takes longer. Whether all of them ended. */
  stop(): Promise<boolean>;
}

const listeners = [
  registerCommands,
  registerEvents,
  registerPresses,
  registerDetails,
  registerExports,
  registerForm,
  registerHome,
];

const remedies = {
  bot: 'copy the Bot User OAuth Token from the app’s page “OAuth & Permissions” to SLACK_BOT_TOKEN',
  link: 'create an app-level token with connections:write on the app’s page “Basic Information” for SLACK_APP_TOKEN',
};

/** Wires Slack to the questions. */
export function createApp(deps: AppDeps): TrailApp {
  const { settings, config, ask, exports, metrics, log, clock, timing = defaultTiming } = deps;
  const { recent = createRecentQuestions(), digests, eventIds } = deps;
  const { slack } = settings;
  const stopping = new AbortController();
  const patience = (remedy: string): ConnectionRetries => ({
    waits: timing.reconnect,
    signal: stopping.signal,
    log,
    remedy,
  });
  const web: ClientSettings = { apiUrl: slack.apiUrl, log: libraryLog(log), timeout: timing.request };
  const client = createClient(slack.botToken, web);

  let known: BotIdentity | null = null;
  const open = () => unready() === null;
  const transport = createTransport(slack, { web, patience: patience(remedies.link), open, clock, metrics, log });
  const unready = (): string | null => {
    if (stopping.signal.aborted) return 'Trail is stopping';
    return known !== null && transport.connected() ? null : 'Slack has not been reached yet';
  };
  const server = new HttpServer({ receive: transport.receive, unready, metrics, log });

  const work = new Work();
  const people = createPeople({ client, log, clock, usergroups: usergroupsIn(config.access) });
  const seen = createSeenEvents();
  const answering = createAnswering({
    ask,
    onAnswered(user, { answer, message }) {
      seen.remember(answer.groups.flatMap(({ events }) => events));
      if (message.about !== undefined) recent.remember(user, { command: message.about.command, time: clock() });
    },
    people,
    signal: work.signal,
    metrics,
    log,
    clock,
    timing,
  });
  const authorize = async () => ({ botToken: slack.botToken, ...known });
  const bolt = new AckFirstApp(
    { receiver: transport.receiver, authorize, logger: web.log, convoStore: false },
    { turns: new Turns(timing), work },
  );
  bolt.error(async (error) => log.error(errorFields(error), 'A listener failed'));
  bolt.use(dedupeEvents({ clock, log, eventIds }));
  const restricted = config.access !== null;
  const accountNames = new Map(config.accounts.flatMap(({ id, name }) => (id === null ? [] : [[id, name] as const])));
  const conversations = createConversations({ client, log, botId: () => known?.botId });
  const exporting = createExporting({ exports, answering, client, accountNames, signal: work.signal, clock, log });
  const shared: SlackDeps = {
    answering,
    exporting,
    conversations,
    recent,
    seen,
    digests: digests ?? null,
    client,
    apiUrl: slack.apiUrl,
    restricted,
    accounts: deps.accounts,
    accountNames,
    timing,
    clock,
    log,
  };
  for (const register of listeners) register(bolt, shared);

  let sending: Promise<void> = Promise.resolve();
  /** Begins to send digests, once it is known whose workspace this is. */
  function sendDigests(): void {
    const team = known?.teamId;
    if (digests === undefined || team === undefined) return;
    const post = createDigestPost({
      client,
      team,
      botId: () => known?.botId,
      people,
      accountNames,
      spacing: timing.spacing,
    });
    sending = digests
      .run(post, stopping.signal)
      .catch((error: unknown) => log.error(errorFields(error), 'Digests are not sent any more'));
  }

  return {
    async listen() {
      const address = await server.listen(settings.host, settings.port);
      log.info(address, 'Listening');
      return address;
    },
    async connect() {
      known = await retryUntilConnected(() => identify(client), patience(remedies.bot));
      await transport.open();
      if (unready() !== null) return;
      sendDigests();
      log.info({ mode: slack.mode }, 'Trail answers in Slack');
      if (!restricted) log.warn({ setting: 'access' }, 'No access rules: everybody in the workspace may ask');
    },
    async stop() {
      log.info({ running: work.running }, 'Stopping');
      stopping.abort();
      server.stopListening();
      await transport.close();
      const ended = await work.drain(timing.drain, timing.abandon);
      await sending;
      server.close();
      log.info({ ended }, 'Stopped');
      return ended;
    },
  };
}
