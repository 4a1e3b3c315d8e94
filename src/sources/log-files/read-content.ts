import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { codeOf } from './code-of.ts';
import { type Content, contentsOf } from './decode.ts';
import { Room } from './room.ts';

interface ReadingOptions {
  /** How much the file may hold; by default so much that only few files don't fit. */
  room?: Room;
  /** The file's content, where it was read already. */
  held?: Uint8Array | undefined;
}

/**
 * Reads a file without waiting in between: only workers do, and they have nothing else to do. All content is there
 * until the room is closed.
 */
export async function* readContent(
  path: string,
  { room = new Room(), held }: ReadingOptions = {},
): AsyncGenerator<Content, void, undefined> {
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
}

/** As much of a file as there is room for, or what the file system says. */
function readFile(path: string, room: Room): { bytes: Buffer; isWhole: boolean } | { code: string } {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const bytes = room.allocate(Math.min(size, room.left));
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
  const bytes = room.allocate(Math.min(held.length, room.left));
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
