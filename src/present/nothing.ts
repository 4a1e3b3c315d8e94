import type { Coverage } from '../plan/coverage.ts';
import type { Found } from '../plan/found.ts';
import type { Phrase } from './answer.ts';
import { counted, listed } from './text.ts';

/**
 * The headline where nothing matched. Nothing found, found nothing so far, found nothing in the part
 * that could be searched, and not searched at all are four different answers.
 * `nothing` is a clause such as "nobody called DeleteBucket"; `matter` such as "who called DeleteBucket".
 */
export function sayNothing(found: Found, nothing: string, matter: string): Phrase {
  const { coverage, window } = found;
  const capital = nothing.charAt(0).toUpperCase() + nothing.slice(1);
  if (!found.final) return [`So far ${nothing}; the search goes on.`];
  if (coverage.searched.length === 0) return [`Nothing could be searched, so ${matter} is not known.`];
  if (coverage.missed.length > 0)
    return [`${capital} in what could be searched, but ${unsearched(coverage)} could not be.`];
  if (!coverage.complete) {
    const reached = Math.max(...coverage.searched.map(({ start }) => start));
    return [`${capital} since `, { time: reached }, '; what is older was not searched.'];
  }
  const { untold } = coverage;
  const known = untold === undefined ? '.' : `, as far as is known: ${sayUntold(untold)}.`;
  return [`${capital} between `, { time: window.start }, ' and ', { time: window.end }, known];
}

/** `3 Regions`, `1 file` */
function unsearched({ missed }: Coverage): string {
  const files = missed.filter(({ source }) => source === 'log-files').length;
  const regions = new Set(
    missed.filter(({ source }) => source !== 'log-files').map(({ account, region }) => `${account} ${region}`),
  ).size;
  const parts = [
    ...(regions > 0 ? [counted(regions, 'Region')] : []),
    ...(files > 0 ? [counted(files, 'log file')] : []),
  ];
  return parts.join(' and ');
}

/** `of 700 calls only a summary tells, and 3 calls have no time` */
function sayUntold({ summarised, timeless }: NonNullable<Coverage['untold']>): string {
  return listed([
    ...(summarised > 0 ? [`of ${counted(summarised, 'call')} only a summary tells`] : []),
    ...(timeless > 0 ? [`${counted(timeless, 'matching call')} ${timeless === 1 ? 'has' : 'have'} no time`] : []),
  ]);
}
