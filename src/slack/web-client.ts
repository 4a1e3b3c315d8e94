import type { MessageMetadata } from '@slack/types';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
  type WebClientOptions,
} from '@slack/web-api';
import type { Millis } from '../trail/event.ts';
import type { SlackMessage } from './answer-service.ts';
import type { Sent } from './reply-channel.ts';
import type { LibraryLog } from './telemetry.ts';

export interface ClientSettings {
  apiUrl: string | null;
  log: LibraryLog;
  /** For one request. */
  timeout: Millis;
}

/** Options for every client of Slack's Web API here: one attempt, a timeout, and waiting is up to the caller. */
export function clientOptions({ apiUrl, log, timeout }: ClientSettings): WebClientOptions {
  return {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    logger: log,
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

export function createClient(token: string, settings: ClientSettings): WebClient {
  return new WebClient(token, clientOptions(settings));
}

/** Posts a message; `place` is set once it is shown. */
export async function postMessage(
  client: WebClient,
  channel: string,
  thread: string | null,
  message: SlackMessage,
): Promise<{ sent: Sent; place: { channel: string; ts: string } | null }> {
  try {
    const posted = await client.chat.postMessage({
      channel,
      ...(thread === null ? {} : { thread_ts: thread }),
      ...contentOf(message),
      ...metadataOf(message),
    });
    const { ts } = posted;
    return { sent: { kind: 'shown' }, place: ts === undefined ? null : { channel: posted.channel ?? channel, ts } };
  } catch (error) {
    return { sent: sentOf(error), place: null };
  }
}

/** Shows somebody a message that nobody else in the channel sees. */
export async function postPrivately(
  client: WebClient,
  { channel, thread, user }: { channel: string; thread: string | null; user: string },
  message: SlackMessage,
): Promise<Sent> {
  try {
    await client.chat.postEphemeral({
      channel,
      user,
      ...(thread === null ? {} : { thread_ts: thread }),
      ...contentOf(message),
    });
    return { kind: 'shown' };
  } catch (error) {
    return sentOf(error);
  }
}

function contentOf({ text, blocks }: SlackMessage) {
  return { text, ...(blocks.length === 0 ? {} : { blocks: [...blocks] }), unfurl_links: false, unfurl_media: false };
}

/** The kind of metadata by which Trail knows its own answers again. */
export const answerMetadata = 'trail_answer';
/** The same for digests. */
export const digestMetadata = 'trail_digest';

/** What a message is about, as metadata that only apps see. */
export function metadataOf({ about, run }: SlackMessage): { metadata: MessageMetadata } | Record<never, never> {
  if (run !== undefined) return { metadata: { event_type: digestMetadata, event_payload: { run } } };
  if (about === undefined) return {};
  const { command, principals, sessions } = about;
  // Slack takes no lists of text; no name holds a line break.
  const event_payload = { command, principals: principals.join('\n'), sessions: sessions.join('\n') };
  return { metadata: { event_type: answerMetadata, event_payload } };
}

/** What a failed Web API call means for a message. */
export function sentOf(error: unknown): Sent {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'lost', reason: 'ratelimited', wait: error.retryAfter * 1000 };
  }
  const reason = slackErrorOf(error);
  const lasting = error instanceof WebAPIPlatformError && !passing.has(reason);
  return lasting ? { kind: 'refused', reason } : { kind: 'lost', reason, wait: null };
}

/** Errors by which Slack says that it is unwell itself. */
const passing = new Set(['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Slack's error code, or what kind of failure kept it from giving one. */
export function slackErrorOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  if (error instanceof WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof WebAPIRequestError) return networkErrorOf(error.original);
  return error instanceof Error ? error.name : 'unknown';
}

/** fetch hides the reason (ECONNREFUSED…) in the cause of its TypeError. */
function networkErrorOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
