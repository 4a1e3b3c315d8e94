import type { Found } from '../plan/found.ts';
import type { Phrase } from './answer.ts';
import { counted } from './words.ts';

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
  const unsearched = new Set(coverage.missed.map(({ account, region }) => `${account} ${region}`)).size;
  if (unsearched > 0) {
    return [`${capital} in what could be searched, but ${counted(unsearched, 'Region')} could not be.`];
  }
  if (!coverage.complete) {
    const reached = Math.max(...coverage.searched.map(({ start }) => start));
    return [`${capital} since `, { time: reached }, '; what is older was not searched.'];
  }
  return [`${capital} between `, { time: window.start }, ' and ', { time: window.end }, '.'];
}
