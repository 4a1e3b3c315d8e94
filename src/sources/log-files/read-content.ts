import { readFileSync } from 'node:fs';
import { codeOf } from './code-of.ts';
import { type Inflated, inflate } from './inflate.ts';

/** A file's content unzipped, or as much as can be had. */
export interface Content {
  bytes: Buffer;
  /** What kept the rest back, or what the file system said, such as EACCES. */
  fault: Inflated['fault'] | { code: string };
}

/** Far beyond what CloudTrail delivers (some ten MB unzipped), and what a worker can hold. */
const contentLimit = 2 ** 30;

/**
 * Reads a file without waiting in between: only workers do, and they have nothing else to do. What is held already is
 * taken as the file's content.
 */
export async function readContent(path: string, held?: Uint8Array, maxBytes = contentLimit): Promise<Content> {
  let file: Buffer;
  try {
    file = held === undefined ? readFileSync(path) : Buffer.from(held);
  } catch (error) {
    return { bytes: Buffer.alloc(0), fault: { code: codeOf(error) } };
  }
  return await inflate(file, maxBytes);
}
