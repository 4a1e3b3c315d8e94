import type { UnreadFormat } from '../../errors.ts';
import { inflateRaw, type Unpacked } from './inflate.ts';
import type { Room } from './room.ts';
import { unzstd } from './unzstd.ts';

/** One file in an archive. */
export interface Entry {
  name: string;
  /** Its content, or why there is none to be had. */
  read: (room: Room) => Promise<Unpacked | { unread: UnreadFormat }>;
}

const endOfDirectory = 0x06054b50;
const endOfDirectory64 = 0x06064b50;
const locator64 = 0x07064b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const full = 0xffffffff;

/** Longest comment behind the end of the directory, and the end itself. */
const farthestEnd = 0xffff + 22;

/**
 * The files of a zip archive, by the directory at its end (APPNOTE.TXT 6.3.9), zip64 too. Sizes that it tells are not
 * believed. Null where there is no directory: the archive is cut short.
 */
export function zipEntries(file: Buffer): Entry[] | null {
  const directory = findDirectory(file);
  if (directory === null) return null;
  const entries: Entry[] = [];
  let at = directory.start;
  for (let number = 0; number < directory.count; number++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== directoryEntry) return null;
    const nameEnd = at + 46 + file.readUInt16LE(at + 28);
    const extraEnd = nameEnd + file.readUInt16LE(at + 30);
    if (extraEnd > file.length) return null;
    entries.push(entryAt(file, at, nameEnd, extraEnd));
    at = extraEnd + file.readUInt16LE(at + 32);
  }
  return entries;
}

function entryAt(file: Buffer, at: number, nameEnd: number, extraEnd: number): Entry {
  const isEncrypted = (file.readUInt16LE(at + 8) & 1) !== 0;
  const method = file.readUInt16LE(at + 10);
  const { packed, local } = placeOf(file, at, file.subarray(nameEnd, extraEnd));
  return {
    name: file.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/'),
    async read(room) {
      if (isEncrypted || method === 99) return { unread: 'encrypted' };
      if (local + 30 > file.length || file.readUInt32LE(local) !== localEntry) return damaged;
      const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      const bytes = file.subarray(start, start + packed);
      if (method === 0) return { bytes, fault: bytes.length < packed ? 'cut-short' : null };
      if (method === 8) return await inflateRaw(bytes, room);
      return method === 93 ? unzstd(bytes, room) : { unread: 'zip-method' };
    },
  };
}

const damaged: Unpacked = { bytes: Buffer.alloc(0), fault: 'damaged' };

/** How long an entry is and where it begins; what is too large for four bytes stands behind its name. */
function placeOf(file: Buffer, at: number, extra: Buffer): { packed: number; local: number } {
  const packed = file.readUInt32LE(at + 20);
  const local = file.readUInt32LE(at + 42);
  if (packed !== full && local !== full) return { packed, local };
  const wide = extraField(extra, 1);
  const isWide = [file.readUInt32LE(at + 24), packed, local].map((size) => size === full);
  const sizes = isWide.map((wideOne, number) => {
    const start = isWide.slice(0, number).filter(Boolean).length * 8;
    return wideOne && start + 8 <= wide.length ? Number(wide.readBigUInt64LE(start)) : null;
  });
  return { packed: sizes[1] ?? packed, local: sizes[2] ?? local };
}

function extraField(extra: Buffer, id: number): Buffer {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return Buffer.alloc(0);
}

function findDirectory(file: Buffer): { start: number; count: number } | null {
  for (let at = file.length - 22; at >= Math.max(0, file.length - farthestEnd); at--) {
    if (file.readUInt32LE(at) !== endOfDirectory) continue;
    const count = file.readUInt16LE(at + 10);
    const start = file.readUInt32LE(at + 16);
    return count === 0xffff || start === full ? (findDirectory64(file, at) ?? { start, count }) : { start, count };
  }
  return null;
}

function findDirectory64(file: Buffer, end: number): { start: number; count: number } | null {
  const locator = end - 20;
  if (locator < 0 || file.readUInt32LE(locator) !== locator64) return null;
  const at = Number(file.readBigUInt64LE(locator + 8));
  if (at + 56 > file.length || file.readUInt32LE(at) !== endOfDirectory64) return null;
  return { start: Number(file.readBigUInt64LE(at + 48)), count: Number(file.readBigUInt64LE(at + 32)) };
}
