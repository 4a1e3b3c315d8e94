import { constants, createGunzip, createInflateRaw, type Gunzip, gunzipSync, type InflateRaw } from 'node:zlib';
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
  const { fault } = await inflateInto((piece) => collected.add(piece), file, createInflateRaw(options));
  return { bytes: collected.take(), fault };
}

async function gunzipMembers(file: Buffer, room: Room): Promise<Unpacked> {
  const collected = new Collected(room);
  let fault: Unpacked['fault'] = null;
  for (let at = 0; at < file.length && fault === null; ) {
    const rest = file.subarray(at);
    let gathered = 0;
    const add = (piece: Buffer) => {
      gathered += piece.length;
      return collected.add(piece);
    };
    const member = await inflateInto(add, rest, createGunzip(options));
    fault = member.fault;
    if (fault === 'damaged' || fault === 'cut-short') {
      const end = fault === 'damaged' ? await endOfWholeMembers(rest, room.left) : rest.length;
      const missing = await inflateInto(behind(gathered, add), rest.subarray(0, end), createGunzip(lenient));
      if (missing.fault === 'too-large') fault = missing.fault;
    }
    at += Math.max(member.used, 1);
    while (at < file.length && file[at] === 0) at++;
  }
  return { bytes: collected.take(), fault };
}

/** Takes a piece of content; false where there is no room for all of it. */
type Add = (piece: Buffer) => boolean;

/** Adds only what stands behind so many bytes, which are there already. */
function behind(there: number, add: Add): Add {
  let left = there;
  return (piece) => {
    const fresh = piece.subarray(left);
    left -= piece.length - fresh.length;
    return fresh.length === 0 || add(fresh);
  };
}

/** Where the last gzip member ends that is whole, before anything else begins; 0 where none is. */
async function endOfWholeMembers(file: Buffer, most: number): Promise<number> {
  let size = 0;
  const add = (piece: Buffer) => {
    size += piece.length;
    return size <= most;
  };
  for (let end = 0; ; ) {
    const start = contentStart(file, end);
    if (start === null) return end;
    const { used, fault } = await inflateInto(add, file.subarray(start), createInflateRaw(options));
    const next = start + used + trailerSize;
    if (fault !== null || next > file.length) return end;
    end = next;
  }
}

/** Behind a member stand its checksum and its size. */
const trailerSize = 8;

/** Where the deflated content begins of the gzip member at a place (RFC 1952); null where no member stands there. */
function contentStart(file: Buffer, at: number): number | null {
  if (file.length < at + 10 || file.readUIntBE(at, 3) !== 0x1f8b08) return null;
  const flags = file.readUInt8(at + 3);
  let start = at + 10;
  if ((flags & 4) !== 0) {
    if (file.length < start + 2) return null;
    start += 2 + file.readUInt16LE(start);
  }
  for (const text of [8, 16]) {
    if ((flags & text) === 0) continue;
    const zero = file.indexOf(0, start);
    if (zero < 0) return null;
    start = zero + 1;
  }
  if ((flags & 2) !== 0) start += 2;
  return start < file.length ? start : null;
}

const options = { chunkSize: 2 ** 16 };

/** With a fault, Node drops what it unzipped last. An early end is no fault here, so that this is had too. */
const lenient = { ...options, finishFlush: constants.Z_SYNC_FLUSH };

/** How many bytes of the file were used, and what kept the rest back. */
function inflateInto(
  add: Add,
  file: Buffer,
  stream: Gunzip | InflateRaw,
): Promise<{ used: number; fault: Unpacked['fault'] }> {
  return new Promise((resolve) => {
    stream.on('data', (piece: Buffer) => {
      if (add(piece)) return;
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
