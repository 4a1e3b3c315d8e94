import { createHmac } from 'node:crypto';
import { parsed } from './json.ts';

/** Ways to send what Slack would not. */
export interface Tampering {
  /** A signature by another secret, or none. */
  signature?: 'wrong' | 'missing';
  /** Seconds added to the time the request says it is from. */
  skew?: number;
}

/** A request as it goes over the wire; sent twice, it is a replay. */
export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What came back. In Socket Mode status is 200 once the envelope is acked. */
export interface DeliveryResult {
  status: number;
  /** Parsed where it is JSON. */
  body: unknown;
  /** Milliseconds to the whole answer. */
  ms: number;
  /** Null in Socket Mode. */
  request: SignedRequest | null;
}

/** Signs a body with Slack's v0 scheme. `now` in epoch milliseconds. */
export function signed(
  url: string,
  body: string,
  contentType: string,
  { secret, now, tamper = {} }: { secret: string; now: number; tamper?: Tampering | undefined },
): SignedRequest {
  const timestamp = String(Math.floor(now / 1000) + (tamper.skew ?? 0));
  const key = tamper.signature === 'wrong' ? `not ${secret}` : secret;
  const signature = `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const headers: Record<string, string> = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
  };
  if (tamper.signature !== 'missing') headers['x-slack-signature'] = signature;
  return { url, headers, body };
}

/** Posts a request and reads the whole answer. */
export async function post(request: SignedRequest): Promise<DeliveryResult> {
  const began = performance.now();
  const response = await fetch(request.url, { method: 'POST', headers: request.headers, body: request.body });
  const text = await response.text();
  return { status: response.status, body: parsed(text) ?? text, ms: performance.now() - began, request };
}
