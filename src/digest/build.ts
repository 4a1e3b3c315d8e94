import type { Authorised } from '../ask/authorise.ts';
import type { Coverage } from '../plan/coverage.ts';
import type { Account } from '../plan/plan.ts';
import type { Window } from '../query/query.ts';
import type { Priority } from '../sources/source.ts';
import type { DigestReading } from '../state/reading.ts';
import type { Store } from '../state/store.ts';
import type { ToldIds } from '../state/told-ids.ts';
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
      const [pass, late] = await Promise.all([
        passes.read(allowed, account, window, priority),
        readLate(account, readings, order, passes),
      ]);
      return { account, readings, pass, late };
    }),
  );
  const content = summarise({
    window,
    zone,
    tallies: parts.flatMap(({ pass }) => pass.found.tallies),
    late: { tallies: parts.flatMap(({ late }) => late ?? []), window: order.last?.window ?? window },
    before: lookBefore(
      parts.flatMap(({ readings }) => readings),
      window,
    ),
    accounts: accounts.map(({ id, name }) => ({ id: id ?? name, name })),
    limited,
    sections,
    coverage: coverageOf(parts.map(({ pass }) => pass)),
    hidden: parts.reduce((sum, { pass }) => sum + pass.found.hidden, 0),
    partiallyRead: parts.reduce((sum, { pass }) => sum + pass.found.partiallyRead, 0),
  });
  return { content, told: parts.map(({ pass }) => pass.reading.id) };
}

/** What of the last window arrived after it was told; nothing for an account that was not told of then. */
async function readLate(
  account: Account,
  readings: readonly DigestReading[],
  { last, allowed }: DigestOrder,
  passes: Passes,
): Promise<Tally[] | null> {
  if (last === null) return [];
  const { start, end } = last.window;
  const told = readings.find(({ id, window }) => window.start === start && window.end === end && last.told.has(id));
  return told === undefined ? [] : passes.readLate(allowed, account, told);
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
