import { createGunzip, createInflateRaw, type Gunzip, gunzipSync, type InflateRaw } from 'node:zlib';
import { Collected } from './collected.ts';
import { type Room, smallContent } from './room.ts';

/** What could be had of packed content, and what kept the rest back. */
export interface Unpacked {
  bytes: Buffer;
  fault: 'cut-short' | 'damaged' | 'too-large' | null;
}

/**
 * Unzips gzip of any number of members, zeros between or behind them. Of a damaged file, what stands before the damage.
 */
export async function gunzip(file: Buffer, room: Room): Promise<Unpacked> {
  try {
    const maxOutputLength = Math.max(Math.min(room.left, smallContent), 1);
    const bytes = gunzipSync(file, { chunkSize: expectedSize(file), maxOutputLength });
    if (toldSize(file) === bytes.length || !file.includes(memberBehindZeros)) {
      room.left -= bytes.length;
      return { bytes, fault: null };
    }
  } catch {
    // gunzipSync gives all or nothing.
  }
  return await gunzipMembers(file, room);
}

/** Node takes zeros behind a member for the end of the file. */
const memberBehindZeros = Buffer.of(0, 0x1f, 0x8b, 0x08);

/** gzip ends with the size of what its last member holds. */
function toldSize(file: Buffer): number {
  return file.length >= 18 ? file.readUInt32LE(file.length - 4) : 0;
}

/**
 * In one piece a file unzips without being put together. Powers of two, so that the room for one file serves the next:
 * odd sizes cost a third more memory.
 */
function expectedSize(file: Buffer): number {
  const told = toldSize(file);
  const plausible = told <= file.length * 200 && told <= smallContent;
  return plausible ? 2 ** Math.max(Math.ceil(Math.log2(told + 64)), 16) : 2 ** 20;
}

/** Unzips a deflated stream without a header, such as an entry of a zip archive. */
export async function inflateRaw(file: Buffer, room: Room): Promise<Unpacked> {
  const collected = new Collected(room);
  const { fault } = await inflateInto(collected, file, createInflateRaw(options));
  return { bytes: collected.take(), fault };
}

async function gunzipMembers(file: Buffer, room: Room): Promise<Unpacked> {
  const collected = new Collected(room);
  let fault: Unpacked['fault'] = null;
  for (let at = 0; at < file.length && fault === null; ) {
    const member = await inflateInto(collected, file.subarray(at), createGunzip(options));
    fault = member.fault;
    at += Math.max(member.used, 1);
    while (at < file.length && file[at] === 0) at++;
  }
  return { bytes: collected.take(), fault };
}

const options = { chunkSize: 2 ** 16 };

/** How many bytes of the file were used, and what kept the rest back. */
function inflateInto(
  collected: Collected,
  file: Buffer,
  stream: Gunzip | InflateRaw,
): Promise<{ used: number; fault: Unpacked['fault'] }> {
  return new Promise((resolve) => {
    stream.on('data', (piece: Buffer) => {
      if (collected.add(piece)) return;
      resolve({ used: file.length, fault: 'too-large' });
      stream.destroy();
    });
    stream.on('error', (error) => resolve({ used: file.length, fault: faultOf(error) }));
    stream.on('end', () => resolve({ used: stream.bytesWritten, fault: null }));
    stream.end(file);
  });
}

function faultOf(error: unknown): 'cut-short' | 'damaged' {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return code === 'Z_BUF_ERROR' ? 'cut-short' : 'damaged';
}
