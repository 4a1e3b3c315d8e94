import { addAbortSignal, type Readable } from 'node:stream';
import { codeOf } from './code-of.ts';

/** A stream's content: it can be read only once, and questions may search it several times. */
export interface Held {
  /** In memory that worker threads share. */
  bytes: Uint8Array;
  /** What kept the rest back: more than is held, or what the system said, such as EIO. */
  fault: 'too-large' | { code: string } | null;
}

/**
 * Reads a stream to its end, and keeps it. Throws the signal's reason when it aborts.
 *
 * @param maxBytes bytes that are kept; what comes after is not waited for
 */
export async function holdStream(stream: Readable, maxBytes: number, signal: AbortSignal): Promise<Held> {
  const chunks: Buffer[] = [];
  let size = 0;
  let fault: Held['fault'] = null;
  try {
    for await (const chunk of addAbortSignal(signal, stream)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) continue;
      fault = 'too-large';
      break;
    }
  } catch (error) {
    signal.throwIfAborted();
    fault = { code: codeOf(error) };
  }
  return { bytes: joined(chunks, Math.min(size, maxBytes)), fault };
}

function joined(chunks: Buffer[], size: number): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  let at = 0;
  // What is copied is let go, so that the content is not held twice for long.
  chunks.reverse();
  for (let chunk = chunks.pop(); chunk !== undefined; chunk = chunks.pop()) {
    bytes.set(chunk.subarray(0, size - at), at);
    at += Math.min(chunk.length, size - at);
  }
  return bytes;
}
