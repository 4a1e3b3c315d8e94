import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import type { Change, State } from './api.ts';
import { isOwnHost, isOwnOrigin } from './own-host.ts';

/**
 * Tells every open page what changes; a page that opens, or comes back, is told everything.
 * By WebSocket: of server-sent events a browser takes only six streams a host, and people open ten tabs.
 */
export class Live {
  readonly #sockets = new WebSocketServer({ noServer: true });

  /** Takes over the upgrades of the page's server. `state` is asked for each page that opens. */
  attach(server: Server, state: () => State): void {
    server.on('upgrade', (request, socket, head) => {
      if (request.url !== '/live' || !isOwnHost(request) || !isOwnOrigin(request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        // Pages say nothing here; a connection that breaks closes, and the page comes back.
        opened.on('error', () => opened.terminate());
        send(opened, { kind: 'state', state: state() });
      });
    });
  }

  tell(change: Change): void {
    for (const socket of this.#sockets.clients) send(socket, change);
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }
}

function send(socket: WebSocket, change: Change): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(change));
}
