import type { UnreadFormat } from '../../errors.ts';
import { Collected } from './collected.ts';
import { kindOf } from './file-kind.ts';
import { gunzip, type Unpacked } from './inflate.ts';
import type { Room } from './room.ts';
import { tarEntries } from './tar-entries.ts';
import { unzstd } from './unzstd.ts';
import { isWithoutCalls } from './without-calls.ts';
import { type Entry, zipEntries } from './zip-entries.ts';

/** Text that a file holds, or as much of it as can be had. */
export interface Content {
  /** The name of the file in the archive that it stands in; null outside archives. */
  inside: string | null;
  /** In UTF-8. */
  bytes: Buffer;
  /** What kept the rest back, or what the file system said, such as EACCES. */
  fault: Unpacked['fault'] | { code: string } | { unread: UnreadFormat };
}

/** Archives in archives, packed again and again: nobody means well who goes deeper. */
const deepest = 6;

/**
 * The text in a file, unpacked as often as it is packed, by its first bytes and not its name; each file of an archive
 * in turn, so that one at a time is held.
 */
export async function* contentsOf(file: Buffer, room: Room): AsyncGenerator<Content, void, undefined> {
  yield* decoded(file, { room, inside: null, depth: 0 });
}

interface Place {
  room: Room;
  inside: string | null;
  depth: number;
}

async function* decoded(file: Buffer, place: Place): AsyncGenerator<Content, void, undefined> {
  const { room, inside, depth } = place;
  const kind = kindOf(file);
  if (kind === 'text') yield { inside, bytes: file, fault: null };
  else if (typeof kind === 'object') yield { inside, bytes: nothing, fault: kind };
  else if (depth >= deepest) yield { inside, bytes: nothing, fault: { unread: 'nested' } };
  else if (kind === 'zip' || kind === 'tar')
    yield* entriesOf(kind === 'zip' ? zipEntries(file) : tarEntries(file), place);
  else if (kind === 'gzip') yield* unpacked(await gunzip(file, room), place);
  else if (kind === 'zstd') yield* unpacked(unzstd(file, room), place);
  else yield* unpacked(fromUtf16(file, kind, room), place);
}

const nothing = Buffer.alloc(0);

/** What kept the rest back is told of the last content that could be had. */
async function* unpacked({ bytes, fault }: Unpacked, place: Place): AsyncGenerator<Content, void, undefined> {
  let last: Content | null = null;
  for await (const content of decoded(bytes, { ...place, depth: place.depth + 1 })) {
    if (last !== null) yield last;
    last = content;
  }
  if (last !== null) yield { ...last, fault: last.fault ?? fault };
}

async function* entriesOf(entries: Entry[] | null, place: Place): AsyncGenerator<Content, void, undefined> {
  const { room, inside, depth } = place;
  if (entries === null) {
    yield { inside, bytes: nothing, fault: 'cut-short' };
    return;
  }
  if (entries.some(({ name }) => name === '[Content_Types].xml')) {
    yield { inside, bytes: nothing, fault: { unread: 'excel' } };
    return;
  }
  const files = entries.filter(({ name }) => isFile(name));
  if (files.length === 0) yield { inside, bytes: nothing, fault: null };
  for (const entry of files) {
    const name = inside === null ? entry.name : `${inside}/${entry.name}`;
    if (room.left <= 0) {
      yield { inside: name, bytes: nothing, fault: 'too-large' };
      return;
    }
    const content = await entry.read(room);
    if ('unread' in content) yield { inside: name, bytes: nothing, fault: content };
    else yield* unpacked(content, { room, inside: name, depth });
  }
}

/** Folders, and what is passed over by its name in folders on a disk, are not read. */
function isFile(path: string): boolean {
  if (path.endsWith('/')) return false;
  const names = path.split('/');
  return !names.some((name, at) => {
    const above = `/${names.slice(0, at + 1).join('/')}`;
    return isWithoutCalls({ path: above, name, kind: at < names.length - 1 ? 'folder' : 'file' });
  });
}

/** Bytes that are turned into letters at once. */
const step = 2 ** 20;

function fromUtf16(file: Buffer, encoding: 'utf-16le' | 'utf-16be', room: Room): Unpacked {
  const letters = new TextDecoder(encoding);
  const collected = new Collected(room);
  for (let at = 0; at < file.length; at += step) {
    const text = letters.decode(file.subarray(at, at + step), { stream: at + step < file.length });
    if (!collected.add(Buffer.from(text))) return { bytes: collected.take(), fault: 'too-large' };
  }
  return { bytes: collected.take(), fault: file.length % 2 === 0 ? null : 'cut-short' };
}
