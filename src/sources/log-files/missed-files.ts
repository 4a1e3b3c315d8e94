import { relative } from 'node:path';
import { explain, fault } from '../../errors.ts';
import type { Miss } from '../../plan/coverage.ts';
import type { FileFault } from './file-fault.ts';

/** A broken archive is described by this many of its files; the others are counted. */
const maxNamed = 100;

/** Gathers what could not be read, each file named as it stands below the root, until the next batch takes it. */
export class MissedFiles {
  readonly #root: string;
  #misses: Miss[] = [];
  #named = 0;
  #unnamed = 0;

  /** @param root absolute */
  constructor(root: string) {
    this.#root = root;
  }

  /** @param inside the name of the file in an archive; null: the file itself */
  addFile(path: string, found: FileFault, inside: string | null = null): void {
    const file = [relative(this.#root, path), inside].filter((part) => part !== null).join('/');
    if (found.id === 'file-unreadable') this.#add(explain(fault(found.id, [file, found.fact])));
    else if (found.id === 'file-unread') this.#add(explain(fault(found.id, [file, found.fact])));
    else if (found.fact === null) this.#add(explain(fault(found.id, [file])));
    else this.#add(explain(fault(found.id, [file, found.fact])));
  }

  addFolder(path: string, code: string): void {
    this.#add(explain(fault('folder-unreadable', [relative(this.#root, path), code])));
  }

  /** Says that the root holds no log file at all. */
  addNothing(): void {
    this.#add(explain(fault('folder-without-logs', [this.#root])));
  }

  take(): Miss[] {
    const misses = this.#misses;
    this.#misses = [];
    return misses;
  }

  /** As `take`, with what was only counted. */
  takeLast(): Miss[] {
    const misses = this.take();
    if (this.#unnamed > 0)
      misses.push({ reason: 'unreachable', message: explain(fault('files-more', [this.#unnamed])) });
    return misses;
  }

  #add(message: string): void {
    if (this.#named === maxNamed) {
      this.#unnamed++;
      return;
    }
    this.#named++;
    this.#misses.push({ reason: 'unreachable', message });
  }
}
