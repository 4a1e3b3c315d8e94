import type { Logger } from 'pino';
import type { SearchDeps } from '../ask/search.ts';
import type { Message } from '../blocks/message.ts';
import { createDesk, type DigestAsker } from '../commands/digest-commands.ts';
import { failed, fault, type Result } from '../errors.ts';
import type { Digest } from '../state/digest.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import type { DigestContext } from './context.ts';
import { type ConfiguredDigest, keepConfigured } from './keep-configured.ts';
import { createPasses } from './pass.ts';
import type { DigestPost } from './post.ts';
import { runDigests } from './runner.ts';
import { type DigestTiming, defaultDigestTiming } from './timing.ts';

/** The digests of one workspace: what people ask of them, and their sending. */
export interface Digests {
  /** Answers what follows the word `digest`. */
  answer(asked: string, asker: DigestAsker): Promise<Result<Message>>;
  /** All of the workspace, the oldest first. */
  list(): Promise<Digest[]>;
  /** Sends digests when they are due until the signal aborts, then ends what is under way. Rejects only by a bug. */
  run(post: DigestPost, signal: AbortSignal): Promise<void>;
}

export interface DigestsDeps extends SearchDeps, DigestContext {
  store: Store;
  configured: readonly ConfiguredDigest[];
  log: Logger;
  clock: () => Millis;
  timing?: DigestTiming;
}

export function createDigests(deps: DigestsDeps): Digests {
  const { store, configured, log, clock, timing = defaultDigestTiming } = deps;
  const context: DigestContext = deps;
  const stopping = new AbortController();
  const passes = createPasses({ ...deps, signal: stopping.signal });
  const desk = createDesk({ store, context, passes, clock });
  let reached: DigestPost | null = null;

  return {
    answer: async (asked, asker) =>
      reached === null ? failed(fault('digest-unreachable', [])) : desk.answer(asked, asker, reached),
    list: async () => (reached === null ? [] : desk.list(reached.team)),
    async run(post, signal) {
      signal.addEventListener('abort', () => stopping.abort(signal.reason), { once: true });
      await keepConfigured(configured, { store, team: post.team, now: clock() });
      reached = post;
      await runDigests({ store, context, passes, post, timing, clock, log, signal });
    },
  };
}
