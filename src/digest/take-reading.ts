import { principalKey } from '../questions/conclude.ts';
import { type DigestReading, type SeenKind, seenKinds } from '../state/reading.ts';
import type { Millis } from '../trail/event.ts';
import type { Tally } from '../trail/tally.ts';
import { worksWithoutMfa } from './lines/sign-ins.ts';
import { sectionOfChange } from './section-of-change.ts';

/** More values of a kind than these are not kept: what is new among so many tells nobody anything. */
const maxValues = 5_000;

/** What of a window is kept for digests to come. */
export function takeReading(
  of: Pick<DigestReading, 'id' | 'account' | 'window'>,
  tallies: readonly Tally[],
): DigestReading {
  const denied = new Map<string, number>();
  const seen = new Map<SeenKind, Map<string, Millis>>(seenKinds.map((kind) => [kind, new Map()]));
  const see = (kind: SeenKind, value: string, first: Millis) => {
    const values = seen.get(kind);
    if (value !== '') values?.set(value, Math.min(first, values.get(value) ?? first));
  };
  let calls = 0;
  for (const tally of tallies) {
    const { event, region, address, outcome, count, first } = tally;
    calls += count;
    const principal = principalKey(tally);
    if (outcome === 'denied') denied.set(principal, (denied.get(principal) ?? 0) + count);
    see('principals', principal, first);
    see('events', event, first);
    see('regions', region, first);
    see('addresses', address, first);
    const change = changeOf(tally);
    if (change !== null) see('changes', change, first);
  }
  const kept = (kind: SeenKind) => {
    const values = seen.get(kind) ?? new Map<string, Millis>();
    return values.size > maxValues ? null : [...values];
  };
  const frequent = [...denied].sort(([, one], [, other]) => other - one).slice(0, maxValues);
  return {
    ...of,
    calls,
    denied: Object.fromEntries(frequent),
    seen: {
      principals: kept('principals'),
      events: kept('events'),
      regions: kept('regions'),
      addresses: kept('addresses'),
      changes: kept('changes'),
    },
  };
}

/** What somebody did that a digest would tell of: once it was told it is usual for them. Null: nothing such. */
function changeOf(tally: Tally): string | null {
  if (worksWithoutMfa(tally)) return `${principalKey(tally)}\tno-mfa`;
  return sectionOfChange(tally) === null ? null : `${principalKey(tally)}\t${tally.event}`;
}
