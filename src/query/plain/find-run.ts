import { findEvents, type Meant } from './find-events.ts';
import type { Tag } from './meaning.ts';
import type { Clause } from './read-clause.ts';
import { serviceNames } from './services.ts';
import type { Verb } from './verbs.ts';

/** Words of an object that are an event together with the verb. */
export interface Run {
  events: Meant;
  used: readonly Tag[];
}

/** Of the object and what a preposition adds to it: `the policy of the bucket`, `a user to the group`. */
export function joinedRun(verb: Verb, words: readonly Tag[], clause: Clause, linked: readonly string[]): Run | null {
  if (linked.length === 0) return null;
  const link = clause.phrases.map(({ preposition }) => preposition).find((one) => one === 'to' || one === 'from');
  const spelled = [[...linked, ...lows(words)], ...(link === undefined ? [] : [[...lows(words), link, ...linked]])];
  const found = spelled.map((some) => findEvents(verb, some)).findLast((events) => events.length > 0);
  return found === undefined ? null : { events: found, used: words };
}

/** The longest run of words that is a known event together with the verb; a service beside it keeps to that service. */
export function longestRun(verb: Verb, words: readonly Tag[]): Run | null {
  for (let length = Math.min(6, words.length); length > 0; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const run = words.slice(from, from + length);
      const beside = words.find((word) => !run.includes(word) && serviceNames.has(word.low));
      const within = beside === undefined ? [] : findEvents(verb, lows(run), serviceNames.get(beside.low));
      if (beside !== undefined && within.length > 0) return { events: within, used: [...run, beside] };
      const events = findEvents(verb, lows(run));
      if (events.length > 0) return { events, used: run };
    }
  }
  return null;
}

/** A verb that is an event all by itself: `decrypted`. */
export function aloneEvents(verb: Verb): Meant {
  return verb.kind === 'event' && verb.calls.length === 1 ? findEvents(verb, []) : [];
}

function lows(tags: readonly Tag[]): string[] {
  return tags.flatMap(({ low }) => low.split(' '));
}
