import { Decompress } from 'fzstd';
import { Collected } from './collected.ts';
import type { Unpacked } from './inflate.ts';
import type { Room } from './room.ts';

/** What zstd itself refuses to unpack unless it is told otherwise: such a window is memory that must be held. */
const largestWindow = 2 ** 27;

const frameMagic = 0xfd2fb528;
const skippableMagic = 0x184d2a50;

/**
 * Unpacks zstd of any number of frames (RFC 8878). Node has zstd of its own only from version 22 on. Of a damaged file,
 * what stands before the damage.
 */
export function unzstd(file: Buffer, room: Room): Unpacked {
  const collected = new Collected(room);
  let fault: Unpacked['fault'] = null;
  for (let at = 0; at < file.length && fault === null; ) {
    const frame = frameAt(file, at);
    fault = frame.isPacked ? unpackInto(collected, file.subarray(at, frame.end)) : null;
    fault ??= frame.fault;
    at = frame.end;
  }
  return { bytes: collected.take(), fault };
}

class NoRoom extends Error {}

function unpackInto(collected: Collected, frame: Buffer): Unpacked['fault'] {
  try {
    const unpacking = new Decompress((piece) => {
      if (!collected.add(piece)) throw new NoRoom();
    });
    unpacking.push(frame, true);
    return null;
  } catch (error) {
    if (error instanceof NoRoom) return 'too-large';
    return typeof error === 'object' && error !== null && 'code' in error && error.code === unexpectedEnd
      ? 'cut-short'
      : 'damaged';
  }
}

/** What fzstd calls the end of a file where there should be more. */
const unexpectedEnd = 5;

interface Frame {
  /** Whether it holds content; skippable ones do not. */
  isPacked: boolean;
  end: number;
  fault: Unpacked['fault'];
}

/** Where a frame ends, told from the headers of its blocks, and whether it can be unpacked within bounds. */
function frameAt(file: Buffer, start: number): Frame {
  const damaged: Frame = { isPacked: false, end: file.length, fault: 'damaged' };
  const cutShort: Frame = { isPacked: true, end: file.length, fault: 'cut-short' };
  if (start + 8 > file.length) return file.subarray(start).every((byte) => byte === 0) ? nothing(file) : cutShort;
  const magic = file.readUInt32LE(start);
  if (magic >>> 4 === skippableMagic >>> 4) {
    const end = start + 8 + file.readUInt32LE(start + 4);
    return end > file.length ? { ...cutShort, isPacked: false } : { isPacked: false, end, fault: null };
  }
  if (magic === 0) return file.subarray(start).every((byte) => byte === 0) ? nothing(file) : damaged;
  if (magic !== frameMagic) return damaged;
  const header = headerAt(file, start + 4);
  if (header.window > largestWindow) return { ...damaged, fault: 'too-large' };
  let at = header.end;
  for (let isLast = false; !isLast; ) {
    if (at + 3 > file.length) return cutShort;
    const block = file.readUIntLE(at, 3);
    const isRepeated = ((block >> 1) & 3) === 1;
    isLast = (block & 1) === 1;
    at += 3 + (isRepeated ? 1 : block >> 3);
  }
  const end = at + (header.hasChecksum ? 4 : 0);
  return end > file.length ? cutShort : { isPacked: true, end, fault: null };
}

/** Zeros behind the last frame are padding. */
const nothing = (file: Buffer): Frame => ({ isPacked: false, end: file.length, fault: null });

function headerAt(file: Buffer, start: number): { window: number; hasChecksum: boolean; end: number } {
  const descriptor = file[start] ?? 0;
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const windowByte = file[start + 1] ?? 0;
  const sizeAt = start + (isSingle ? 1 : 2) + dictionaryBytes;
  const end = sizeAt + sizeBytes;
  const hasChecksum = (descriptor & 4) !== 0;
  if (!isSingle) return { window: 2 ** (10 + (windowByte >> 3)) * (1 + (windowByte & 7) / 8), hasChecksum, end };
  const size =
    end > file.length ? 0 : sizeBytes === 8 ? Number(file.readBigUInt64LE(sizeAt)) : file.readUIntLE(sizeAt, sizeBytes);
  return { window: size, hasChecksum, end };
}
