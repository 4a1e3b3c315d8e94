import type { Logger } from 'pino';
import type { AskedBy } from '../access/decide.ts';
import type { Digest } from '../state/digest.ts';
import type { Store } from '../state/store.ts';
import { type DigestContext, digestsOpenTo } from './authorise-digest.ts';
import { type ConfiguredDigest, keepConfigured } from './keep-configured.ts';
import { createPasses, type Passes } from './pass.ts';
import type { DigestPost } from './post.ts';
import { runDigests } from './runner.ts';
import { type DigestTiming, defaultDigestTiming } from './timing.ts';

/** The digests of one workspace, and their sending. */
export interface DigestService {
  /** How they, and previews of them, are searched for. */
  passes: Passes;
  /** How they reach Slack; null until it is known whose workspace this is. */
  post(): DigestPost | null;
  /** Those of the workspace that somebody may know of, the oldest first. */
  list(by: AskedBy): Promise<Digest[]>;
  /** Sends digests when they are due until the signal aborts, then ends what is under way. Rejects only by a bug. */
  run(post: DigestPost, signal: AbortSignal): Promise<void>;
}

interface DigestsDeps extends DigestContext {
  store: Store;
  configured: readonly ConfiguredDigest[];
  log: Logger;
  timing?: DigestTiming;
}

export function createDigests(deps: DigestsDeps): DigestService {
  const { store, configured, log, clock, timing = defaultDigestTiming } = deps;
  const stopping = new AbortController();
  const passes = createPasses({ ...deps, signal: stopping.signal });
  let reached: DigestPost | null = null;

  return {
    passes,
    post: () => reached,
    async list(by) {
      if (reached === null) return [];
      const { team } = reached;
      return digestsOpenTo({ ...by, kind: 'slack', team }, await store.digests.list({ team }), deps, reached);
    },
    async run(post, signal) {
      signal.addEventListener('abort', () => stopping.abort(signal.reason), { once: true });
      await keepConfigured(configured, { store, team: post.team, now: clock() });
      reached = post;
      await runDigests({ store, context: deps, passes, post, timing, clock, log, signal });
    },
  };
}
