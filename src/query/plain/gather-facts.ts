import { type Fault, failed, fault, ok, type Result } from '../../errors.ts';
import { singular } from '../names/words.ts';
import type { Is } from '../query.ts';
import type { Part } from '../read-modifier.ts';
import type { KnownAccount } from '../read-values.ts';
import type { Deed } from './deeds.ts';
import { findDeed } from './find-deed.ts';
import type { Tag, Topic } from './meaning.ts';
import { isThing, kindOfName, nounWords } from './nouns.ts';
import { isPersonKind, isValueKind, kindOfValue, type Named, readNamed } from './read-names.ts';
import type { Clause, Phrase } from './read-clause.ts';
import { closestPlace, type Place, readPlace } from './read-place.ts';
import { serviceNames } from './services.ts';
import type { Verb } from './verbs.ts';

/** What a sentence says, ready for the rules that choose the question. */
export interface Facts {
  ask: Clause['ask'];
  verb: Verb | null;
  topics: ReadonlySet<Topic>;
  anything: boolean;
  /** The events that are meant: more than one where it is not clear. */
  events: Deed;
  by: string | null;
  on: string | null;
  /** What is said to be of this kind, in the words of event names: `bucket`. */
  onKind: string | null;
  ip: string | null;
  key: string | null;
  id: string | null;
  session: string | null;
  /** A name by itself, which may be a principal's or a resource's. */
  bare: string | null;
  is: Is[];
  /** The places, each with all ways to understand it. */
  places: Place[][];
  parts: Part[];
  limit: number | null;
  unknown: string[];
}

/** Reads the parts of a sentence for what they name. Words without a place end up in `unknown`; two names for one role are a fault. */
export function gatherFacts(clause: Clause, accounts: readonly KnownAccount[]): Result<Facts> {
  const { ask, verb, topics, anything, flags, parts, limit } = clause;
  const facts: Facts = {
    ask,
    verb,
    topics,
    anything,
    events: [],
    by: null,
    on: null,
    onKind: null,
    ip: null,
    key: null,
    id: null,
    session: null,
    bare: null,
    is: [...new Set(flags)],
    places: [],
    parts,
    limit,
    unknown: [...clause.unknown],
  };
  const faults: Fault[] = [];
  const gathering: Gathering = { facts, faults, accounts, linked: [] };

  for (const phrase of clause.phrases) readPhrase(phrase, clause, gathering);
  readAgent(clause.agent, gathering);
  readObject(clause.object, clause, gathering);
  if (facts.events.length === 0 && facts.on === null && facts.onKind === null) unknown(gathering, gathering.linked);
  const [first] = faults;
  return first === undefined ? ok(facts) : failed(first);
}

interface Gathering {
  facts: Facts;
  faults: Fault[];
  accounts: readonly KnownAccount[];
  /** Words before the names of resources, which may be a part of what the verb is about: `the policy of the bucket`. */
  linked: string[];
}

const roles = { by: 'principal', on: 'resource', ip: 'address', key: 'access key', id: 'event ID', session: 'session' } as const;

function put({ facts, faults }: Gathering, role: keyof typeof roles, name: string): void {
  const given = facts[role];
  if (given !== null && given !== name) faults.push(fault('two-names', [roles[role], given, name]));
  else facts[role] = name;
}

/** A name that shows by its looks what it is. */
function putByLooks(gathering: Gathering, { name, value }: Named): boolean {
  if (name === null) return false;
  if (value === 'key') put(gathering, 'key', name);
  else if (value === 'address') put(gathering, 'ip', name);
  else if (value === 'event-id') put(gathering, 'id', name);
  else if (value === 'event') gathering.facts.events = [[name, 'as it is named']];
  else return false;
  return true;
}

function unknown({ facts }: Gathering, words: readonly string[]): void {
  facts.unknown.push(...words);
}

/** Who acts: `jdoe`, `the ci role`, `session deploy`, `key AKIA…`. */
function readAgent(tags: readonly Tag[], gathering: Gathering): void {
  if (tags.length === 0) return;
  const named = readNamed(tags, true);
  const { name, kinds, extra } = named;
  unknown(gathering, extra);
  const person = kinds.filter((kind) => !isPersonKind(kind) && !isValueKind(kind));
  if (name === null || person.length > 0) return unknown(gathering, name === null ? tags.map(({ text }) => text) : person);
  if (putByLooks(gathering, named)) return;
  if (kinds.includes('session')) put(gathering, 'session', name);
  else put(gathering, 'by', asPrincipal(name, kinds));
}

