import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Receiver } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { SlackSettings } from '../config.ts';
import { HttpReceiver, type HttpReceiverDeps, oldest } from './http-receiver.ts';
import type { ConnectionRetries } from './retry-until-connected.ts';
import { SocketLink } from './socket-link.ts';
import { errorFields, type Metrics } from './telemetry.ts';
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

interface ServerDeps {
  /** Answers POST /slack/events; null where Slack is reached over Socket Mode. */
  receive: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | null;
  /** null once questions can be answered; before, what is missing. */
  unready: () => string | null;
  metrics: Metrics;
  log: Logger;
}

export type Address = { host: string; port: number };

/** The HTTP side: Slack's requests, and what watches over Trail. */
export class HttpServer {
  readonly #server: Server;
  readonly #deps: ServerDeps;

  constructor(deps: ServerDeps) {
    this.#deps = deps;
    this.#server = createServer((request, response) => {
      this.#route(request, response).catch((error: unknown) => {
        deps.log.error(errorFields(error), 'A request failed');
        if (!response.headersSent) say(response, 500, 'failed');
      });
    });
    // Nobody needs longer to send so little, and slow senders would hold their connections.
    this.#server.headersTimeout = 5_000;
    this.#server.requestTimeout = 10_000;
  }

  /** Listens; port 0 takes any free one. Rejects where the address is taken or not ours. */
  listen(host: string, port: number): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (error) => this.#deps.log.error(errorFields(error), 'The HTTP server failed'));
        resolve({ host, port: portOf(this.#server.address()) ?? port });
      });
    });
  }

  /** Takes no new connections; those that are idle are closed. */
  stopListening(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
  }

  close(): void {
    this.#server.closeAllConnections();
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { receive, unready, metrics } = this.#deps;
    const path = (request.url ?? '').split('?')[0];
    if (path === '/slack/events' && receive !== null) {
      return request.method === 'POST' ? receive(request, response) : say(response, 405, 'POST only');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 404, 'not found');
    if (path === '/healthz') return say(response, 200, 'ok');
    if (path === '/readyz')
      return unready() === null ? say(response, 200, 'ready') : say(response, 503, `${unready()}`);
    if (path === '/metrics') return say(response, 200, await metrics.text(), metrics.contentType);
    say(response, 404, 'not found');
  }
}

function say(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type }).end(text);
}

function portOf(address: string | AddressInfo | null): number | null {
  return address === null || typeof address === 'string' ? null : address.port;
}
