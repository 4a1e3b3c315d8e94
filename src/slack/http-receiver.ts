import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { App, Receiver } from '@slack/bolt';
import type { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { z } from 'zod';
import { failed, ok, type Result } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import { errorFields, type Metrics } from './telemetry.ts';

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

/** Slack's payloads are far smaller (bytes). */
const sizeLimit = 1_000_000;

interface Gate {
  signingSecret: string;
  clock: () => Millis;
  /** The signatures that were taken. */
  taken: LRUCache<string, true>;
}

/** What was asked of us: Slack's check of the certificate, or a payload that Slack signed. */
type SlackRequest = { kind: 'ssl-check' } | { kind: 'payload'; payload: Record<string, unknown> };

interface Refused {
  status: 400 | 401 | 413;
  reason: Refusal | 'malformed' | 'too-large';
}

/** Reads a request to the end and lets it in only if Slack signed it, recently, and for the first time. */
async function readSlackRequest(request: IncomingMessage, gate: Gate): Promise<Result<SlackRequest, Refused>> {
  const body = await readBody(request);
  if (body === null) return failed({ status: 413, reason: 'too-large' });
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  if (isForm && isSslCheck(request, body)) return ok({ kind: 'ssl-check' });

  const verified = verifyRequest(gate.signingSecret, request.headers, body, gate.clock());
  if (!verified.ok) return failed({ status: 401, reason: verified.fault });
  if (gate.taken.has(verified.value)) return failed({ status: 401, reason: 'repeated' });
  gate.taken.set(verified.value, true);

  const payload = readPayload(body.toString(), isForm);
  return payload === null ? failed({ status: 400, reason: 'malformed' }) : ok({ kind: 'payload', payload });
}

/** null where it is too large: the rest is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > sizeLimit) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > sizeLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Slack checks certificates with an unsigned `ssl_check=1`, which asks for nothing but a 200. */
function isSslCheck(request: IncomingMessage, body: Buffer): boolean {
  return (
    request.headers['x-slack-signature'] === undefined &&
    body.length < 1_000 &&
    new URLSearchParams(body.toString()).get('ssl_check') === '1'
  );
}

const object = z.record(z.string(), z.unknown());

/** Commands are forms, actions a form with JSON under `payload`, events JSON. */
function readPayload(body: string, isForm: boolean): Record<string, unknown> | null {
  try {
    const form = isForm ? Object.fromEntries(new URLSearchParams(body)) : null;
    const read = object.safeParse(
      form === null ? JSON.parse(body) : form.payload === undefined ? form : JSON.parse(form.payload),
    );
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Requests older than this are refused, as Slack advises. */
export const oldest: Millis = 300_000;
/** How far Slack's clock may be ahead of ours. */
const ahead: Millis = 5_000;

type Refusal = 'unsigned' | 'too-old' | 'future' | 'wrong-signature' | 'repeated';

/**
 * Verifies that Slack signed a request, and recently: v0=HMAC-SHA256(secret, "v0:<timestamp>:<body>").
 * Gives the signature as computed here, by which a repetition is known however the header spells it.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifyRequest(
  secret: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
  now: Millis,
): Result<string, Refusal> {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) {
    return failed('unsigned');
  }
  const age = now - Number(timestamp) * 1000;
  if (age > oldest) return failed('too-old');
  if (age < -ahead) return failed('future');

  const computed = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  return isSame(signature, computed) ? ok(computed) : failed('wrong-signature');
}

/** Compares in a time that tells nothing of where the two differ. */
function isSame(given: string, computed: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(computed);
  return one.length === other.length && timingSafeEqual(one, other);
}
