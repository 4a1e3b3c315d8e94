import { conditionsOf, type Filter } from '../condition/condition.ts';
import { resourceFinder } from '../condition/match-resource.ts';
import type { Found } from '../plan/found.ts';
import { counted, figure, listed } from '../present/text.ts';
import { type Reference, readReference } from '../trail/resource-reference.ts';

/**
 * How calls name the resources asked for where they do so otherwise than was asked: `orders is named by its URL in 2 of 2
 * calls.` A sentence a resource, none where all name it so; told of the calls at hand, which are the newest.
 */
export function formsOfNames(
  filter: Filter,
  { latest, window }: Pick<Found, 'latest' | 'window'>,
  total: number,
): string[] {
  const calls = latest.filter(({ time }) => time >= window.start);
  const asked = conditionsOf(filter, 'on').flatMap(({ anyOf, not }) => (not ? [] : anyOf));
  const all = calls.length < total ? `the newest ${counted(calls.length, 'call')}` : counted(calls.length, 'call');
  return [...new Set(asked)].flatMap((on) => {
    const find = resourceFinder(on);
    const meant = readReference(on);
    const counts = new Map<string, number>();
    for (const call of calls) {
      const name = find(call)?.name ?? on;
      if (name === on) continue;
      const form = formOf(readReference(name), meant);
      counts.set(form, (counts.get(form) ?? 0) + 1);
    }
    if (total === 1) return [...counts.keys()].map((form) => `${on} is named ${form}.`);
    const told = [...counts].map(([form, count]) => `${form} in ${figure(count)}`);
    return told.length === 0 ? [] : [`${on} is named ${listed(told)} of ${all}.`];
  });
}

function formOf(recorded: Reference, asked: Reference): string {
  const { form, version, name, kind, around } = recorded;
  if (around !== null && asked.kind !== kind && around.name === asked.name) return 'by what is in it';
  if (version !== null && asked.version === null && asked.text !== `${name}:${version}`)
    return 'with a version or alias';
  if (form === 'name') return asked.form === 'name' ? 'with a version or alias' : 'by its name alone';
  return form === 'partial ARN' ? 'by a part of its ARN' : `by its ${form}`;
}
