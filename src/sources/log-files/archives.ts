import { explain, fault } from '../../errors.ts';
import type { EventSource } from '../source.ts';
import { SearchStopped } from '../source.ts';
import { createLogFiles, type LogFilesDeps } from './log-files.ts';

/** The log files of every account that has an archive, each folder with its own workers. */
export function createArchives(deps: Omit<LogFilesDeps, 'root'> = {}): EventSource & { close(): Promise<void> } {
  const folders = new Map<string, ReturnType<typeof createLogFiles>>();
  const open = (root: string) => {
    const known = folders.get(root) ?? createLogFiles({ ...deps, root });
    folders.set(root, known);
    return known;
  };
  return {
    search(fetch, options) {
      const root = fetch.account.archive?.logs ?? null;
      if (root === null || root.startsWith('s3://')) {
        const message = explain(fault('archive-unread', [fetch.account.name]));
        throw new SearchStopped({ reason: 'not-configured', message });
      }
      return open(root).search(fetch, options);
    },
    async close() {
      await Promise.all([...folders.values()].map((folder) => folder.close()));
    },
  };
}
