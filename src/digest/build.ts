import type { Authorised } from '../ask/authorise.ts';
import type { Coverage } from '../plan/coverage.ts';
import type { Window } from '../query/query.ts';
import type { Priority } from '../sources/source.ts';
import type { DigestReading } from '../state/reading.ts';
import type { Store } from '../state/store.ts';
import type { ToldIds } from '../state/told-ids.ts';
import type { TrailEvent } from '../trail/event.ts';
import { copyOf, SharedCalls, settleShared } from '../trail/shared-calls.ts';
import { tallyOf } from '../trail/tallies.ts';
import type { Tally } from '../trail/tally.ts';
import { lookBefore, remembered } from './before.ts';
import type { DigestContent } from './content.ts';
import type { Pass, Passes } from './pass.ts';
import type { SectionName } from './sections.ts';
import { summarise } from './summarise.ts';

/** What a digest is to be about. */
interface DigestOrder {
  /** End exclusive. */
  window: Window;
  /** The window told last, and the readings it was told by; null: none was. */
  last: { window: Window; told: ToldIds } | null;
  /** The accounts that it may be made of. */
  allowed: Authorised;
  /** Whether those were chosen, rather than being all there are. */
  limited: boolean;
  /** null: all. */
  sections: readonly SectionName[] | null;
  zone: string;
  priority: Priority;
}

interface Built {
  content: DigestContent;
  /** IDs of the readings it tells. */
  told: string[];
}

/** Searches what a digest is about, compares it with the weeks before, and says what is worth telling. */
export async function build(order: DigestOrder, { passes, store }: { passes: Passes; store: Store }): Promise<Built> {
  const { window, allowed, limited, sections, zone, priority } = order;
  const { accounts } = allowed;
  const parts = await Promise.all(
    accounts.map(async (account) => {
      const readings = await store.readings.list(account.id ?? account.name, window.start - remembered.seen);
      const toldBy = findTold(readings, order);
      const [pass, late] = await Promise.all([
        passes.read(allowed, account, window, priority),
        toldBy === null ? null : passes.readLate(allowed, account, toldBy),
      ]);
      return { readings, toldBy, pass, late };
    }),
  );
  const shared = settleShared(parts.flatMap(({ pass }) => pass.found.shared ?? []));
  const late = parts.flatMap((part) => part.late ?? []);
  const lateShared = await settleLate(
    late.flatMap((one) => one.shared),
    parts.flatMap(({ toldBy }) => toldBy ?? []),
    store,
  );
  const content = summarise({
    window,
    zone,
    tallies: [...parts.flatMap(({ pass }) => pass.found.tallies), ...shared.tallies],
    late: { tallies: [...late.flatMap(({ tallies }) => tallies), ...lateShared], window: order.last?.window ?? window },
    followed: parts.flatMap(({ pass }) => pass.followed),
    before: lookBefore(
      parts.flatMap(({ readings }) => readings),
      window,
    ),
    accounts: accounts.map(({ id, name }) => ({ id: id ?? name, name })),
    limited,
    sections,
    coverage: coverageOf(parts.map(({ pass }) => pass)),
    hidden: parts.reduce((sum, { pass }) => sum + pass.found.hidden, shared.hidden),
    partiallyRead: parts.reduce((sum, { pass }) => sum + pass.found.partiallyRead, shared.partiallyRead),
  });
  return { content, told: parts.map(({ pass }) => pass.reading.id) };
}

/** The reading by which an account was told last; null where it was not told of then. */
function findTold(readings: readonly DigestReading[], { last }: DigestOrder): DigestReading | null {
  if (last === null) return null;
  const { start, end } = last.window;
  return readings.find(({ id, window }) => window.start === start && window.end === end && last.told.has(id)) ?? null;
}

/** Late calls that several accounts may hold, each once; none of which another account's record was told already. */
async function settleLate(
  events: readonly TrailEvent[],
  toldBy: readonly DigestReading[],
  { readings }: Pick<Store, 'readings'>,
): Promise<Tally[]> {
  if (events.length === 0) return [];
  const told = await Promise.all(toldBy.map(({ id }) => readings.readIds(id)));
  const late = new SharedCalls(0);
  for (const event of events) {
    const { id, sharedId, account, time, understood } = event;
    if (sharedId === null || told.some((ids) => ids?.has(sharedId) === true)) continue;
    late.hold({ sharedId, copy: copyOf(event), id, account, time, understood, tally: tallyOf(event) });
  }
  return settleShared([late]).tallies;
}

function coverageOf(passes: readonly Pass[]): Coverage {
  const all = passes.map(({ found }) => found.coverage);
  const files = all.reduce((sum, one) => sum + (one.files ?? 0), 0);
  return {
    complete: all.every(({ complete }) => complete),
    searched: all.flatMap(({ searched }) => searched),
    missed: all.flatMap(({ missed }) => missed),
    ...(files === 0 ? {} : { files }),
    notes: [...new Map(all.flatMap(({ notes }) => notes).map((note) => [JSON.stringify(note), note])).values()],
  };
}