function asPrincipal(name: string, kinds: readonly string[]): string {
  if (kinds.includes('role') && /^[\w+=,.@-]+$/.test(name)) return `role/${name}`;
  const service = kinds.length === 0 ? serviceNames.get(name.toLowerCase()) : undefined;
  return service === undefined ? name : `${service}.amazonaws.com`;
}

const aboutPeople: readonly Topic[] = ['denied', 'errors', 'logins', 'activity'];

/** What follows a preposition: where, with what, by whom, on what. */
function readPhrase({ preposition, tags }: Phrase, clause: Clause, gathering: Gathering): void {
  if (tags.length === 0) {
    const ends = clause.ask !== null && clause.phrases.at(-1)?.tags === tags;
    const filled = clause.topics.size > 0 || gathering.facts.is.length > 0 || clause.anything;
    if (!ends && !filled) unknown(gathering, [preposition]);
    return;
  }
  const place = placePrepositions.has(preposition) ? readPlace(tags, gathering.accounts) : null;
  if (place !== null && !(preposition === 'to' && !clause.topics.has('logins'))) {
    if (!place.ok) gathering.faults.push(place.fault);
    else gathering.facts.places.push(place.value);
    return;
  }
  const named = readNamed(tags, preposition === 'by' || preposition === 'as');
  const { name, kinds, extra } = named;
  unknown(gathering, extra);
  const people = kinds.some(isPersonKind);
  switch (preposition) {
    case 'by':
    case 'as':
    case 'under':
      return readAgent(tags.filter(({ text }) => !extra.includes(text)), gathering);
    case 'in':
      if (name === null || kinds.length === 0) return noPlace(tags, gathering);
      return readResource(named, gathering);
    case 'with':
      if (name !== null && (named.value === 'key' || people || named.value === 'address')) return readAgent(tags, gathering);
      if (name !== null && kinds.includes('key')) return readResource(named, gathering);
      return unknown(gathering, tags.map(({ text }) => text));
    case 'from':
      if (putByLooks(gathering, named)) return;
      if (name !== null && (people || (kinds.length === 0 && (clause.topics.has('errors') || clause.topics.has('denied')))))
        return readAgent(tags, gathering);
      return kinds.length > 0 ? readResource(named, gathering) : noPlace(tags, gathering);
    case 'of':
    case 'to': {
      const person = people || (kinds.length === 0 && aboutPeople.some((topic) => clause.topics.has(topic)));
      const deed = clause.verb !== null && clause.verb.kind !== 'make' && clause.verb.kind !== 'do';
      return person && !deed ? readAgent(tags, gathering) : readResource(named, gathering);
    }
    case 'on':
    case 'against':
      return clause.verb === null && people ? readAgent(tags, gathering) : readResource(named, gathering);
  }
}

const placePrepositions: ReadonlySet<string> = new Set(['in', 'on', 'from', 'to']);

function noPlace(tags: readonly Tag[], { faults, accounts }: Gathering): void {
  const text = tags.map((tag) => tag.text).join(' ');
  faults.push(fault('unknown-place', [text], { didYouMean: closestPlace(text.toLowerCase(), accounts) }));
}

function readResource(named: Named, gathering: Gathering): void {
  const { name, kinds, service } = named;
  gathering.linked.push(...kinds.filter((kind) => !isValueKind(kind) || kind === 'key' || kind === 'access'));
  if (service !== null && kinds.length === 0) unknown(gathering, [service]);
  if (name === null) return;
  if (named.value === 'event' || named.value === 'address' || named.value === 'event-id') putByLooks(gathering, named);
  else put(gathering, 'on', name);
}

/** What is acted upon: a kind of thing, which together with the verb is an event, and a name. */
function readObject(tags: readonly Tag[], clause: Clause, gathering: Gathering): void {
  const { facts, linked } = gathering;
  const event = tags.find((tag) => kindOfValue(tag) === 'event');
  if (event !== undefined) {
    facts.events = [[event.text, 'as it is named']];
    return readRest(tags.filter((tag) => tag !== event), clause, gathering);
  }
  const verb = clause.verb ?? (clause.topics.has('new') && tags.length > 0 ? createVerb : null);
  if (verb === null) return readRest(tags, clause, gathering, linked);
  const words = tags.filter(({ meaning }) => meaning.is === 'word');
  const joined = linked.length === 0 ? null : deedWith(verb, words, clause, linked);
  const found = joined ?? bestRun(verb, words) ?? aloneDeed(verb, words);
  if (found !== null) {
    facts.events = found.events;
    const noun = found.used.map(({ low }) => singular(low)).join(' ');
    if (joined === null && isThing(noun)) facts.onKind = noun;
  }
  const rest = found === null ? tags : tags.filter((tag) => !found.used.includes(tag));
  readRest(rest, clause, gathering, found === null || joined !== null ? [] : linked);
  if (found !== null) return;
  const kind = linked.length > 0 ? linked.join(' ') : facts.on === null ? null : kindOfName(facts.on);
  if (kind === null) return;
  facts.onKind = kind;
  facts.events = findDeed(verb, kind.split(' '));
}

