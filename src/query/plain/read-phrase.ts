import { type Fault, fault } from '../../errors.ts';
import { isSurelyResource } from '../read-values.ts';
import { type Gathering, isAboutPeople, put, roleByLooks, rolesOfAgents, type Said, textsOf } from './facts.ts';
import type { Preposition, Tag } from './meaning.ts';
import { kindOfName } from './nouns.ts';
import type { PrepositionalPhrase } from './open-phrase.ts';
import type { Clause } from './read-clause.ts';
import { partList, readNamedList } from './read-list.ts';
import { isPersonKind, isValueKind, type Named } from './read-names.ts';
import { closestPlace, type PlaceMeaning, readPlace } from './read-place.ts';

/** Reads a preposition with what follows it: where, with what, by whom, on what. */
export function readPhrase(phrase: PrepositionalPhrase, clause: Clause, gathering: Gathering): void {
  const { word, preposition, tags } = phrase;
  const { facts, faults, accounts, linked } = gathering;
  if (tags.length === 0) {
    if (!mayStandAlone(phrase, clause)) facts.unknown.push(word);
    return;
  }
  const { items, loose } = partList(tags);
  facts.unknown.push(...loose);
  if (readAsPlace(preposition, items, clause, gathering)) return;
  const named = readNamedList(items, mayBeKind(preposition));
  const means = named.map((one) => meaningOf(preposition, one, clause));
  if (means.every((one) => one === 'place')) {
    faults.push(noPlace(items, accounts));
    return;
  }
  if (means.includes('resource')) linked.push(...kindsOf(named));
  put(rolesOf(named, means, facts.unknown), gathering);
}

/** The names of a list after a preposition, each with its role. */
export function readSaid(
  preposition: Preposition,
  items: readonly (readonly Tag[])[],
  clause: Clause,
  unknown: string[],
): Said[] {
  const named = readNamedList(items, mayBeKind(preposition));
  return rolesOf(
    named,
    named.map((one) => meaningOf(preposition, one, clause)),
    unknown,
  );
}

const mayBeKind = (preposition: Preposition) => preposition === 'by' || preposition === 'as' || preposition === 'under';

function rolesOf(named: readonly Named[], [first, ...others]: readonly Meaning[], unknown: string[]): Said[] {
  const meaning = others.every((other) => other === first) ? first : 'unknown';
  if (meaning === 'agent') return rolesOfAgents(named, unknown);
  return named.flatMap((one): Said[] => {
    const { name, kinds, service, value, extra, tags } = one;
    unknown.push(...extra);
    if (meaning === 'resource' && service !== null && kinds.length === 0) unknown.push(service);
    if (meaning === 'resource' && name === null && others.length === 0) return [];
    if (name === null || (meaning !== 'resource' && meaning !== 'bare')) {
      unknown.push(...textsOf(tags));
      return [];
    }
    if (meaning === 'bare') return [{ role: 'bare', name }];
    return [{ role: value === 'key' ? 'on' : (roleByLooks(value) ?? 'on'), name }];
  });
}

/** The kinds of things that resources are said to be, each once. */
function kindsOf(named: readonly Named[]): string[] {
  const kinds = named.flatMap((one) => one.kinds);
  return [...new Set(kinds.filter((kind) => !isValueKind(kind) || kind === 'key' || kind === 'access key'))];
}

type Meaning = 'agent' | 'resource' | 'bare' | 'place' | 'unknown';

/** What a name is by its preposition, the words beside it, and what the sentence is about; `place`: none that is known. */
function meaningOf(preposition: Preposition, named: Named, clause: Clause): Meaning {
  const { name, kinds, value } = named;
  const { verb } = clause;
  const isPerson = name !== null && kinds.some(isPersonKind);
  const mayBePerson = isPerson || (name !== null && kinds.length === 0 && isAboutPeople(clause));
  switch (preposition) {
    case 'by':
    case 'as':
    case 'under':
      return 'agent';
    case 'in':
      return name === null || (kinds.length === 0 && !isSurelyResource(name)) ? 'place' : 'resource';
    case 'with':
      if (value === 'key' || value === 'address' || isPerson) return 'agent';
      return name !== null && (kinds.includes('key') || kindOfName(name) !== null) ? 'resource' : 'unknown';
    case 'from':
      if (value !== 'name' && value !== 'event') return 'agent';
      if (mayBePerson && isIdle(verb)) return 'agent';
      return kinds.length > 0 || (name !== null && isSurelyResource(name)) ? 'resource' : 'place';
    case 'of':
    case 'to':
      return mayBePerson && isIdle(verb) ? 'agent' : 'resource';
    case 'on':
    case 'against':
      if (preposition === 'against' && verb === null && clause.topics.size === 0 && kinds.length === 0) return 'bare';
      return verb === null && isPerson ? 'agent' : 'resource';
  }
}

/** A verb that says nothing of what was done, or none. */
function isIdle(verb: Clause['verb']): boolean {
  return verb === null || verb.kind === 'make' || verb.kind === 'do';
}

/** `where did jdoe log in from` */
function mayStandAlone({ tags }: PrepositionalPhrase, { ask, phrases }: Clause): boolean {
  return ask !== null && phrases.at(-1)?.tags === tags;
}

/** Whether a phrase is a place, or is meant as one and is a fault. */
function readAsPlace(
  preposition: Preposition,
  items: readonly (readonly Tag[])[],
  { topics, verb }: Clause,
  { facts, faults, accounts }: Gathering,
): boolean {
  const mayBe =
    /^(?:in|on|from)$/.test(preposition) || (preposition === 'to' && (topics.has('logins') || isIdle(verb)));
  const place = mayBe ? readPlace(items, accounts) : null;
  if (preposition === 'to' && !topics.has('logins') && !(place?.ok === true && mayReach(place.value, topics)))
    return false;
  if (place?.ok === true) facts.places.push(place.value);
  else if (place !== null) faults.push(place.fault);
  return place !== null;
}

/** `denied calls to iam`; but no account and no Region, and in `what was denied to lambda` it is who acts. */
function mayReach(places: readonly PlaceMeaning[], topics: Clause['topics']): boolean {
  const isWho = topics.has('denied') && !topics.has('activity');
  return !isWho && places.every(({ part }) => part.filter !== undefined);
}

/** Of a list of places, those that are none; all of them where they are places, but of several kinds. */
function noPlace(items: readonly (readonly Tag[])[], accounts: Gathering['accounts']): Fault {
  const texts = items.map((item) => textsOf(item).join(' '));
  const text =
    items.length === 1 ? texts[0] : texts.find((_, at) => readPlace(items.slice(at, at + 1), accounts) === null);
  if (text === undefined) return fault('unlike-places', [texts.map((one) => `“${one}”`).join(' and ')]);
  return fault('unknown-place', [text], { didYouMean: closestPlace(text.toLowerCase(), accounts) });
}
