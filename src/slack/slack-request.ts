import type { IncomingMessage } from 'node:http';
import type { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { failed, ok, type Result } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import { type Refusal, verifyRequest } from './verify.ts';

/** Slack's payloads are far smaller (bytes). */
const sizeLimit = 1_000_000;

export interface Gate {
  signingSecret: string;
  clock: () => Millis;
  /** The signatures that were taken. */
  taken: LRUCache<string, true>;
}

/** What was asked of us: Slack's check of the certificate, or a payload that Slack signed. */
type SlackRequest = { kind: 'ssl-check' } | { kind: 'payload'; payload: Record<string, unknown> };

interface Refused {
  status: 400 | 401 | 413;
  reason: Refusal | 'malformed' | 'too-large';
}

/** Reads a request to the end and lets it in only if Slack signed it, recently, and for the first time. */
export async function readSlackRequest(request: IncomingMessage, gate: Gate): Promise<Result<SlackRequest, Refused>> {
  const body = await readBody(request);
  if (body === null) return failed({ status: 413, reason: 'too-large' });
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
  if (isForm && isSslCheck(request, body)) return ok({ kind: 'ssl-check' });

  const verified = verifyRequest(gate.signingSecret, request.headers, body, gate.clock());
  if (!verified.ok) return failed({ status: 401, reason: verified.fault });
  if (gate.taken.has(verified.value)) return failed({ status: 401, reason: 'repeated' });
  gate.taken.set(verified.value, true);

  const payload = readPayload(body.toString(), isForm);
  return payload === null ? failed({ status: 400, reason: 'malformed' }) : ok({ kind: 'payload', payload });
}

/** null where it is too large: the rest is not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > sizeLimit) return null;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > sizeLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Slack checks certificates with an unsigned `ssl_check=1`, which asks for nothing but a 200. */
function isSslCheck(request: IncomingMessage, body: Buffer): boolean {
  return (
    request.headers['x-slack-signature'] === undefined &&
    body.length < 1_000 &&
    new URLSearchParams(body.toString()).get('ssl_check') === '1'
  );
}

const object = z.record(z.string(), z.unknown());

/** Commands are forms, actions a form with JSON under `payload`, events JSON. */
function readPayload(body: string, isForm: boolean): Record<string, unknown> | null {
  try {
    const form = isForm ? Object.fromEntries(new URLSearchParams(body)) : null;
    const read = object.safeParse(
      form === null ? JSON.parse(body) : form.payload === undefined ? form : JSON.parse(form.payload),
    );
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
