import { singular } from '../names/event-index.ts';
import { asPrincipal, eventItself, type Gathering, isAboutPeople, put, putByLooks } from './facts.ts';
import { findEvents } from './find-events.ts';
import { aloneEvents, joinedRun, longestRun } from './find-run.ts';
import type { Tag } from './meaning.ts';
import { isThing, kindOfName, nounWords } from './nouns.ts';
import type { Clause } from './read-clause.ts';
import { isPersonKind, kindOfValue, type Named, readNamed } from './read-names.ts';
import { readPlace } from './read-place.ts';
import type { Verb } from './verbs.ts';

const createVerb: Verb = { name: 'create', kind: 'event', calls: ['create'] };

/** Reads what is acted upon: a kind of thing, which together with the verb is an event, and a name. */
export function readObject(tags: readonly Tag[], clause: Clause, gathering: Gathering): void {
  const { facts, linked } = gathering;
  const event = tags.find((tag) => kindOfValue(tag) === 'event');
  if (event !== undefined) {
    facts.events = eventItself(event.text);
    readRest(
      tags.filter((tag) => tag !== event),
      clause,
      gathering,
    );
    return;
  }
  // `new access keys` are created ones.
  const verb = clause.verb ?? (clause.topics.has('new') && tags.length > 0 ? createVerb : null);
  if (verb === null) {
    readRest(tags, clause, gathering);
    return;
  }

  const words = tags.filter(({ meaning }) => meaning.is === 'word');
  const joined = joinedRun(verb, words, clause, linked);
  if (joined !== null) linked.length = 0;
  const found = joined ?? longestRun(verb, words);
  if (found === null) {
    readRest(tags, clause, gathering);
    if (facts.events.length === 0) readKind(verb, gathering);
    if (facts.events.length === 0 && words.length === 0) facts.events = aloneEvents(verb);
    return;
  }
  facts.events = found.events;
  const noun = found.used.map(({ low }) => singular(low)).join(' ');
  if (joined === null && isThing(noun)) facts.onKind = noun;
  readRest(
    tags.filter((tag) => !found.used.includes(tag)),
    clause,
    gathering,
  );
  const kind = facts.events.length > 1 && facts.on !== null ? kindOfName(facts.on) : null;
  const narrower = kind?.endsWith(` ${noun}`) ? findEvents(verb, kind.split(' ')) : [];
  if (narrower.length > 0) facts.events = narrower;
}

/** Where the object itself tells no kind of thing, a preposition or the looks of the name may: `decrypted with the key …`. */
function readKind(verb: Verb, { facts, linked }: Gathering): void {
  const kind = linked.length > 0 ? linked.join(' ') : facts.on === null ? null : (facts.onKind ?? kindOfName(facts.on));
  if (kind === null) return;
  facts.onKind = kind;
  facts.events = findEvents(verb, kind.split(' '));
}

/** What is left of an object once its kind is known: the name, or several, of which all but one are too many. */
function readRest(tags: readonly Tag[], clause: Clause, gathering: Gathering): void {
  if (tags.length === 0) return;
  const { facts } = gathering;
  const named = readNamed(tags);
  facts.unknown.push(...named.extra);
  if (named.service !== null) {
    const place = named.name === null && clause.verb?.kind !== 'event' ? readPlace(tags, gathering.accounts) : null;
    if (place?.ok === true) facts.places.push(place.value);
    else facts.unknown.push(named.service);
    if (place?.ok === true) return;
  }
  const done = facts.events.length > 0;
  if (done || (named.name === null && clause.verb === null)) facts.unknown.push(...kindsAmong(tags, named.name));
  else if (named.name === null && named.kinds.length > 0) facts.onKind = named.kinds.join(' ');
  if (named.name !== null) readName(named.name, named, clause, gathering);
}

function readName(name: string, named: Named, clause: Clause, gathering: Gathering): void {
  const { facts } = gathering;
  const { verb, topics } = clause;
  const { kinds } = named;
  if (/^\d{1,6}$/.test(name)) {
    facts.unknown.push(name);
  } else if (named.value === 'key' && verb?.kind === 'event') {
    put(gathering, 'on', name);
  } else if (putByLooks(gathering, named)) {
    return;
  } else if (kinds.includes('session') && facts.events.length === 0) {
    put(gathering, 'session', name);
  } else if (verb === null && (kinds.some(isPersonKind) || isAboutPeople(clause))) {
    put(gathering, 'by', asPrincipal(name, kinds));
  } else if (verb === null && topics.size === 0 && kinds.length === 0) {
    facts.bare = name;
  } else {
    put(gathering, 'on', name);
    if (kinds.length > 0 && facts.events.length === 0) facts.onKind = kinds.join(' ');
  }
}

/** The words of other kinds of things than the one acted upon. */
function kindsAmong(tags: readonly Tag[], name: string | null): string[] {
  const isOther = ({ text, low }: Tag) => text !== name && (nounWords.has(low) || nounWords.has(singular(low)));
  return tags.filter(isOther).map(({ text }) => text);
}
