import type { LiveSequence } from '../../src/playground/slack/block-kit/live-sequences.ts';
import type { Carrier } from '../../src/playground/slack/carrier.ts';
import type { Files } from '../../src/playground/slack/files.ts';
import { startLocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { Message } from '../../src/playground/slack/messages.ts';
import type { Senders } from '../../src/playground/slack/senders.ts';
import type { SlackCall } from '../../src/playground/slack/server.ts';
import type { View, Views } from '../../src/playground/slack/views.ts';
import type { Workspace } from '../../src/playground/slack/workspace.ts';
import { interruptWith, type SlackFault, SlackFaults } from './slack-faults.ts';
import { SocketMode } from './slack-socket.ts';

export const credentials = {
  botToken: 'xoxb-fake-bot-token',
  appToken: 'xapp-1-fake-app-token',
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
};

const defaultWorkspace: Workspace = {
  teamId: 'T0TRAIL00',
  botUserId: 'U0TRAILBOT',
  users: [
    { id: 'U012AB3CD', name: 'jdoe', tz: 'America/New_York' },
    { id: 'U045EF6GH', name: 'alice', tz: 'Europe/Berlin' },
  ],
  channels: [
    { id: 'C0AUDIT00', name: 'audit' },
    { id: 'C0PRIVATE', name: 'elsewhere', member: false },
    { id: 'C0ARCHIVE', name: 'old', archived: true },
  ],
  usergroups: { S0SECURITY: ['U012AB3CD'] },
  scopes: [
    'commands',
    'chat:write',
    'app_mentions:read',
    'im:history',
    'users:read',
    'files:write',
    'channels:history',
    'groups:history',
  ],
};

export interface SlackOptions {
  /** `http`: senders sign and post to the bot; `socket`: they go through Socket Mode. Default http. */
  mode?: 'http' | 'socket';
  /** What differs from the default workspace. */
  workspace?: Partial<Workspace>;
  faults?: SlackFault[];
  /** Epoch milliseconds, told with every answer, too; default the real clock. Signatures always carry the real time. */
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
  /** The modals that people have open. */
  openViews: Views;
  files: Files;
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
  const socket = new SocketMode();
  const faults = new SlackFaults();
  for (const fault of options.faults ?? []) faults.add(fault);
  const calls: SlackCall[] = [];
  const slack = await startLocalSlack({
    workspace: { ...defaultWorkspace, ...options.workspace },
    credentials,
    now,
    onCall: (call) => calls.push(call),
    interrupt: (call, response) => interruptWith(faults, call, response),
    carrier: (http) => (mode === 'socket' ? socketCarrier(socket) : http),
    openSocket: () => socket.address(),
  });
  socket.attach(slack.server, slack.url);
  const { messages, views } = slack;
  const { botToken, appToken, signingSecret } = credentials;
  const secrets = mode === 'socket' ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: signingSecret };

  return {
    ...slack,
    env: { SLACK_API_URL: `${slack.url}/api/`, SLACK_BOT_TOKEN: botToken, ...secrets },
    calls,
    messages: messages.all,
    views: views.all,
    openViews: views,
    socket,
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
      await slack.stop();
    },
  };
}

function socketCarrier(socket: SocketMode): Carrier {
  return async (kind, payload, { retry }) => {
    const more = retry === undefined ? {} : { retry_attempt: retry.num, retry_reason: retry.reason };
    const { body, ms } = await socket.send(kind, payload, more);
    return { status: 200, body, ms, request: null };
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
