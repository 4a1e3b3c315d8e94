import { SocketModeReceiver } from '@slack/bolt';
import type { Millis } from '../trail/event.ts';
import { pause } from './pause.ts';
import { type ConnectionRetries, retryUntilConnected } from './retry-until-connected.ts';
import { type ClientSettings, clientOptions } from './web-client.ts';

/** Slack greets a connection at once; one that stays silent is tried anew. */
const greeting: Millis = 15_000;
/** How long a connection may take to close before it is left to itself. */
const farewell: Millis = 1_000;

/**
 * A Socket Mode connection that is kept up: opened anew whenever it ends. The library's own reconnecting is off,
 * because it waits seconds after each of Slack's regular goodbyes and dies of an unhandled rejection
 * when Slack can't be reached then.
 */
export class SocketLink {
  readonly receiver: SocketModeReceiver;
  readonly #patience: ConnectionRetries;
  #connected = false;

  constructor(appToken: string, settings: ClientSettings, patience: ConnectionRetries) {
    this.#patience = patience;
    this.receiver = new SocketModeReceiver({
      appToken,
      logger: settings.log,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions(settings) },
    });
    this.receiver.client.on('connected', () => {
      this.#connected = true;
    });
    this.receiver.client.on('close', () => {
      this.#connected = false;
    });
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Resolves once connected, or when the signal aborts. Rejects with SlackRefused where Slack says no for good. */
  async open(): Promise<void> {
    await retryUntilConnected(() => this.#openOnce(), this.#patience);
    void this.#keepOpen();
  }

  async close(): Promise<void> {
    const enough = new AbortController();
    const gone = this.receiver.client.disconnect().then(() => enough.abort());
    await Promise.race([gone, pause(farewell, enough.signal)]);
  }

  /** Once Trail has answered, even a lasting refusal is tried again: the token may be renewed, and /readyz tells. */
  async #keepOpen(): Promise<void> {
    const { signal, log } = this.#patience;
    while (!signal.aborted) {
      if (this.#connected) await this.#ended();
      if (signal.aborted) return;
      log.info('The connection to Slack ended; opening another');
      try {
        await retryUntilConnected(() => this.#openOnce(), this.#patience);
      } catch (error) {
        log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'Slack refuses the connection');
        await pause(this.#patience.waits.longest, signal);
      }
    }
  }

  #ended(): Promise<void> {
    return new Promise((resolve) => {
      this.receiver.client.once('close', () => resolve());
    });
  }

  async #openOnce(): Promise<void> {
    const { client } = this.receiver;
    const silent = setTimeout(() => void client.disconnect(), greeting);
    try {
      await client.start();
    } catch (error) {
      // The library rejects with nothing where the connection ends before Slack's greeting.
      throw error ?? new Error('The connection ended before Slack’s greeting');
    } finally {
      clearTimeout(silent);
    }
  }
}
