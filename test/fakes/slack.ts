import type { LiveSequence } from './block-kit/live-sequences.ts';
import { serve } from './loopback.ts';
import { type SlackFault, SlackFaults } from './slack-faults.ts';
import { type Message, Messages } from './slack-messages.ts';
import { Responses } from './slack-responses.ts';
import { makeSenders, type Senders, signingSecret } from './slack-senders.ts';
import { appToken, botToken, receive, type SlackCall } from './slack-server.ts';
import { SocketMode } from './slack-socket.ts';
import { type View, Views } from './slack-views.ts';
import { defaultWorkspace, type Workspace } from './slack-workspace.ts';

export interface SlackOptions {
  /** `http`: senders sign and post to the bot; `socket`: they go through Socket Mode. Default http. */
  mode?: 'http' | 'socket';
  /** What differs from the default workspace. */
  workspace?: Partial<Workspace>;
  faults?: SlackFault[];
  /** Epoch milliseconds; default the real clock. Signatures always carry the real time. */
  now?: () => number;
}

export interface FakeSlack extends Senders {
  url: string;
  /** What a bot needs in its environment to use this Slack, by the mode. */
  env: Record<string, string>;
  workspace: Workspace;
  /** Every request that came in, in the order of arrival. */
  calls: SlackCall[];
  /** Every message ever posted, as it is now, deleted ones included. */
  messages: Message[];
  views: View[];
  socket: SocketMode;
  /** Tells where the bot listens; needed before anything is sent in HTTP mode. */
  connect(botUrl: string): void;
  /** Calls back after each message posted, updated or deleted, until the returned function is called. */
  onMessage(listener: (message: Message) => void): () => void;
  /** Everything that would have pinged or linked, in any state of any message or view. */
  live(): LiveSequence[];
  /** What came in and was refused for what it said: neither faults nor spent response_urls. */
  refused(): SlackCall[];
  addFault(fault: SlackFault): void;
  clearFaults(): void;
  stop(): Promise<void>;
}

/** Starts a workspace with one bot installed, on a free loopback port. */
export async function startSlack(options: SlackOptions = {}): Promise<FakeSlack> {
  const { mode = 'http', now = Date.now } = options;
  const workspace = { ...defaultWorkspace, ...options.workspace };
  const messages = new Messages(now);
  const views = new Views(now);
  const responses = new Responses(messages, now);
  const socket = new SocketMode();
  const faults = new SlackFaults();
  for (const fault of options.faults ?? []) faults.add(fault);
  const calls: SlackCall[] = [];
  const slack = { workspace, messages, views, openSocket: () => socket.address() };

  const { server, url, stop } = await serve((request, response) =>
    receive({ slack, responses, faults, calls, now }, request, response),
  );
  socket.attach(server, url);

  let botUrl: string | null = null;
  const bot = () => {
    if (botUrl === null) throw new Error('Say where the bot listens first: slack.connect(url).');
    return botUrl;
  };
  const acknowledged = (id: string, given: unknown) => {
    const shown = responses.acknowledge(id, given);
    if (shown !== undefined) calls.push({ time: now(), method: 'ack', given, status: 200, error: shown.error });
  };
  const secrets = mode === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret };

  return {
    ...makeSenders({
      url,
      workspace,
      views,
      responses,
      now,
      socket,
      acknowledged,
      bot: mode === 'socket' ? null : bot,
    }),
    url,
    env: { SLACK_API_URL: `${url}/api/`, SLACK_BOT_TOKEN: botToken, ...secrets },
    workspace,
    calls,
    messages: messages.all,
    views: views.all,
    socket,
    connect: (where) => {
      botUrl = where;
    },
    onMessage: (listener) => messages.onChange(listener),
    live: () => [
      ...messages.all.flatMap((message) => message.versions.flatMap((version) => version.live)),
      ...views.all.flatMap((view) => view.live),
    ],
    refused: () => calls.filter((call) => call.error !== null && refusals.has(call.error)),
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    stop: async () => {
      socket.drop();
      await stop();
    },
  };
}

const refusals = new Set([
  'invalid_arguments',
  'invalid_attachments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_payload',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
]);
