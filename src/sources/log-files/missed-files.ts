import { explain, fault } from '../../errors.ts';
import type { Miss, MissReason, Unread } from '../../plan/coverage.ts';
import type { FileFault } from './file-fault.ts';
import type { FileResult } from './file-result.ts';

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

  /**
   * @param faults what was wrong with the file, or with files of an archive, by their names in it
   * @param records how many records of it could be read all the same
   */
  addFile(path: string, faults: FileResult['faults'], records: number): void {
    const isPartly =
      records > 0 || faults.some(({ fault: { id, fact } }) => id === 'file-partly-broken' || Number(fact) > 0);
    for (const [at, one] of faults.entries()) {
      const file = [this.#nameOf(path), one.inside].filter((part) => part !== null).join('/');
      const reason = one.fault.id === 'file-unreadable' ? reasonOf(one.fault.fact) : 'unreachable';
      this.#add(sentenceOf(file, one.fault), at > 0 ? {} : isPartly ? { partly: 1 } : { files: 1 }, reason);
    }
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

  /** Says that so many files hold no calls at all, but records of other kinds. */
  addNoCalls(files: number, others: number): void {
    this.#add(explain(fault('files-without-calls', [others])), { files });
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

function sentenceOf(file: string, found: FileFault): string {
  switch (found.id) {
    case 'file-unreadable':
    case 'file-special':
      return explain(fault(found.id, [file, found.fact]));
    case 'file-unread':
      return explain(fault(found.id, [file, found.fact]));
    case 'file-empty':
    case 'file-foreign':
    case 'file-failed':
      return explain(fault(found.id, [file]));
    default:
      return explain(fault(found.id, [file, found.fact]));
  }
}

/** Why something was not read, by what the file system calls the fault. */
export function reasonOf(code: string): MissReason {
  return code === 'EACCES' || code === 'EPERM' ? 'access-denied' : 'unreachable';
}
