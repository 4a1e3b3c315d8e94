import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { Undoable } from './act.ts';
import { carryOut } from './api-requests.ts';
import type { Exchanges } from './exchanges.ts';
import { isOwnHost, isOwnOrigin } from './own-host.ts';
import type { PageFiles } from './page-files.ts';
import { parsed } from './slack/json.ts';
import type { LocalSlack } from './slack/local-slack.ts';
import { readBytes } from './slack/loopback.ts';

interface PageServerDeps {
  files: PageFiles;
  slack: LocalSlack;
  exchanges: Exchanges;
  /** Where the bot listens: what watches over it is passed on. */
  botUrl: () => string | null;
  onBug: (error: unknown) => void;
}

/** Serves the page, what it asks for, and the files that the bot uploaded. */
export function createPageServer(deps: PageServerDeps): Server {
  return createServer((request, response) => {
    route(deps, request, response).catch((error: unknown) => {
      deps.onBug(error);
      if (!response.headersSent) json(response, 500, { problem: 'The playground failed by a fault of its own.' });
    });
  });
}

async function route(deps: PageServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isOwnHost(request)) return json(response, 403, { problem: 'The playground is only for this machine.' });
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const [, area = '', name = ''] = path.split('/');
  if (request.method === 'POST' && area === 'api') return answerApi(deps, name, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') return json(response, 405, { problem: 'GET only' });
  if (area === 'exchanges') return sendExchange(deps, name, response);
  if (area === 'files') return sendUpload(deps, name, response);
  if (path === '/healthz' || path === '/readyz' || path === '/metrics') return passOn(deps, path, response);
  const file = deps.files.get(path);
  if (file === undefined) return json(response, 404, { problem: 'There is no such page.' });
  const cache = file.lasting ? 'public, max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, { 'content-type': file.type, 'cache-control': cache, ...guards(request) }).end(file.bytes);
}

/** The page loads nothing from elsewhere, and nobody frames it. */
function guards({ headers: { host } }: IncomingMessage): Record<string, string> {
  const policy = [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'",
    `connect-src 'self' ws://${host}; form-action 'none'; frame-ancestors 'none'`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}

async function answerApi(deps: PageServerDeps, name: string, request: IncomingMessage, response: ServerResponse) {
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  if (!isJson || !isOwnOrigin(request)) return json(response, 403, { problem: 'Only the page itself may ask that.' });
  const given = parsed((await readBytes(request)).toString());
  try {
    const answered = carryOut(deps.slack, name, given);
    if (answered === undefined) return json(response, 404, { problem: 'There is no such request.' });
    json(response, 200, await answered);
  } catch (error) {
    if (error instanceof Undoable) return json(response, 409, { problem: error.message });
    if (error instanceof z.ZodError) return json(response, 400, { problem: z.prettifyError(error) });
    throw error;
  }
}

function sendExchange({ exchanges }: PageServerDeps, id: string, response: ServerResponse): void {
  const details = exchanges.details(Number(id));
  if (details === null) json(response, 404, { problem: 'That request is too old; it was forgotten.' });
  else json(response, 200, details);
}

function sendUpload({ slack }: PageServerDeps, id: string, response: ServerResponse): void {
  const upload = slack.files.all.get(id);
  if (upload?.bytes == null) {
    json(response, 404, { problem: 'There is no such file.' });
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(upload.name)}`,
    'x-content-type-options': 'nosniff',
  });
  response.end(upload.bytes);
}

async function passOn({ botUrl }: PageServerDeps, path: string, response: ServerResponse): Promise<void> {
  const url = botUrl();
  if (url === null) return json(response, 503, { problem: 'The bot has not started yet.' });
  const answered = await fetch(`${url}${path}`);
  const type = answered.headers.get('content-type') ?? 'text/plain';
  response.writeHead(answered.status, { 'content-type': type }).end(await answered.text());
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
