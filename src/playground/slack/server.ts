import type { IncomingMessage, ServerResponse } from 'node:http';
import { uploadedBytes } from './files.ts';
import { type Fields, isFields, parsed, textAt } from './json.ts';
import { answer, readBytes } from './loopback.ts';
import { failure, methods, readArguments, type Slack } from './methods.ts';
import type { Responses } from './responses.ts';

/** What the bot proves itself with, and what Slack signs with. */
export interface BotCredentials {
  botToken: string;
  /** For Socket Mode; null where there is none. */
  appToken: string | null;
  signingSecret: string;
}

/** A request as it came in. */
export interface SlackCall {
  /** Epoch milliseconds. */
  time: number;
  /** Web API method, `response` for a response_url, `upload`, or `ack` for what the ack of a command carried. */
  method: string;
  /** Its arguments, or what was posted to the response_url. */
  given: unknown;
  status: number;
  /** Slack's error, how the connection broke, or null where all went well. */
  error: string | null;
  /** What it was answered; null before. */
  answer: unknown;
}

export interface SlackServer {
  slack: Slack;
  credentials: BotCredentials;
  responses: Responses;
  now: () => number;
  /** Told of each request before it is answered. */
  onCall: (call: SlackCall) => void;
  /** Told of each request that was answered. */
  onAnswered: (call: SlackCall) => void;
  /** A chance to break an exchange; says whether it did, so that nothing is left to do. */
  interrupt: (call: SlackCall, response: ServerResponse) => Promise<boolean>;
}

/** Answers one request to the Web API (/api/<method>), to a response_url (/response/<id>), or an upload (/upload/<id>). */
export async function receive(server: SlackServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBytes(request);
  const [, area = '', name = ''] = (request.url ?? '/').split('?')[0]?.split('/') ?? [];
  if (!['api', 'response', 'upload'].includes(area)) return answer(response, 404, failure('not_found'));
  const call: SlackCall = {
    time: server.now(),
    method: area === 'api' ? name : area,
    given: area === 'upload' ? { file: name, bytes: body.length } : readGiven(area, request, body.toString()),
    status: 200,
    error: null,
    answer: null,
  };
  server.onCall(call);
  if (await server.interrupt(call, response)) return server.onAnswered(call);
  const answered = await carryOut(server, { area, name, given: call.given, request, body });
  Object.assign(call, {
    status: answered.status,
    answer: answered.body,
    error: textAt(answered.body, 'error') ?? null,
  });
  const { scopes } = server.slack.workspace;
  answer(response, answered.status, answered.body, {
    date: new Date(server.now()).toUTCString(),
    ...(scopes === undefined ? {} : { 'x-oauth-scopes': scopes.join(',') }),
  });
  server.onAnswered(call);
}

interface Answered {
  status: number;
  body: Fields;
}

interface Asked {
  area: string;
  name: string;
  given: unknown;
  request: IncomingMessage;
  body: Buffer;
}

async function carryOut(server: SlackServer, asked: Asked): Promise<Answered> {
  const { area, name, given, request, body } = asked;
  if (area === 'api') return invoke(server, request, name, given);
  if (area === 'response') return respond(server, name, given);
  const bytes = await uploadedBytes(request.headers['content-type'] ?? '', body);
  const error = server.slack.files.receive(name, bytes);
  return error === undefined ? { status: 200, body: { ok: true } } : { status: 400, body: failure(error) };
}

function readGiven(area: string, request: IncomingMessage, text: string): unknown {
  if (area === 'response') return parsed(text) ?? text;
  if (request.headers['content-type']?.startsWith('application/json') !== true) {
    return readArguments(new URLSearchParams(text));
  }
  const body = parsed(text);
  return isFields(body) ? body : {};
}

function invoke(server: SlackServer, request: IncomingMessage, name: string, given: unknown): Answered {
  const method = methods[name];
  if (method === undefined) return { status: 200, body: failure('unknown_method') };
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? textAt(given, 'token');
  if (token === undefined) return { status: 200, body: failure('not_authed') };
  const { botToken, appToken } = server.credentials;
  if (token !== (name === 'apps.connections.open' ? appToken : botToken)) {
    return { status: 200, body: failure('invalid_auth') };
  }
  return { status: 200, body: method(server.slack, isFields(given) ? given : {}) };
}

function respond({ responses }: SlackServer, id: string, given: unknown): Answered {
  const { status, error, messages } = responses.take(id, given);
  return { status, body: error === null ? { ok: true } : failure(error, messages) };
}