const createVerb: Verb = { name: 'create', kind: 'deed', calls: ['create'] };

interface Run {
  events: Deed;
  used: readonly Tag[];
}

/** A verb that is an event all by itself: `decrypted`. */
function aloneDeed(verb: Verb, words: readonly Tag[]): Run | null {
  const events = words.length > 0 || verb.kind !== 'deed' ? [] : findDeed({ ...verb, calls: verb.calls.slice(0, 1) }, []);
  return events.length === 0 ? null : { events, used: [] };
}

/** Of the object and what a preposition adds to it: `the policy of the bucket`, `a user to the group`. */
function deedWith(verb: Verb, words: readonly Tag[], { phrases }: Clause, linked: readonly string[]): Run | null {
  const toOrFrom = phrases.map(({ preposition }) => preposition).find((one) => one === 'to' || one === 'from');
  const together = toOrFrom === undefined ? [] : findDeed(verb, [...lows(words), toOrFrom, ...linked]);
  return together.length > 0 ? { events: together, used: words } : deedOfRun(verb, words, linked, null);
}

function lows(tags: readonly Tag[]): string[] {
  return tags.flatMap(({ low }) => low.split(' '));
}

/** The longest run of words that is a known event together with the verb. */
function bestRun(verb: Verb, words: readonly Tag[]): Run | null {
  for (let length = Math.min(6, words.length); length > 0; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const run = words.slice(from, from + length);
      const beside = words.filter((word) => !run.includes(word));
      const found = deedOfRun(verb, run, [], serviceBeside(beside));
      if (found !== null) return found;
    }
  }
  return null;
}

function serviceBeside(words: readonly Tag[]): Tag | null {
  return words.find(({ low }) => serviceNames.has(low)) ?? null;
}

function deedOfRun(verb: Verb, run: readonly Tag[], linked: readonly string[], service: Tag | null): Run | null {
  const words = [...linked, ...lows(run)];
  const within = service === null ? [] : findDeed(verb, words, serviceNames.get(service.low) ?? null);
  if (service !== null && within.length > 0) return { events: within, used: [...run, service] };
  const events = findDeed(verb, words);
  return events.length === 0 ? null : { events, used: run };
}

/** What is left of an object once its kind is known: the name, or several, of which all but one are too many. */
function readRest(tags: readonly Tag[], clause: Clause, gathering: Gathering, kinds: readonly string[] = []): void {
  const { facts } = gathering;
  if (tags.length === 0) {
    if (facts.events.length === 0 && kinds.length > 0) facts.onKind = kinds.join(' ');
    return;
  }
  const named = readNamed(tags);
  unknown(gathering, named.extra);
  const { service } = named;
  if (service !== null) {
    const place = named.name === null && clause.verb?.kind !== 'deed' ? readPlace(tags, gathering.accounts) : null;
    if (place?.ok) facts.places.push(place.value);
    else unknown(gathering, [service]);
    if (place?.ok) return;
  }
  const known = named.kinds.filter((kind) => nounWords.has(kind) || isValueKind(kind) || isPersonKind(kind));
  if (named.name === null) {
    if (known.length === 0) return;
    facts.onKind = known.join(' ');
    return clause.verb === null ? unknown(gathering, known) : undefined;
  }
  const { name, value } = named;
  if (/^\d{1,6}$/.test(name)) return unknown(gathering, [name]);
  if (value === 'key' && facts.events.length > 0) return put(gathering, 'on', name);
  if (putByLooks(gathering, named)) return;
  if (named.kinds.includes('session') && facts.events.length === 0) return put(gathering, 'session', name);
  const onPerson = named.kinds.some(isPersonKind) || aboutPeople.some((topic) => clause.topics.has(topic));
  if (clause.verb === null && onPerson) return put(gathering, 'by', asPrincipal(name, named.kinds));
  if (clause.verb === null && clause.topics.size === 0 && named.kinds.length === 0) facts.bare = name;
  else put(gathering, 'on', name);
  if (named.kinds.length > 0 && facts.events.length === 0) facts.onKind = named.kinds.join(' ');
  if (facts.events.length === 0 && clause.verb !== null) {
    const kind = facts.onKind ?? kindOfName(name);
    facts.onKind = kind;
    if (kind !== null) facts.events = findDeed(clause.verb, kind.split(' '));
  }
}
