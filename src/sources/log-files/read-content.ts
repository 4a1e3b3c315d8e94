import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { codeOf } from './code-of.ts';
import { type Content, contentsOf } from './decode.ts';
import { type LargeTurn, Room, smallContent } from './room.ts';

/** Far beyond what CloudTrail delivers (some ten MB unzipped), and what a worker can hold. */
const contentLimit = 2 ** 30;

interface Limits {
  /** Bytes that a file may hold, unzipped. */
  maxBytes?: number;
  /** Whose turn it is to hold large content; by default nobody waits. */
  turn?: LargeTurn | null;
  /** The file's content, where it was read already. */
  held?: Uint8Array | undefined;
}

/**
 * Reads a file without waiting in between: only workers do, and they have nothing else to do. Once the next content is
 * asked for, or none is, the one before may no longer be there to be kept in memory.
 */
export async function* readContent(
  path: string,
  { maxBytes = contentLimit, turn = null, held }: Limits = {},
): AsyncGenerator<Content, void, undefined> {
  const room = new Room(maxBytes, turn);
  try {
    const file = held === undefined ? readFile(path, room) : takeHeld(held, room);
    if ('code' in file) {
      yield { inside: null, bytes: Buffer.alloc(0), fault: file };
      return;
    }
    let last: Content | null = null;
    for await (const content of contentsOf(file.bytes, room)) {
      if (last !== null) yield last;
      last = content;
    }
    if (last !== null) yield { ...last, fault: file.isWhole ? last.fault : 'too-large' };
  } finally {
    room.close();
  }
}

/** As much of a file as there is room for, or what the file system says. */
function readFile(path: string, room: Room): { bytes: Buffer; isWhole: boolean } | { code: string } {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    if (size > smallContent) room.enterLarge();
    const bytes = Buffer.allocUnsafeSlow(Math.min(size, room.left));
    const read = fill(bytes, file);
    return { bytes: bytes.subarray(0, read), isWhole: size <= bytes.length };
  } catch (error) {
    return { code: codeOf(error) };
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** A copy, for what is held is shared among threads, which not everything that unpacks or decodes can read. */
function takeHeld(held: Uint8Array, room: Room): { bytes: Buffer; isWhole: boolean } {
  if (held.length > smallContent) room.enterLarge();
  const bytes = Buffer.allocUnsafeSlow(Math.min(held.length, room.left));
  bytes.set(held.subarray(0, bytes.length));
  return { bytes, isWhole: held.length <= bytes.length };
}

function fill(bytes: Buffer, file: number): number {
  let read = 0;
  while (read < bytes.length) {
    const more = readSync(file, bytes, read, bytes.length - read, read);
    if (more === 0) break;
    read += more;
  }
  return read;
}
