import type { Reason } from '../trail/reason.ts';
import type { Tally } from '../trail/tally.ts';
import type { Phrase, Section } from './answer.ts';
import { totalsOf } from './describe-coverage.ts';
import { firstAndLast } from './describe-principal.ts';
import { figure, listed } from './text.ts';

/** Most headlines have room for so many. */
const inHeadline = 2;

/**
 * Why calls were denied, to follow “12 calls were denied”: ` because no identity-based policy allows them`, or where that
 * is not so of all, `, 9 because no identity-based policy allows them and 3 by an explicit deny in a service control policy`.
 * Empty where no record tells.
 */
export function sayReasons(tallies: readonly Tally[]): string {
  const { calls } = totalsOf(tallies);
  const told = byReason(tallies).flatMap(({ reason, calls: count }) => {
    const words = reason === null ? null : sayReason(reason, count);
    return words === null ? [] : [{ words, count }];
  });
  const [first] = told;
  if (first === undefined) return '';
  if (first.count === calls) return ` ${first.words}`;
  return `, ${listed(told.slice(0, inHeadline).map(({ words, count }) => `${figure(count)} ${words}`))}`;
}

/** Null for what tells nothing of why. */
function sayReason(reason: Reason, calls: number): string | null {
  switch (reason) {
    case 'told in encoded form':
    case 'failed authentication':
    case 'dry run':
      return null;
    case 'S3 Block Public Access':
      return `by ${reason}`;
    case 'VPC endpoint policy':
      return `by a ${reason}`;
    default:
      return reason.startsWith('no ')
        ? `because ${calls === 1 ? reason : reason.replace(/it$/, 'them')}`
        : `by an ${reason}`;
  }
}

/** A line for each reason, from when to when; nothing where all calls have the same, which stands beside each. */
export function reasonSection(tallies: readonly Tally[], untold: boolean): Section[] {
  const found = byReason(tallies);
  const told = found.filter(({ reason }) => reason !== null);
  const isEncoded = told.some(({ reason }) => reason === encoded);
  if (told.length === 0 || (found.length === 1 && !isEncoded)) return [];
  const lines = (untold ? found : told).map(({ reason, calls, tallies: those }): Phrase => {
    const hint = reason === encoded ? '; aws sts decode-authorization-message reads it' : '';
    return [`${reason ?? 'not told'}: ${figure(calls)}, `, ...firstAndLast(those, calls), hint].filter(
      (part) => part !== '',
    );
  });
  return [{ title: 'By reason', lines }];
}

const encoded: Reason = 'told in encoded form';

interface OfReason {
  reason: Reason | null;
  calls: number;
  tallies: Tally[];
}

/** The most frequent first; those of which no record tells why at the end. */
function byReason(tallies: readonly Tally[]): OfReason[] {
  const found = new Map<Reason | null, Tally[]>();
  for (const tally of tallies) {
    const alike = found.get(tally.reason);
    if (alike === undefined) found.set(tally.reason, [tally]);
    else alike.push(tally);
  }
  const last = ({ reason }: OfReason) => Number(reason === null);
  return [...found]
    .map(([reason, those]) => ({ reason, calls: totalsOf(those).calls, tallies: those }))
    .sort((a, b) => last(a) - last(b) || b.calls - a.calls);
}
