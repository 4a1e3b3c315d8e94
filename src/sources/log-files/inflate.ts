import { createGunzip, gunzipSync } from 'node:zlib';

/** What could be had of a file's content, and what kept the rest back. */
export interface Inflated {
  bytes: Buffer;
  fault: 'cut-short' | 'damaged' | 'too-large' | null;
}

/**
 * Unzips a file, or takes it as it is where it is not zipped, whatever its name says. Of a damaged one, what stands
 * before the damage.
 *
 * @param maxBytes bytes that a file may unzip to; what lies beyond is left
 */
export async function inflate(file: Buffer, maxBytes: number): Promise<Inflated> {
  if (!isGzip(file))
    return file.length <= maxBytes ? whole(file) : { bytes: file.subarray(0, maxBytes), fault: 'too-large' };
  try {
    return whole(gunzipSync(file, { chunkSize: expectedSize(file), maxOutputLength: maxBytes }));
  } catch (error) {
    return await salvage(file, maxBytes, faultOf(error));
  }
}

const whole = (bytes: Buffer): Inflated => ({ bytes, fault: null });

function isGzip(file: Buffer): boolean {
  return file[0] === 0x1f && file[1] === 0x8b;
}

/**
 * gzip ends with the size of what it holds; in one piece it unzips without being put together. Powers of two, so that
 * the room for one file serves the next: odd sizes cost a third more memory.
 */
function expectedSize(file: Buffer): number {
  const told = file.length >= 18 ? file.readUInt32LE(file.length - 4) : 0;
  const plausible = told <= file.length * 200 && told <= 2 ** 28;
  return plausible ? 2 ** Math.max(Math.ceil(Math.log2(told + 64)), 16) : 2 ** 20;
}

function faultOf(error: unknown): 'cut-short' | 'damaged' | 'too-large' {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
  return code === 'Z_BUF_ERROR' ? 'cut-short' : 'damaged';
}

/** gunzipSync gives all or nothing; the stream gives what comes before the fault. */
function salvage(file: Buffer, maxBytes: number, fault: Inflated['fault']): Promise<Inflated> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stream = createGunzip({ chunkSize: 2 ** 16 });
    const settle = () => resolve({ bytes: Buffer.concat(chunks).subarray(0, maxBytes), fault });
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) stream.destroy();
    });
    stream.on('error', settle);
    stream.on('close', settle);
    stream.end(file);
  });
}
