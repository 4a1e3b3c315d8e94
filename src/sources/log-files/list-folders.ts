import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Fetch } from '../../plan/plan.ts';
import { accountInPath, isDigestOrInsight, mayHold, stampInName, timeInPath } from './layout.ts';

/** A folder with log files in it. Their names are read again when their turn comes, so that no list grows long. */
interface Folder {
  path: string;
  files: number;
}

export interface Listing {
  /** Newest first where their paths tell the time. */
  folders: Folder[];
  files: number;
  /** Folders below that could not be read. */
  unreadable: { path: string; code: string }[];
  /** Whether files or folders were passed over because they can't hold what is asked for. */
  pruned: boolean;
  /** The accounts that paths tell of, whether their files are read or not. */
  accounts: ReadonlySet<string>;
}

/**
 * Finds the folders that may hold records which the fetch asks for. Links are followed, each folder read once.
 * Throws what the file system says where the root itself cannot be read.
 *
 * @param root absolute
 */
export async function listFolders(root: string, fetch: Fetch, signal: AbortSignal): Promise<Listing> {
  const accounts = new Set<string>();
  const listing: Listing = { folders: [], files: 0, unreadable: [], pruned: false, accounts };
  const known = new Set<string>();
  const open = [root];
  for (let path = open.pop(); path !== undefined && !signal.aborted; path = open.pop()) {
    const account = accountInPath(slashed(path));
    if (account !== null) accounts.add(account);
    if (!mayHold(slashed(path), fetch)) {
      listing.pruned = true;
      continue;
    }
    try {
      const real = await realpath(path);
      if (known.has(real)) continue;
      known.add(real);
      const entries = await entriesOf(path);
      open.push(...entries.folders);
      if (entries.files.length > 0) listing.folders.push({ path, files: entries.files.length });
      listing.files += entries.files.length;
    } catch (error) {
      if (path === root) throw error;
      listing.unreadable.push({ path, code: codeOf(error) });
    }
  }
  const sorted = listing.folders.map((folder) => ({ folder, time: timeInPath(slashed(folder.path)) }));
  sorted.sort((one, other) => other.time - one.time);
  return { ...listing, folders: sorted.map(({ folder }) => folder) };
}

/** The log files of one folder, newest first where their names tell the time. */
export async function filesOf(folder: Folder): Promise<string[]> {
  const { files } = await entriesOf(folder.path);
  const stamped = files.map((path) => ({ path, stamp: stampInName(path.slice(folder.path.length)) }));
  stamped.sort((one, other) => compare(other.stamp, one.stamp) || compare(other.path, one.path));
  return stamped.map(({ path }) => path);
}

const logFile = /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i;

async function entriesOf(path: string): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const inside = join(path, entry.name);
    const kind = await kindOf(entry, inside);
    if (kind === 'folder') folders.push(inside);
    else if (kind === 'file' && logFile.test(entry.name) && !isDigestOrInsight(entry.name)) files.push(inside);
  }
  return { folders, files };
}

/** A link that leads nowhere counts as the file it is named for, so that it is reported when it is read. */
async function kindOf(entry: Dirent, path: string): Promise<'folder' | 'file' | 'other'> {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) return 'other';
  const target = await stat(path).catch(() => null);
  if (target === null) return 'file';
  return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'other';
}

/** What the file system calls the fault: ENOENT, EACCES and so on. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

const slashed = (path: string) => path.split(sep).join('/');
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
