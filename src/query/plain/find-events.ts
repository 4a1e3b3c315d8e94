import { changeSaid, eventsSaid } from '../../catalogue/find-changes.ts';
import { fold, singular } from '../names/event-index.ts';
import { findEvent } from '../names/resolve-event.ts';
import { callsNamed } from './call-index.ts';
import { isThing, nouns } from './nouns.ts';
import { commonServices } from './services.ts';
import type { Verb } from './verbs.ts';

/** The ways to understand which events are meant, mostly one event each, and what they do. */
export type Meant = readonly (readonly [events: readonly string[], does: string])[];

/**
 * The events that a verb with a noun may mean: by the catalogue of changes where it has words so, else by the index. None: no such
 * event is known. `service`, an IAM prefix, keeps to what that service logs.
 */
export function findEvents(verb: Verb, words: readonly string[], service?: string): Meant {
  const spelled = words.map(singular).join(' ');
  const noun = nouns.get(spelled) ?? spelled;
  const said = changeSaid(verb.name, noun);
  const found =
    said === null ? byIndex(verb, [noun.split(' '), words], verb.kind === 'change' || isThing(noun)) : eventsSaid(said);
  if (service === undefined) return found.map(([event, does]) => [[event], does]);
  return found.flatMap(([event, does]) => {
    const within = `${service}:${event}`;
    return findEvent(within) === null ? [] : [[[within], does] as const];
  });
}

type Single = readonly (readonly [event: string, does: string])[];

/**
 * The likeliest reading of all that has one: the verb itself before others of its family, common services before
 * rare ones, a name in the singular where that was said. What everybody knows, such as a bucket, is never that of a rare service.
 */
function byIndex({ calls }: Verb, spellings: readonly (readonly string[])[], everyday: boolean): Single {
  const [own, ...others] = calls.map((call) =>
    spellings.map((words) => callsNamed([call, ...words])).find((events) => events.length > 0),
  );
  const all = [own ?? [], others.flatMap((events) => events ?? [])];
  const common = all.map((events) => events.filter(({ service }) => commonServices.has(service)));
  const likeliest = [...common, ...(everyday ? [] : all)].find((events) => events.length > 0) ?? [];
  const names = [...new Set(likeliest.map(({ name }) => name))].sort((a, b) => a.length - b.length);
  const exact = names.length > 1 ? saidExactly(names, calls, spellings) : [];
  return (exact.length > 0 ? exact : names).map((name) => [name, servicesOf(likeliest, name)] as const);
}

/** Those of several names that were said letter for letter, in the singular. */
function saidExactly(
  names: readonly string[],
  calls: readonly string[],
  spellings: readonly (readonly string[])[],
): string[] {
  if (!spellings.every((words) => words.every((word) => singular(word) === word))) return [];
  const said = calls.flatMap((call) => spellings.map((words) => fold([call, ...words].join(''))));
  return names.filter((name) => said.includes(fold(name)));
}

function servicesOf(events: readonly { name: string; service: string }[], name: string): string {
  const services = [...new Set(events.filter((event) => event.name === name).map(({ service }) => service))];
  return `of ${services.slice(0, 3).join(', ')}${services.length > 3 ? ' and others' : ''}`;
}
