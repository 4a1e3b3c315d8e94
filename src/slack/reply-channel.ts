import { z } from 'zod';
import type { Millis } from '../trail/event.ts';
import type { SlackMessage } from './answer-service.ts';

/** What became of one attempt to show a message. `reason` is Slack's error code or the network's, never a secret. */
export type Sent =
  | { kind: 'shown' }
  /** Slack won't take this message, however often it is sent. */
  | { kind: 'refused'; reason: string }
  /** It didn't get through; `wait` is how long Slack asked to wait before the next attempt. */
  | { kind: 'lost'; reason: string; wait: Millis | null };

/** Where one question is answered: each message takes the place of the one before, unless it is `lasting`. */
export interface ReplyChannel {
  /** One attempt. Never rejects. */
  show(message: SlackMessage, isPublic: boolean): Promise<Sent>;
  /** How many more messages it takes. */
  readonly left: number;
  /** Another way to the asker, for when the usual one takes nothing any more. Never rejects. */
  rescue(message: SlackMessage): Promise<Sent>;
  /** Whether what was shown can't be changed: then only the start of a search and the final answer are. */
  readonly lasting?: boolean;
  /** Shows a message to the asker alone, where others see what is shown. Never rejects. */
  showPrivately?(message: SlackMessage): Promise<Sent>;
  /** Whether others have no part in what is asked, so that faults are for the asker alone. */
  readonly discreet?: boolean;
}

/** Blocks that Slack refuses most readily: its newest, and those with limits of their own. */
const daring = new Set(['data_visualization', 'table']);

/** The forms of a message, the whole first, each to be tried where Slack refuses the one before. */
export function formsOf(message: SlackMessage): SlackMessage[] {
  if (message.blocks.length === 0) return [message];
  const modest = { ...message, blocks: message.blocks.filter(({ type }) => !daring.has(type)) };
  const between = modest.blocks.length === message.blocks.length || modest.blocks.length === 0 ? [] : [modest];
  return [message, ...between, plain(message)];
}

/** chat.update takes no more (characters). */
const textLimit = 4_000;

/** The message without its blocks, which Slack takes where it refuses those. A long text is cut, but in no token of Slack's. */
function plain({ text, about }: SlackMessage): SlackMessage {
  const kept = about === undefined ? {} : { about };
  if (text.length <= textLimit) return { text, blocks: [], ...kept };
  return {
    ...kept,
    text: `${text.slice(0, textLimit - 1).replace(/(<[^>]*|&\w*|[\ud800-\udbff])$/, '')}…`,
    blocks: [],
  };
}

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
