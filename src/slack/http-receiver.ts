import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Millis } from '../trail/event.ts';
import { errorFields } from './library-log.ts';
import type { Metrics } from './metrics.ts';
import { type Gate, readSlackRequest } from './slack-request.ts';

export interface HttpReceiverDeps {
  gate: Gate;
  /** Whether new work is taken: not before Slack was reached, nor while Trail stops. */
  open: () => boolean;
  clock: () => Millis;
  metrics: Metrics;
  log: Logger;
}

/**
 * Takes Slack's requests to Bolt. Bolt's own receiver accepts repeated requests and timestamps in the future,
 * and refuses a content type that names its charset.
 */
export class HttpReceiver implements Receiver {
  readonly #deps: HttpReceiverDeps;
  #app: App | null = null;

  constructor(deps: HttpReceiverDeps) {
    this.#deps = deps;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** The server that calls `receive` is started and stopped by the app. */
  async start(): Promise<void> {}
  async stop(): Promise<void> {}

  /** Answers one POST to /slack/events. */
  async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { gate, open, metrics, log } = this.#deps;
    const read = await readSlackRequest(request, gate);
    if (!read.ok) {
      const { status, reason } = read.fault;
      metrics.refused(reason);
      log.warn({ reason }, 'A request was refused');
      return reply(response, status);
    }
    if (read.value.kind === 'ssl-check') return reply(response, 200);
    const { payload } = read.value;
    if (payload.type === 'url_verification') return reply(response, 200, { challenge: String(payload.challenge) });
    if (!open()) return reply(response, 503);
    await this.#process(payload, request, response);
  }

  async #process(body: Record<string, unknown>, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, metrics, log } = this.#deps;
    const begun = clock();
    const ack = async (said?: unknown): Promise<void> => {
      if (response.headersSent) return;
      reply(response, 200, isObject(said) ? said : undefined);
      metrics.acknowledged((clock() - begun) / 1000);
    };
    try {
      await this.#app?.processEvent({ body, ack, ...retryOf(request) });
      // What nobody listens to is acknowledged too.
      await ack();
    } catch (error) {
      log.error(errorFields(error), 'A request failed');
      if (!response.headersSent) reply(response, 500);
    }
  }
}

function retryOf({ headers }: IncomingMessage): { retryNum?: number; retryReason?: string } {
  const number = Number(headers['x-slack-retry-num']);
  const reason = headers['x-slack-retry-reason'];
  return {
    ...(Number.isInteger(number) ? { retryNum: number } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

/** What forms and menus want to hear with the acknowledgement. */
function isObject(said: unknown): said is Record<string, unknown> {
  return typeof said === 'object' && said !== null;
}

/** A body that was not read to its end leaves the connection unusable. */
function reply(response: ServerResponse, status: number, body?: Record<string, unknown>): void {
  const headers = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(status === 413 ? { connection: 'close' } : {}),
    ...(status === 503 ? { 'retry-after': '5' } : {}),
  };
  response.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body));
}
