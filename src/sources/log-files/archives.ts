import { explain, fault } from '../../errors.ts';
import type { Fetch } from '../../plan/plan.ts';
import { sourceTraits } from '../../plan/source-traits.ts';
import { type Batch, type EventSource, nothingToReport, type SearchOptions, SearchStopped } from '../source.ts';
import { createLogFiles, type LogFilesDeps } from './log-files.ts';

/** The log files of every account that has an archive, each folder with its own workers. */
export function createArchives(deps: Omit<LogFilesDeps, 'root'> = {}): EventSource & { close(): Promise<void> } {
  const folders = new Map<string, ReturnType<typeof createLogFiles>>();
  const folderAt = (root: string) => {
    const known = folders.get(root) ?? createLogFiles({ ...deps, root });
    folders.set(root, known);
    return known;
  };
  async function* search(fetch: Fetch, options: SearchOptions): AsyncGenerator<Batch> {
    const root = fetch.account.archive?.logs ?? null;
    if (root === null || root.startsWith('s3://')) {
      const message = explain(fault('archive-unread', [fetch.account.name]));
      throw new SearchStopped({ reason: 'not-configured', message });
    }
    const opened = await folderAt(root).open([fetch], options);
    yield* opened.search(fetch);
  }

  return {
    traits: sourceTraits['log-files'],
    open: async (_fetches, options) => ({ report: nothingToReport, search: (fetch) => search(fetch, options) }),
    async close() {
      await Promise.all([...folders.values()].map((folder) => folder.close()));
    },
  };
}
