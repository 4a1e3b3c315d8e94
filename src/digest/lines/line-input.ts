import type { Phrase } from '../../present/answer.ts';
import { totalsOf } from '../../present/describe-coverage.ts';
import { times } from '../../present/text.ts';
import type { Followed } from '../../questions/say-aftermaths.ts';
import type { Tally } from '../../trail/tally.ts';
import type { Before } from '../before.ts';
import type { DigestLine } from '../content.ts';
import type { Scope } from '../line-command.ts';

/** What a section makes its lines of. */
export interface LineInput {
  tallies: readonly Tally[];
  /** What became of changes among them. */
  followed: readonly Followed[];
  scope: Scope;
  before: Before;
}

/** The lines of one section. Pure; the order of the tallies makes no difference. */
export type Tell = (input: LineInput) => DigestLine[];

/** Tallies that belong together, at least one; the newest call tells who they are about. */
export interface Together {
  key: string;
  tallies: readonly [Tally, ...Tally[]];
  newest: Tally;
  calls: number;
  failed: number;
}

/** Tallies by a key, those with the most calls first. */
export function together(tallies: readonly Tally[], keyOf: (tally: Tally) => string): Together[] {
  const found = new Map<string, [Tally, ...Tally[]]>();
  for (const tally of tallies) {
    const key = keyOf(tally);
    const known = found.get(key);
    if (known === undefined) found.set(key, [tally]);
    else known.push(tally);
  }
  return [...found]
    .map(([key, members]) => ({ key, tallies: members, newest: newestOf(members), ...totalsOf(members) }))
    .sort((one, other) => other.calls - one.calls || (one.key < other.key ? -1 : 1));
}

/** The tally whose last call is the latest. */
function newestOf(tallies: readonly [Tally, ...Tally[]]): Tally {
  return tallies.reduce((best, tally) => (isLater(tally, best) ? tally : best));
}

/** Of calls in the same second, any rule will do that does not depend on their order. */
function isLater(one: Tally, other: Tally): boolean {
  if (one.last !== other.last) return one.last > other.last;
  return `${one.event} ${one.region} ${one.address}` > `${other.event} ${other.region} ${other.address}`;
}

/** ` (all failed), last <time>`: how calls went, and when the last was made. */
export function sayLast({ calls, failed, newest }: Together, from = true): Phrase {
  const ended = failed === 0 ? '' : failed === calls ? ' (failed)' : ` (${failed} failed)`;
  const address = from && newest.address !== '' ? ` from ${newest.address}` : '';
  return [`${ended}, ${calls === 1 ? 'at' : 'last at'} `, { time: newest.last }, address];
}

/** ` twice`, and nothing for once. */
export function sayTimes(calls: number): string {
  return calls === 1 ? '' : ` ${times(calls)}`;
}

/** The accounts of calls. */
export function accountsOf({ tallies }: Together): string[] {
  return [...new Set(tallies.map(({ account }) => account))].sort();
}
