import type { Dirent, Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { codeOf } from './code-of.ts';
import type { FileFault } from './file-fault.ts';
import type { Entry } from './layout.ts';
import type { WithoutCalls } from './without-calls.ts';

/** What a folder holds. */
export interface FolderContents {
  /** Absolute. */
  folders: string[];
  files: ListedFile[];
  passedOver: { entry: Entry; kind: WithoutCalls }[];
}

export interface ListedFile {
  /** Absolute. */
  path: string;
  /** Why there is nothing to read; null: it can be tried. */
  fault: FileFault | null;
}

/**
 * Tells what a folder holds, all of it: what is neither file nor folder is among the files, with the reason why it is
 * not read. Links are followed. Throws what the file system says where the folder cannot be read.
 *
 * @param path absolute
 * @param kinds what is passed over by its name
 */
export async function readFolder(path: string, kinds: readonly WithoutCalls[]): Promise<FolderContents> {
  const contents: FolderContents = { folders: [], files: [], passedOver: [] };
  for (const found of await readdir(path, { withFileTypes: true })) {
    const inside = join(path, found.name);
    const { isFolder, fault } = kindOf(found) ?? (await kindBehind(inside));
    const entry: Entry = { path: slashed(inside), name: found.name, kind: isFolder ? 'folder' : 'file' };
    const kind = kinds.find(({ holds }) => holds(entry));
    if (kind !== undefined) contents.passedOver.push({ entry, kind });
    else if (isFolder) contents.folders.push(inside);
    else contents.files.push({ path: inside, fault });
  }
  return contents;
}

interface EntryKind {
  isFolder: boolean;
  fault: FileFault | null;
}

const folder: EntryKind = { isFolder: true, fault: null };
const file: EntryKind = { isFolder: false, fault: null };

/** Null for a link, and where the file system does not tell kinds in its listings. */
function kindOf(found: Dirent): EntryKind | null {
  if (found.isFile()) return file;
  if (found.isDirectory()) return folder;
  return null;
}

async function kindBehind(path: string): Promise<EntryKind> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return folder;
    return { isFolder: false, fault: faultOfKind(found) };
  } catch (error) {
    return { isFolder: false, fault: { id: 'file-unreadable', fact: codeOf(error) } };
  }
}

/** Why something that is no folder can't be read as a file; null: it can. */
export function faultOfKind(found: Stats): FileFault | null {
  if (found.isFile()) return null;
  const is = found.isFIFO() ? 'a pipe' : found.isSocket() ? 'a socket' : 'a device';
  return { id: 'file-special', fact: is };
}

/** A path with `/` between its parts on every system. */
export const slashed = (path: string) => (sep === '/' ? path : path.split(sep).join('/'));
