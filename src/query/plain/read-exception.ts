import { isOfKind } from '../../condition/condition.ts';
import { looksLikeRegion } from '../regions.ts';
import { asPrincipal, type Facts, type Gathering, isAboutPeople, roleByLooks, type Said, textsOf } from './facts.ts';
import type { Tag } from './meaning.ts';
import type { Exception } from './open-phrase.ts';
import type { Clause } from './read-clause.ts';
import { partList, readNamedList } from './read-list.ts';
import { isEmail, isPersonKind, isValueKind, type Named } from './read-names.ts';
import { readSaid } from './read-phrase.ts';
import { type PlaceMeaning, readPlace } from './read-place.ts';

type Left = keyof Facts['without'];

/** A name that is left out and its role; null where it has none. */
interface LeftOut {
  role: Left | Said['role'];
  name: string;
}

/**
 * Reads what is left out, every name of it: by whom, on what, which events, services, Regions or kinds of calls. Names of
 * several kinds are told apart by their looks. What can’t be left out is unknown.
 */
export function readException({ word, preposition, tags }: Exception, clause: Clause, gathering: Gathering): void {
  const { facts, accounts } = gathering;
  const { items, loose } = partList(tags);
  const place = preposition === 'by' ? null : readPlace(items, accounts);
  if (place?.ok === true && loose.length === 0) {
    const left = leftOutPlace(place.value);
    // `from outside Germany` is where somebody was, not where AWS answered.
    const isOrigin =
      preposition === 'from' && /^outside/i.test(word) && !items.flat().some(({ low }) => looksLikeRegion(low));
    if (left === null || (left.role === 'in' && isOrigin)) facts.unknown.push(word, ...textsOf(tags));
    else
      leaveOut(
        left.role === 'service' && isAgent(preposition, clause, facts) ? 'by' : left.role,
        left.names,
        gathering,
      );
    return;
  }
  const unknown = [...loose];
  const shown = items.map((item) => leftByLooks(item, preposition));
  const others = items.filter((_, at) => shown[at] === null);
  const named =
    preposition === null
      ? readNamedList(others).map((one) => readBare(one, clause, unknown))
      : readSaid(preposition, others, clause, unknown);
  const said = shown.flatMap((one): LeftOut[] => (one === null ? named.splice(0, 1) : [one]));
  const first = said.find(({ role }) => isUntold(role));
  for (const { role, name } of said) {
    if (!isLeft(role) || (isUntold(role) && role !== first?.role)) unknown.push(...(name === '' ? [] : [name]));
  }
  if (said.length === 0 || unknown.length > 0) {
    facts.unknown.push(word, ...unknown);
    return;
  }
  for (const { role, name } of said) if (isLeft(role)) leaveOut(role, [name], gathering);
}

/** A kind of calls, or a Region, which is nobody’s name. */
function leftByLooks([tag, ...others]: readonly Tag[], preposition: Exception['preposition']): LeftOut | null {
  if (tag === undefined || others.length > 0) return null;
  if (tag.meaning.is === 'flag') {
    const { flag } = tag.meaning;
    return { role: flag === 'root' && preposition === 'by' ? 'by' : 'is', name: flag };
  }
  return looksLikeRegion(tag.low) ? { role: 'in', name: tag.low } : null;
}

/** `who assumed roles but not lambda`: whoever acts, as nothing that is asked about is told by the service. */
function isAgent(preposition: Exception['preposition'], { ask, anything }: Clause, { events }: Facts): boolean {
  return preposition === null && ((ask === 'who' && !anything) || events.length > 0);
}

/** Whether names of a role don’t show it by their looks. */
const isUntold = (role: LeftOut['role']) => role === 'by' || role === 'on' || role === 'bare';

function isLeft(role: LeftOut['role']): role is Left {
  return role !== null && role !== 'id' && role !== 'session';
}

function leaveOut(role: Left, names: readonly string[], { facts }: Gathering): void {
  facts.without = { ...facts.without, [role]: [...new Set([...facts.without[role], ...names])] };
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
