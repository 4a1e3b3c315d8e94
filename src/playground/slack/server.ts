import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Fields, isFields, parsed, textAt } from './json.ts';
import { answer, breakOff, pause, readBody } from './loopback.ts';
import type { SlackFault, SlackFaults } from './slack-faults.ts';
import { failure, methods, readArguments, type Slack } from './slack-methods.ts';
import type { Responses } from './slack-responses.ts';

export const botToken = 'xoxb-fake-bot-token';
export const appToken = 'xapp-1-fake-app-token';

/** A request as it came in. */
export interface SlackCall {
  /** Epoch milliseconds. */
  time: number;
  /** Web API method, `response` for a response_url, or `ack` for what the ack of a command carried. */
  method: string;
  /** Its arguments, or what was posted to the response_url. */
  given: unknown;
  status: number;
  /** Slack's error, how the connection broke, or null where all went well. */
  error: string | null;
}

export interface SlackServer {
  slack: Slack;
  responses: Responses;
  faults: SlackFaults;
  calls: SlackCall[];
  now: () => number;
}

/** Answers one request to the Web API (/api/<method>) or to a response_url (/response/<id>), faults first. */
export async function receive(server: SlackServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await readBody(request);
  const [, area = '', name = ''] = (request.url ?? '/').split('?')[0]?.split('/') ?? [];
  if (area !== 'api' && area !== 'response') return answer(response, 404, failure('not_found'));
  const method = area === 'api' ? name : 'response';
  const given = area === 'api' ? argumentsOf(request, text) : (parsed(text) ?? text);
  const call: SlackCall = { time: server.now(), method, given, status: 200, error: null };
  server.calls.push(call);
  const fault = server.faults.strike(method);
  if (fault !== undefined && 'delay' in fault) await pause(fault.delay);
  else if (fault !== undefined) return fail(call, fault, response);
  const { status, body } = area === 'api' ? invoke(server, request, method, given) : respond(server, name, given);
  call.status = status;
  call.error = textAt(body, 'error') ?? null;
  answer(response, status, body);
}

function argumentsOf(request: IncomingMessage, text: string): Fields {
  if (request.headers['content-type']?.startsWith('application/json') !== true) {
    return readArguments(new URLSearchParams(text));
  }
  const body = parsed(text);
  return isFields(body) ? body : {};
}

function invoke(
  server: SlackServer,
  request: IncomingMessage,
  name: string,
  given: unknown,
): { status: number; body: Fields } {
  const method = methods[name];
  if (method === undefined) return { status: 200, body: failure('unknown_method') };
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? textAt(given, 'token');
  if (token === undefined) return { status: 200, body: failure('not_authed') };
  const wanted = name === 'apps.connections.open' ? appToken : botToken;
  if (token !== wanted) return { status: 200, body: failure('invalid_auth') };
  return { status: 200, body: method(server.slack, isFields(given) ? given : {}) };
}

function respond({ responses }: SlackServer, id: string, given: unknown): { status: number; body: Fields } {
  const { status, error, messages } = responses.take(id, given);
  return { status, body: error === null ? { ok: true } : failure(error, messages) };
}

function fail(call: SlackCall, fault: SlackFault, response: ServerResponse): void {
  if ('breaks' in fault) {
    call.error = fault.breaks;
    breakOff(response, fault.breaks);
    return;
  }
  call.error = 'error' in fault ? fault.error : 'ratelimited';
  call.status = 'retryAfter' in fault ? 429 : 200;
  const headers = 'retryAfter' in fault ? { 'retry-after': String(fault.retryAfter) } : {};
  answer(response, call.status, failure(call.error), headers);
}
