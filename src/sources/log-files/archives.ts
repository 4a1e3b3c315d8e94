import { explain, fault } from '../../errors.ts';
import type { Miss } from '../../plan/coverage.ts';
import type { Fetch } from '../../plan/plan.ts';
import { sourceTraits } from '../../plan/source-traits.ts';
import { type Batch, type EventSource, type OpenSearch, type SearchOptions, SearchStopped } from '../source.ts';
import { createLogFiles, type LogFilesDeps } from './log-files.ts';

/** A place made ready to be searched, or what was thrown instead: that keeps no other place from being searched. */
type Opened = { ok: true; place: OpenSearch } | { ok: false; error: unknown };

/** The log files of every account that has an archive, each place with its own workers. */
export function createArchives(deps: Omit<LogFilesDeps, 'root'> = {}): EventSource & { close(): Promise<void> } {
  const places = new Map<string, ReturnType<typeof createLogFiles>>();
  const placeAt = (root: string) => {
    const known = places.get(root) ?? createLogFiles({ ...deps, root });
    places.set(root, known);
    return known;
  };

  async function openOne(root: string, fetches: readonly Fetch[], options: SearchOptions): Promise<Opened> {
    const own = fetches.filter((fetch) => rootOf(fetch) === root);
    try {
      return { ok: true, place: await placeAt(root).open(own, options) };
    } catch (error) {
      return { ok: false, error };
    }
  }

  return {
    traits: sourceTraits['log-files'],
    async open(fetches, options) {
      const roots = [...new Set(fetches.filter((fetch) => unreadable(fetch) === null).map(rootOf))];
      const opened = new Map<string, Opened>();
      await Promise.all(roots.map(async (root) => opened.set(root, await openOne(root, fetches, options))));
      const reports = [...opened.values()].flatMap((one) => (one.ok ? [one.place.report] : []));
      async function* search(fetch: Fetch): AsyncGenerator<Batch> {
        const miss = unreadable(fetch);
        if (miss !== null) throw new SearchStopped(miss);
        const one = opened.get(rootOf(fetch));
        if (one === undefined) throw new Error('A fetch is searched that was not opened.');
        if (!one.ok) throw one.error;
        yield* one.place.search(fetch);
      }
      return { report: { missed: [], notes: reports.flatMap(({ notes }) => notes) }, search };
    },
    async close() {
      await Promise.all([...places.values()].map((place) => place.close()));
    },
  };
}

const rootOf = ({ account }: Fetch): string => account.archive?.logs ?? '';

/** Why there is no place on this machine that could be opened; null: there may be one. */
function unreadable(fetch: Fetch): Miss | null {
  const root = rootOf(fetch);
  const why =
    root === ''
      ? fault('archive-unread', [fetch.account.name])
      : root.startsWith('s3://')
        ? fault('place-remote', [root])
        : null;
  return why === null ? null : { reason: 'not-configured', message: explain(why) };
}
