import { realpath } from 'node:fs/promises';
import type { Fetch } from '../../plan/plan.ts';
import { codeOf } from './code-of.ts';
import { accountInPath, type Elsewhere, ruledOut, stampInName, timeInPath } from './layout.ts';
import { type ListedFile, readFolder, slashed } from './read-folder.ts';
import { passedOverBelow, type WithoutCalls } from './without-calls.ts';

/** A folder with files in it. Their names are read again when their turn comes, so that no list grows long. */
export interface Folder {
  path: string;
  files: number;
}

export interface Listing {
  /** Newest first where their paths tell the time. */
  folders: Folder[];
  /** Folders below that could not be read. */
  unreadable: { path: string; code: string }[];
  /** How many folders were passed over because none of the fetches asks for what lies there. */
  elsewhere: ReadonlyMap<Elsewhere, number>;
  /** The accounts that paths tell of, whether their files are read or not. */
  accounts: ReadonlySet<string>;
  /** What was passed over because it holds no calls. */
  withoutCalls: readonly PassedOver[];
}

export interface PassedOver {
  kind: WithoutCalls;
  folders: number;
  files: number;
  /** The first few paths. */
  such: string[];
}

/** More examples than these nobody reads. */
const maxSuch = 3;

/**
 * Finds the folders that may hold records for which any of the fetches asks, and counts all that is passed over.
 * Links are followed, each folder read once. Throws what the file system says where the root itself cannot be read.
 *
 * @param root absolute
 */
export async function listFolders(root: string, fetches: readonly Fetch[], signal: AbortSignal): Promise<Listing> {
  const kinds = passedOverBelow(slashed(root));
  const folders: Folder[] = [];
  const unreadable: Listing['unreadable'] = [];
  const elsewhere = new Map<Elsewhere, number>();
  const accounts = new Set<string>();
  const passedOver = new Map<WithoutCalls, PassedOver>();
  const known = new Set<string>();
  const open = [root];
  for (let path = open.pop(); path !== undefined && !signal.aborted; path = open.pop()) {
    const account = accountInPath(slashed(path));
    if (account !== null) accounts.add(account);
    const reason = elsewhereForAll(path, root, fetches);
    if (reason !== null) {
      elsewhere.set(reason, (elsewhere.get(reason) ?? 0) + 1);
      continue;
    }
    try {
      const real = await realpath(path);
      if (known.has(real)) continue;
      known.add(real);
      const contents = await readFolder(path, kinds);
      open.push(...contents.folders);
      if (contents.files.length > 0) folders.push({ path, files: contents.files.length });
      for (const { entry, kind } of contents.passedOver) {
        const one = passedOver.get(kind) ?? { kind, folders: 0, files: 0, such: [] };
        passedOver.set(kind, one);
        if (entry.kind === 'folder') one.folders++;
        else one.files++;
        if (one.such.length < maxSuch) one.such.push(entry.path);
      }
    } catch (error) {
      if (path === root) throw error;
      unreadable.push({ path, code: codeOf(error) });
    }
  }
  const sorted = folders.map((folder) => ({ folder, time: timeInPath(slashed(folder.path)) }));
  sorted.sort((one, other) => other.time - one.time);
  return {
    folders: sorted.map(({ folder }) => folder),
    unreadable,
    elsewhere,
    accounts,
    withoutCalls: kinds.flatMap((kind) => passedOver.get(kind) ?? []),
  };
}

/** Whether records that the fetch asks for may lie in a folder of the listing. */
export function mayHold(path: string, root: string, fetch: Fetch): boolean {
  return ruledOut(slashed(path), root.length, fetch) === null;
}

function elsewhereForAll(path: string, root: string, fetches: readonly Fetch[]): Elsewhere | null {
  const reasons = fetches.map((fetch) => ruledOut(slashed(path), root.length, fetch));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

/** The files of one folder, newest first where their names tell the time. */
export async function filesOf({ path }: Folder, root: string): Promise<ListedFile[]> {
  const { files } = await readFolder(path, passedOverBelow(slashed(root)));
  const stamped = files.map((file) => ({ file, stamp: stampInName(file.path.slice(path.length)) }));
  stamped.sort((one, other) => compare(other.stamp, one.stamp) || compare(other.file.path, one.file.path));
  return stamped.map(({ file }) => file);
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
