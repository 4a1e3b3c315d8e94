import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { failed, ok, type Result } from '../errors.ts';
import type { Millis } from '../trail/event.ts';

/** Requests older than this are refused, as Slack advises. */
export const oldest: Millis = 300_000;
/** How far Slack's clock may be ahead of ours. */
const ahead: Millis = 5_000;

export type Refusal = 'unsigned' | 'too-old' | 'future' | 'wrong-signature' | 'repeated';

/**
 * Verifies that Slack signed a request, and recently: v0=HMAC-SHA256(secret, "v0:<timestamp>:<body>").
 * Gives the signature as computed here, by which a repetition is known however the header spells it.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifyRequest(
  secret: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
  now: Millis,
): Result<string, Refusal> {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) {
    return failed('unsigned');
  }
  const age = now - Number(timestamp) * 1000;
  if (age > oldest) return failed('too-old');
  if (age < -ahead) return failed('future');

  const computed = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
  return isSame(signature, computed) ? ok(computed) : failed('wrong-signature');
}

/** Compares in a time that tells nothing of where the two differ. */
function isSame(given: string, computed: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(computed);
  return one.length === other.length && timingSafeEqual(one, other);
}
