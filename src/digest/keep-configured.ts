import { createHash } from 'node:crypto';
import type { Digest } from '../state/digest.ts';
import type { Store } from '../state/store.ts';
import type { Millis } from '../trail/event.ts';
import { type Schedule, writeSchedule } from './schedule.ts';
import type { SectionName } from './sections.ts';

/** A digest as trail.yml sets it up. */
export interface ConfiguredDigest {
  channel: string;
  schedule: Schedule;
  /** Names of accounts; null: all. */
  accounts: readonly string[] | null;
  /** null: all. */
  sections: readonly SectionName[] | null;
}

/** Makes the digests of trail.yml those of the store: adds and changes what is there, deletes what is there no more. */
export async function keepConfigured(
  configured: readonly ConfiguredDigest[],
  { store, team, now }: { store: Pick<Store, 'digests'>; team: string; now: Millis },
): Promise<void> {
  const kept = configured.map((one, at): Digest => {
    const before = configured.slice(0, at).filter(({ channel }) => channel === one.channel).length;
    return {
      id: idOf(team, one.channel, before),
      team,
      channel: one.channel,
      maker: '',
      made: now,
      origin: 'config',
      schedule: writeSchedule(one.schedule),
      accounts: one.accounts === null ? null : [...one.accounts],
      sections: one.sections === null ? null : [...one.sections],
      paused: null,
    };
  });
  const ids = new Set(kept.map(({ id }) => id));
  for (const digest of await store.digests.list({ team })) {
    if (digest.origin === 'config' && !ids.has(digest.id)) await store.digests.delete(digest.id);
  }
  for (const digest of kept) await store.digests.keep(digest);
}

/** The same for the same place in the file's digests of a channel, so that a change of its time leaves it the same digest. */
function idOf(team: string, channel: string, before: number): string {
  const digest = createHash('sha256').update(`${team} ${channel} ${before}`).digest('hex');
  return `c${digest.slice(0, 5)}`;
}
