import type { Receiver } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { SlackSettings } from '../config.ts';
import { HttpReceiver, type HttpReceiverDeps } from './http-receiver.ts';
import type { ServerDeps } from './http-server.ts';
import type { ConnectionRetries } from './retry-until-connected.ts';
import { SocketLink } from './socket-link.ts';
import { oldest } from './verify.ts';
import type { ClientSettings } from './web-client.ts';

/** Slack, once somebody set it up. */
export type ConnectedSlack = Exclude<SlackSettings, { mode: 'none' }>;

/** How Slack's payloads come in. */
interface Transport {
  receiver: Receiver;
  /** Answers POST /slack/events; null where payloads come another way. */
  receive: ServerDeps['receive'];
  connected(): boolean;
  /** Resolves once payloads can come in. Rejects with SlackRefused where Slack says no for good. */
  open(): Promise<void>;
  close(): Promise<void>;
}

interface TransportDeps extends Omit<HttpReceiverDeps, 'gate'> {
  web: ClientSettings;
  patience: ConnectionRetries;
}

/** More signatures than Slack sends in the time in which one could be repeated. */
const signatures = 100_000;

/** HTTP or Socket Mode, whichever the settings say. */
export function createTransport(slack: ConnectedSlack, { web, patience, ...deps }: TransportDeps): Transport {
  if (slack.mode === 'socket') {
    const link = new SocketLink(slack.appToken, web, patience);
    return {
      receiver: link.receiver,
      receive: null,
      connected: () => link.connected,
      open: () => link.open(),
      close: () => link.close(),
    };
  }
  const { clock } = deps;
  const taken = new LRUCache<string, true>({
    max: signatures,
    ttl: 2 * oldest,
    ttlResolution: 0,
    perf: { now: clock },
  });
  const receiver = new HttpReceiver({ ...deps, gate: { signingSecret: slack.signingSecret, clock, taken } });
  return {
    receiver,
    receive: (request, response) => receiver.receive(request, response),
    connected: () => true,
    async open() {},
    async close() {},
  };
}
