import type { Found } from '../plan/found.ts';
import type { Phrase } from './answer.ts';

/** `last <time> [by jdoe | AssumeRole] from 10.24.34.3 in us-east-2.`, from the newest call that was found. */
export function lastCall({ tallies }: Found, several: boolean, telling?: 'by' | 'event'): Phrase {
  const newest = tallies.reduce((best, tally) => (tally.last > best.last ? tally : best));
  const whose = telling === 'by' ? ` by ${newest.principal.name}` : telling === 'event' ? ` ${newest.event}` : '';
  const from = newest.address === '' ? '' : ` from ${newest.address}`;
  const told = [{ time: newest.last }, `${whose}${from} in ${newest.region}.`];
  return several ? ['last ', ...told] : told;
}
