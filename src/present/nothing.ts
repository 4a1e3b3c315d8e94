import type { Found } from '../plan/found.ts';
import type { Phrase } from './answer.ts';
import { limitsOf } from './limits.ts';

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
  const limits = limitsOf(found);
  if (limits !== null) return [capital, ...limits.within, `; ${limits.missing}.`];
  return [`${capital} between `, { time: window.start }, ' and ', { time: window.end }, '.'];
}
