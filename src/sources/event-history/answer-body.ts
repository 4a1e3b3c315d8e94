import { Readable } from 'node:stream';
import type { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { asObject, type JsonObject } from '../../trail/json-object.ts';
import { type AwsFailure, CallFailed, readFailure } from '../aws/failure.ts';

/**
 * Makes a command take its answer as the JSON it came as: the SDK would copy every event field by field first, which
 * takes as long as parsing all of them. Refusals, and what is no JSON object, are left to the SDK. Returns what was
 * taken, once the command is sent; null where that was nothing.
 */
export function takeBody({ middlewareStack }: LookupEventsCommand): () => JsonObject | null {
  let taken: JsonObject | null = null;
  middlewareStack.addRelativeTo(
    <Args, Result extends { response?: unknown }>(next: (args: Args) => Promise<Result>) =>
      async (args: Args) => {
        const result = await next(args);
        const { response } = result;
        if (!isAnswer(response)) return result;
        const bytes = await readAll(response.body);
        taken = parse(bytes);
        return { ...result, response: Object.assign(response, { body: taken === null ? bytes : nothing }) };
      },
    { name: 'trailAnswerBody', relation: 'after', toMiddleware: 'deserializerMiddleware' },
  );
  return () => taken;
}

const nothing = new Uint8Array(0);

function isAnswer(response: unknown): response is { body: Readable } {
  if (typeof response !== 'object' || response === null) return false;
  return Reflect.get(response, 'statusCode') === 200 && Reflect.get(response, 'body') instanceof Readable;
}

/** What a connection that ends in the middle of an answer comes down to, whatever the stream calls it. */
const broken: AwsFailure = { kind: 'unreachable', code: 'ECONNRESET', assuming: false };

function readAll(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    body.on('data', (chunk) => chunks.push(chunk));
    body.on('error', (cause) => reject(new CallFailed(readFailure(cause) ?? broken, { cause })));
    body.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

function parse(bytes: Buffer): JsonObject | null {
  try {
    return asObject(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
}
