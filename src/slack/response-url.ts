import { z } from 'zod';
import type { Millis } from '../trail/event.ts';
import type { SlackMessage } from './ask-service.ts';
import type { ReplyChannel, Sent } from './reply-channel.ts';

/** Slack takes five messages by one response_url, within 30 minutes. */
const uses = 5;

/** The response_url is a secret: whoever holds it can write in the asker's name's channel. It is never logged. */
interface ResponseTarget {
  url: string;
  /** Another base URL of Slack's Web API than Slack's own, whose host may hand out response URLs as well. */
  apiUrl: string | null;
  /** For one request. */
  timeout: Millis;
  rescue: (message: SlackMessage) => Promise<Sent>;
  /** Whether the URL came with a press: what it may replace is then the message that was pressed, which stays. */
  pressed?: boolean;
}

/** Answers a command or a press by its response_url. */
export function createResponseReply({ url, apiUrl, timeout, rescue, pressed = false }: ResponseTarget): ReplyChannel {
  const trusted = isSlackHook(url, apiUrl);
  let left = uses;
  let replace = false;
  return {
    rescue,
    lasting: pressed,
    discreet: pressed,
    get left() {
      return left;
    },
    async show(message, isPublic) {
      if (!trusted) return { kind: 'refused', reason: 'response_url_not_slack' };
      const sent = await post(url, toBody(message, isPublic, replace), timeout);
      left -= 1;
      replace ||= sent.kind === 'shown' && !pressed;
      return sent;
    },
  };
}

/** Whether a response_url leads to Slack: a signed payload must not send answers, or requests, anywhere else. */
export function isSlackHook(url: string, apiUrl: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:' && port === '' && /^hooks\.slack(-gov)?\.com$/.test(hostname)) return true;
  if (apiUrl === null || !/^https?:$/.test(protocol)) return false;
  const own = new URL(apiUrl).hostname;
  return hostname === own || (isLoopback(hostname) && isLoopback(own));
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

function toBody({ text, blocks }: SlackMessage, isPublic: boolean, replace: boolean): string {
  return JSON.stringify({
    response_type: isPublic ? 'in_channel' : 'ephemeral',
    replace_original: replace,
    text,
    ...(blocks.length === 0 ? {} : { blocks }),
    unfurl_links: false,
    unfurl_media: false,
  });
}

async function post(url: string, body: string, timeout: Millis): Promise<Sent> {
  try {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    });
    return judge(response.status, response.headers.get('retry-after'), await response.text());
  } catch (error) {
    return { kind: 'lost', reason: error instanceof Error ? error.name : 'unknown', wait: null };
  }
}

/** Slack says no by status, by `{"ok":false}` under status 200, or by a bare error code. */
function judge(status: number, retryAfter: string | null, body: string): Sent {
  if (status === 429 || status >= 500) {
    const seconds = Number(retryAfter ?? Number.NaN);
    return { kind: 'lost', reason: `http_${status}`, wait: Number.isFinite(seconds) ? seconds * 1000 : null };
  }
  const error = errorIn(body);
  if (error !== null) return { kind: 'refused', reason: error };
  return status < 300 ? { kind: 'shown' } : { kind: 'refused', reason: `http_${status}` };
}

const refusal = z.object({ ok: z.literal(false), error: z.string().optional() });

function errorIn(body: string): string | null {
  if (/^[a-z]+(_[a-z]+)+$/.test(body)) return body;
  if (!body.startsWith('{')) return null;
  try {
    const read = refusal.safeParse(JSON.parse(body));
    return read.success ? (read.data.error ?? 'unknown_error').slice(0, 80) : null;
  } catch {
    return null;
  }
}
