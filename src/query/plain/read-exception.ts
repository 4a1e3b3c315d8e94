import { isOfKind } from '../../condition/condition.ts';
import { isRegion } from '../regions.ts';
import {
  asPrincipal,
  type Gathering,
  isAboutPeople,
  namesOf,
  roleByLooks,
  roleOfAll,
  type Said,
  textsOf,
} from './facts.ts';
import type { Exception } from './open-phrase.ts';
import type { Clause } from './read-clause.ts';
import { partList, readNamedList } from './read-list.ts';
import { isEmail, isPersonKind, isValueKind, type Named } from './read-names.ts';
import { readSaid } from './read-phrase.ts';
import { type PlaceMeaning, readPlace } from './read-place.ts';

/** Reads what is left out, every name of it: by whom, on what, which events or services. What can’t be left out is unknown. */
export function readException({ word, preposition, tags }: Exception, clause: Clause, gathering: Gathering): void {
  const { facts, accounts } = gathering;
  const { items, loose } = partList(tags);
  const place = preposition === 'by' ? null : readPlace(items, accounts);
  if (place?.ok === true && loose.length === 0) {
    const left = leftOutPlace(place.value);
    // `from outside Germany` is where somebody was, not where AWS answered.
    const isOrigin = preposition === 'from' && /^outside/i.test(word) && !items.flat().some(({ low }) => isRegion(low));
    if (left === null || (left.role === 'in' && isOrigin)) facts.unknown.push(word, ...textsOf(tags));
    else leaveOut(left.role, left.names, gathering);
    return;
  }
  const unknown = [...loose];
  const said =
    preposition === null
      ? readNamedList(items).map((named) => readBare(named, clause, unknown))
      : readSaid(preposition, items, clause, unknown);
  const role = roleOfAll(said, unknown);
  if (role === null || role === 'id' || role === 'session' || unknown.length > 0) {
    facts.unknown.push(word, ...unknown);
    return;
  }
  leaveOut(role, namesOf(said), gathering);
}

function leaveOut(role: keyof Gathering['facts']['without'], names: readonly string[], { facts }: Gathering): void {
  facts.without = { ...facts.without, [role]: [...facts.without[role], ...names] };
}

/**
 * The services or Regions that a place is, all of them where a name has several; null where it is, or may be, another
 * place: accounts are never left out.
 */
function leftOutPlace(meanings: readonly PlaceMeaning[]): { role: 'service' | 'in'; names: readonly string[] } | null {
  const regions = meanings.map(({ part }) => part.regions ?? []);
  if (regions.every(({ length }) => length > 0)) return { role: 'in', names: regions.flat() };
  const [condition] = meanings.length > 1 ? [] : (meanings[0]?.part.filter ?? []);
  return condition !== undefined && isOfKind(condition, 'service') ? { role: 'service', names: condition.anyOf } : null;
}

/** A name that no preposition tells the role of. */
function readBare({ name, kinds, service, value, extra, tags }: Named, clause: Clause, unknown: string[]): Said {
  unknown.push(...extra, ...(service === null || name === null ? [] : [service]));
  if (name === null || kinds.includes('session')) {
    unknown.push(...(name === null ? textsOf(tags) : []));
    return { role: null, name: name ?? '' };
  }
  const looks = roleByLooks(value);
  if (looks !== null) return { role: looks, name };
  if (kinds.some(isPersonKind) || isEmail(name) || (kinds.length === 0 && isAboutPeople(clause)))
    return { role: 'by', name: asPrincipal(name, kinds) };
  return { role: kinds.every(isValueKind) ? 'bare' : 'on', name };
}
