import { explain, fault } from '../../errors.ts';
import type { Miss, MissReason, Unread } from '../../plan/coverage.ts';
import type { FileFault } from './file-fault.ts';

/** A broken archive is described by this many of its files; the others are counted. */
const maxNamed = 100;

const nothingUnread: Unread = { files: 0, partly: 0, folders: 0 };

/** Gathers what could not be read, each file by its name, until the next batch takes it. */
export class MissedFiles {
  readonly #nameOf: (path: string) => string;
  #misses: Miss[] = [];
  #named = 0;
  #unnamed = nothingUnread;

  /** @param nameOf how a file or folder is called, by its path */
  constructor(nameOf: (path: string) => string) {
    this.#nameOf = nameOf;
  }

  /** @param records how many records of it could be read all the same */
  addFile(path: string, found: FileFault, records: number): void {
    const file = this.#nameOf(path);
    const unread = records > 0 ? { partly: 1 } : { files: 1 };
    if (found.id === 'file-unreadable')
      this.#add(explain(fault(found.id, [file, found.fact])), unread, reasonOf(found.fact));
    else if (found.id === 'file-special') this.#add(explain(fault(found.id, [file, found.fact])), unread);
    else if (found.fact === null) this.#add(explain(fault(found.id, [file])), unread);
    else this.#add(explain(fault(found.id, [file, found.fact])), unread);
  }

  addFolder(path: string, code: string): void {
    const message = explain(fault('folder-unreadable', [this.#nameOf(path), code]));
    this.#add(message, { folders: 1 }, reasonOf(code));
  }

  /** Says that so many files of a folder were there when it was listed, and no longer are. */
  addGone(folder: string, files: number): void {
    this.#add(explain(fault('files-gone', [this.#nameOf(folder), files])), { files });
  }

  /** Says that there is nothing to read at all. */
  addNothing(root: string): void {
    this.#add(explain(fault('folder-without-logs', [root])), {});
  }

  take(): Miss[] {
    const misses = this.#misses;
    this.#misses = [];
    return misses;
  }

  /** As `take`, with what was only counted. */
  takeLast(): Miss[] {
    const misses = this.take();
    const { files, partly, folders } = this.#unnamed;
    const more = files + partly + folders;
    if (more > 0)
      misses.push({ reason: 'unreachable', message: explain(fault('files-more', [more])), unread: this.#unnamed });
    return misses;
  }

  #add(message: string, unread: Partial<Unread>, reason: MissReason = 'unreachable'): void {
    if (this.#named < maxNamed) {
      this.#named++;
      this.#misses.push({ reason, message, unread: { ...nothingUnread, ...unread } });
      return;
    }
    const { files, partly, folders } = this.#unnamed;
    this.#unnamed = {
      files: files + (unread.files ?? 0),
      partly: partly + (unread.partly ?? 0),
      folders: folders + (unread.folders ?? 0),
    };
  }
}

/** Why something was not read, by what the file system calls the fault. */
export function reasonOf(code: string): MissReason {
  return code === 'EACCES' || code === 'EPERM' ? 'access-denied' : 'unreachable';
}
