import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface Loopback {
  server: Server;
  /** http://127.0.0.1:<port>, without a slash at the end. */
  url: string;
  /** Breaks every open connection, hanging ones included. */
  stop(): Promise<void>;
}

/** Serves HTTP on a free loopback port. What the handler throws becomes a 500 that carries the reason. */
export async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Loopback> {
  const server = createServer((request, response) => {
    handle(request, response).catch((reason: unknown) => {
      if (response.headersSent || response.destroyed) return;
      answer(response, 500, { fake: 'failed', reason: String(reason) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port.');
  return {
    server,
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The whole body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers with JSON, or with a text that is served as it stands. */
export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(text);
}

/** Resolves after so many milliseconds, at once for none. */
export function pause(milliseconds: number): Promise<void> {
  if (milliseconds <= 0) return Promise.resolve();
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** How a connection can break: cut off, left open without an answer, or answered with a bare 500 or 503. */
export type Breakage = 'reset' | 'hang' | 'http-500' | 'http-503';

/** Breaks one exchange; a hanging one ends when the server stops or the client gives up. */
export function breakOff(response: ServerResponse, how: Breakage): void {
  if (how === 'hang') return;
  if (how === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  answer(response, how === 'http-500' ? 500 : 503, 'upstream failure', { 'content-type': 'text/plain' });
}
