import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, readBytes } from '../../src/playground/slack/loopback.ts';

export { answer, type Loopback, serve } from '../../src/playground/slack/loopback.ts';

/** The whole body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request)).toString('utf8');
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
