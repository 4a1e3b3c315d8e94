import { WebClient } from '@slack/web-api';
import pino from 'pino';
import { libraryLog } from '../slack/telemetry.ts';
import { clientOptions } from '../slack/web-client.ts';
import type { Millis } from '../trail/event.ts';

const timeout: Millis = 5_000;

/** A client of Slack's Web API that tells what the server's clock said; it logs nothing. */
export function createListeningClient(token: string, apiUrl: string | null, onDate: (date: Millis) => void): WebClient {
  const options = clientOptions({ apiUrl, log: libraryLog(pino({ level: 'silent' })), timeout });
  return new WebClient(token, {
    ...options,
    async fetch(...request) {
      const response = await fetch(...request);
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) onDate(date);
      return response;
    },
  });
}
