import { fault } from '../errors.ts';
import type { Millis } from '../trail/event.ts';
import { type Finding, fine, noted, wrong } from './finding.ts';

/** What somebody's clock said, and what ours said then. */
export interface ClockReading {
  whose: string;
  theirs: Millis;
  ours: Millis;
}

/** Slack's and AWS's signatures hold for five minutes; by then it is too late to be told. */
const tolerance: Millis = 120_000;

/** Compares this machine's clock with those that answered; of several readings of one, the last. */
export function checkClock(readings: readonly ClockReading[]): Finding[] {
  const last = new Map(readings.map((reading) => [reading.whose, reading]));
  if (last.size === 0) return [noted('Clock', 'Not compared with anybody’s, for neither Slack nor AWS answered.')];
  const off = [...last.values()].filter(({ theirs, ours }) => Math.abs(ours - theirs) > tolerance);
  if (off.length === 0) return [fine('Clock', `Agrees with ${[...last.keys()].join('’s and ')}’s.`)];
  return off.map(({ whose, theirs, ours }) => wrong('Clock', fault('clock-wrong', [difference(ours - theirs), whose])));
}

function difference(skew: Millis): string {
  const minutes = Math.round(Math.abs(skew) / 60_000);
  return `${minutes} minutes ${skew > 0 ? 'ahead of' : 'behind'}`;
}
