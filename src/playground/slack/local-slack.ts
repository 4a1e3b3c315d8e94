import type { Server } from 'node:http';
import { type Carrier, httpCarrier } from './carrier.ts';
import { Files } from './files.ts';
import { serve } from './loopback.ts';
import { Messages } from './messages.ts';
import { Responses } from './responses.ts';
import { makeSenders, type Senders } from './senders.ts';
import { type BotCredentials, receive, type SlackCall, type SlackServer } from './server.ts';
import { Views } from './views.ts';
import type { Workspace } from './workspace.ts';

export interface LocalSlackOptions {
  workspace: Workspace;
  credentials: BotCredentials;
  /** Epoch milliseconds. */
  now: () => number;
  /** Told of each request that came from the bot, before it is answered and after. */
  onCall?: (call: SlackCall) => void;
  onAnswered?: (call: SlackCall) => void;
  /** Wraps the way to the bot, or takes its place. */
  carrier?: (http: Carrier) => Carrier;
  /** A new address for Socket Mode. */
  openSocket?: () => string;
  /** A chance to break an exchange; says whether it did. */
  interrupt?: SlackServer['interrupt'];
}

/** A workspace with one bot installed: what people do goes to the bot, what the bot asks is answered or refused. */
export interface LocalSlack extends Senders {
  /** http://127.0.0.1:<port> */
  url: string;
  workspace: Workspace;
  messages: Messages;
  views: Views;
  files: Files;
  /** Tells where the bot listens; needed before anything is sent. */
  connect(botUrl: string): void;
  server: Server;
  stop(): Promise<void>;
}

const nothing = () => undefined;

/** Starts a workspace on a free loopback port. */
export async function startLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const { workspace, credentials, now, onCall = nothing, onAnswered = nothing } = options;
  const { carrier = (http: Carrier) => http, openSocket = () => '', interrupt = async () => false } = options;
  const messages = new Messages(now);
  const views = new Views(now);
  const responses = new Responses(messages, now);
  const files = new Files(() => url);
  const slack = { workspace, messages, views, files, openSocket };
  const { server, url, stop } = await serve((request, response) =>
    receive({ slack, credentials, responses, now, onCall, onAnswered, interrupt }, request, response),
  );

  let botUrl: string | null = null;
  const bot = () => {
    if (botUrl === null) throw new Error('Say where the bot listens first: slack.connect(url).');
    return botUrl;
  };
  const acknowledged = (id: string, given: unknown) => {
    const shown = responses.acknowledge(id, given);
    if (shown === undefined) return;
    const call = { time: now(), method: 'ack', given, status: 200, error: shown.error, answer: null };
    onCall(call);
    onAnswered(call);
  };
  const carry = carrier(httpCarrier(bot, credentials.signingSecret));
  return {
    ...makeSenders({ url, workspace, views, responses, now, carry, acknowledged }),
    url,
    workspace,
    messages,
    views,
    files,
    server,
    connect: (where) => {
      botUrl = where;
    },
    stop,
  };
}
