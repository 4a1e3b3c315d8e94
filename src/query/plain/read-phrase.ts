import { fault } from '../../errors.ts';
import { type Gathering, isAboutPeople, put, putByLooks, readAgent, textsOf } from './facts.ts';
import type { Preposition, Tag } from './meaning.ts';
import { kindOfName } from './nouns.ts';
import type { Clause, PrepositionalPhrase } from './read-clause.ts';
import { isPersonKind, isValueKind, type Named, readNamed } from './read-names.ts';
import { closestPlace, readPlace } from './read-place.ts';

/** Reads a preposition with what follows it: where, with what, by whom, on what. */
export function readPhrase(phrase: PrepositionalPhrase, clause: Clause, gathering: Gathering): void {
  const { preposition, tags } = phrase;
  if (tags.length === 0) {
    if (!mayStandAlone(phrase, clause)) gathering.facts.unknown.push(preposition);
    return;
  }
  if (readAsPlace(phrase, clause, gathering)) return;
  const named = readNamed(tags, preposition === 'by' || preposition === 'as');
  const role = roleOf(preposition, named, clause);
  if (role !== 'place') gathering.facts.unknown.push(...named.extra);
  if (role === 'agent') readAgent(named.tags, gathering);
  else if (role === 'resource') readResource(named, gathering);
  else if (role === 'bare') gathering.facts.bare = named.name;
  else if (role === 'place') noPlace(tags, gathering);
  else gathering.facts.unknown.push(...textsOf(named.tags));
}

type Role = 'agent' | 'resource' | 'bare' | 'place' | 'unknown';

/** What a name is by its preposition, the words beside it, and what the sentence is about; `place`: none that is known. */
function roleOf(preposition: Preposition, named: Named, clause: Clause): Role {
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
      return name === null || kinds.length === 0 ? 'place' : 'resource';
    case 'with':
      if (value === 'key' || value === 'address' || isPerson) return 'agent';
      return name !== null && (kinds.includes('key') || kindOfName(name) !== null) ? 'resource' : 'unknown';
    case 'from':
      if (value !== 'name' && value !== 'event') return 'agent';
      if (mayBePerson && isIdle(verb)) return 'agent';
      return kinds.length > 0 ? 'resource' : 'place';
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
  { preposition, tags }: PrepositionalPhrase,
  { topics }: Clause,
  { facts, faults, accounts }: Gathering,
): boolean {
  const mayBe = /^(?:in|on|from)$/.test(preposition) || (preposition === 'to' && topics.has('logins'));
  const place = mayBe ? readPlace(tags, accounts) : null;
  if (place?.ok === true) facts.places.push(place.value);
  else if (place !== null) faults.push(place.fault);
  return place !== null;
}

function noPlace(tags: readonly Tag[], { faults, accounts }: Gathering): void {
  const text = textsOf(tags).join(' ');
  faults.push(fault('unknown-place', [text], { didYouMean: closestPlace(text.toLowerCase(), accounts) }));
}

function readResource(named: Named, gathering: Gathering): void {
  const { name, kinds, service, value } = named;
  gathering.linked.push(...kinds.filter((kind) => !isValueKind(kind) || kind === 'key' || kind === 'access key'));
  if (service !== null && kinds.length === 0) gathering.facts.unknown.push(service);
  if (name === null) return;
  if (value === 'name' || value === 'key') put(gathering, 'on', name);
  else putByLooks(gathering, named);
}
