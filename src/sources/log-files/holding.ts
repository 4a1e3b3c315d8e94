import { relative } from 'node:path';
import type { Note } from '../../plan/coverage.ts';
import type { Fetch } from '../../plan/plan.ts';
import { codeOf } from './code-of.ts';
import type { FileFault } from './file-fault.ts';
import type { Held } from './hold-stream.ts';
import { filesOf, type Listing, mayHold } from './list-folders.ts';
import type { MissedFiles } from './missed-files.ts';
import { notesOn } from './notes-on-listing.ts';

/** A file to read. */
export interface LogFile {
  /** Absolute; of what is held already, a name. */
  path: string;
  /** Why there is nothing to read; null: it can be tried. */
  fault: FileFault | null;
  held: Held | null;
}

/** What there is to read at the place that was given. */
export interface Holding {
  /** How a file or folder is called, by its path. */
  nameOf: (path: string) => string;
  /** What was passed over, and why. */
  notes: Note[];
  /** The accounts that are known to have files there, read or not. */
  accounts: ReadonlySet<string>;
  /** How many files there are for a fetch. */
  count: (fetch: Fetch) => number;
  /** Those files in the order in which to read them; what can't be listed any more is noted. */
  files: (fetch: Fetch, missed: MissedFiles) => AsyncIterable<LogFile>;
}

/** One file, or what is held of a stream. */
export function holdingOne(file: LogFile, name: string): Holding {
  return {
    nameOf: () => name,
    notes: [],
    accounts: new Set(),
    count: () => 1,
    async *files() {
      yield file;
    },
  };
}

/** @param root absolute */
export function holdingFolder(root: string, listing: Listing): Holding {
  const { folders, unreadable, elsewhere, accounts } = listing;
  const foldersFor = (fetch: Fetch) => folders.filter(({ path }) => mayHold(path, root, fetch));
  return {
    nameOf: (path) => relative(root, path),
    notes: notesOn(listing, root),
    accounts,
    count: (fetch) => foldersFor(fetch).reduce((sum, { files }) => sum + files, 0),
    async *files(fetch, missed) {
      for (const { path, code } of unreadable) if (mayHold(path, root, fetch)) missed.addFolder(path, code);
      if (folders.length === 0 && unreadable.length === 0 && elsewhere.size === 0) missed.addNothing(root);
      for (const folder of foldersFor(fetch)) {
        try {
          const files = await filesOf(folder, root);
          for (const file of files) yield { ...file, held: null };
          if (files.length < folder.files) missed.addGone(folder.path, folder.files - files.length);
        } catch (error) {
          missed.addFolder(folder.path, codeOf(error));
        }
      }
    },
  };
}
