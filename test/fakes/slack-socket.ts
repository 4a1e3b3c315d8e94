import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { at, type Fields, isFields, parsed, textAt } from './json.ts';

export interface Acknowledgement {
  /** What the ack carried; an empty object where nothing. */
  body: unknown;
  /** Milliseconds from sending the envelope. */
  ms: number;
}

/** Slack's end of Socket Mode: hands out addresses, greets, sends envelopes, and waits for their acks. */
export class SocketMode {
  readonly #tickets = new Set<string>();
  readonly #open = new Set<WebSocket>();
  readonly #acks = new Map<string, (body: unknown) => void>();
  readonly #sockets = new WebSocketServer({ noServer: true });
  #url = '';

  /** Takes over the upgrades of an HTTP server that is reached at this URL. */
  attach(server: Server, url: string): void {
    this.#url = url.replace('http', 'ws');
    server.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', url).searchParams.get('ticket') ?? '';
      if (!this.#tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#greet(opened));
    });
  }

  /** A new address, good for one connection. */
  address(): string {
    const ticket = randomUUID();
    this.#tickets.add(ticket);
    return `${this.#url}/socket?ticket=${ticket}`;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#open.size;
  }

  /** Sends an envelope on the newest connection and waits for its ack, at most so many milliseconds. */
  async send(type: string, payload: unknown, more: Fields = {}, timeout = 3000): Promise<Acknowledgement> {
    const socket = [...this.#open].at(-1);
    if (socket === undefined) throw new Error('No bot is connected to Socket Mode.');
    const id = randomUUID();
    const sent = performance.now();
    const acked = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`A ${type} envelope was not acked in ${timeout} ms.`)), timeout);
      this.#acks.set(id, (body) => {
        clearTimeout(timer);
        resolve(body);
      });
    });
    socket.send(
      JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api', ...more }),
    );
    const body = await acked;
    return { body, ms: performance.now() - sent };
  }

  /** Asks every connection to reconnect, as Slack does about once an hour. */
  disconnect(reason = 'refresh_requested'): void {
    for (const socket of this.#open) socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const socket of this.#open) socket.terminate();
  }

  #greet(socket: WebSocket): void {
    this.#open.add(socket);
    socket.on('close', () => this.#open.delete(socket));
    socket.on('message', (data: RawData) => this.#take(String(data)));
    const connection_info = { app_id: 'A0TRAIL00' };
    if (socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify({ type: 'hello', num_connections: this.#open.size, connection_info }));
    }
  }

  #take(text: string): void {
    const message = parsed(text);
    const id = textAt(message, 'envelope_id') ?? '';
    const payload = at(message, 'payload');
    this.#acks.get(id)?.(isFields(payload) ? payload : {});
    this.#acks.delete(id);
  }
}
