import { singular } from '../names/event-index.ts';
import { looksLikeRegion } from '../regions.ts';
import {
  asPrincipal,
  type Facts,
  type Gathering,
  isAboutPeople,
  put,
  roleByLooks,
  type Said,
  textsOf,
} from './facts.ts';
import { findEvents, type Meant } from './find-events.ts';
import { aloneEvents, joinedRun, longestRun, type Run } from './find-run.ts';
import type { Tag } from './meaning.ts';
import { isThing, kindOfName, nounWords } from './nouns.ts';
import type { Clause } from './read-clause.ts';
import { partList, readNamedList } from './read-list.ts';
import { isKind, isPersonKind, isValueKind, kindOfValue, type Named } from './read-names.ts';
import { readPlace } from './read-place.ts';
import type { Verb } from './verbs.ts';

const createVerb: Verb = { name: 'create', kind: 'event', calls: ['create'] };

/** Reads what is acted upon: kinds of things, which together with the verb are events, and names. */
export function readObject(tags: readonly Tag[], clause: Clause, gathering: Gathering): void {
  const { facts, linked } = gathering;
  const { items, loose } = partList(tags);
  facts.unknown.push(...loose);
  if (items.some((item) => item.some(isEvent))) {
    readEvents(items, clause, gathering);
    return;
  }
  // `new access keys` are created ones.
  const verb = clause.verb ?? (clause.topics.has('new') && items.length > 0 ? createVerb : null);
  if (verb === null) {
    readRest(items, clause, gathering);
    return;
  }

  const words = items.map((item) => item.filter(({ meaning }) => meaning.is === 'word'));
  const [only = []] = words;
  const joined = items.length > 1 ? null : joinedRun(verb, only, clause, linked);
  if (joined !== null) linked.length = 0;
  const runs =
    joined === null
      ? withoutNamed(
          words.map((some) => longestRun(verb, some)),
          items,
        )
      : [joined];
  const found = runs.filter((run) => run !== null);
  const rest = items.map((item, at) => item.filter((tag) => runs[at]?.used.includes(tag) !== true));
  if (found.length === 0) {
    readRest(items, clause, gathering);
    if (facts.events.length === 0) readKind(verb, gathering);
    if (facts.events.length === 0 && only.length === 0) facts.events = aloneEvents(verb);
    return;
  }
  const nouns = [...new Set(found.map(nounOf))];
  const [noun = '', ...others] = nouns;
  const first = runs.findIndex((run) => run !== null);
  if (others.length === 0) facts.events = found[0]?.events ?? [];
  else if (found.length === items.length && rest.every((some) => some.length === 0)) facts.events = together(found);
  else if (verb.kind === 'event' || verb.kind === 'make') facts.unknown.push(...others);
  // `audit-logs and the table orders`: only what stands after all names says of all of them what they are.
  if (first > 0 && rest[first]?.at(-1) === items[first]?.at(-1)) facts.unknown.push(noun);
  if (joined === null && nouns.every(isThing)) facts.onKind = nouns.join(' ');
  readRest(rest, clause, gathering);
  const kind = facts.events.length > 1 ? kindOfAll(facts.on) : null;
  const narrower = kind?.endsWith(` ${noun}`) ? findEvents(verb, kind.split(' ')) : [];
  if (narrower.length > 0) facts.events = narrower;
}

/** `the bucket audit-logs or uploads`: beside a name, what is no kind of thing but an event with the verb is a name, too. */
function withoutNamed(runs: readonly (Run | null)[], items: readonly (readonly Tag[])[]): (Run | null)[] {
  const isWhole = (at: number) => runs[at]?.used.length === items[at]?.length;
  const isNamed = items.some((item, at) => !isWhole(at) && item.some(({ low }) => !isKind(low)));
  return runs.map((run, at) => (isNamed && isWhole(at) && items[at]?.every(({ low }) => !isKind(low)) ? null : run));
}

const isEvent = (tag: Tag) => kindOfValue(tag) === 'event';
const nounOf = ({ used }: Run) => used.map(({ low }) => singular(low)).join(' ');

/** `deleted buckets and tables`: all of these events; none where it is not clear which of some are meant. */
function together(runs: readonly Run[]): Meant {
  if (runs.some(({ events }) => events.length > 1)) return [];
  return [[runs.flatMap(({ events }) => events.flatMap(([names]) => names)), runs.map(nounOf).join(', ')]];
}

/** Events by their own names, and what else stands beside one. */
function readEvents(items: readonly (readonly Tag[])[], clause: Clause, gathering: Gathering): void {
  const events = items.map((item) => item.find(isEvent) ?? null);
  const said = items.map((item, at): Said => {
    const event = events[at]?.text;
    return event === undefined ? { role: null, name: textsOf(item).join(' ') } : { role: 'event', name: event };
  });
  put(
    said.toSorted((one, other) => Number(one.role === null) - Number(other.role === null)),
    gathering,
  );
  const rest = items.map((item, at) => (events[at] === null ? [] : item.filter((tag) => tag !== events[at])));
  if (items.length === 1) readRest(rest, clause, gathering);
  else
    gathering.facts.unknown.push(
      ...rest.flatMap((some) => textsOf(some.filter(({ low }) => !isValueKind(singular(low))))),
    );
}

/** Where the object itself tells no kind of thing, a preposition or the looks of the names may: `decrypted with the key …`. */
function readKind(verb: Verb, { facts, linked }: Gathering): void {
  const kind = linked.length > 0 ? linked.join(' ') : (facts.onKind ?? kindOfAll(facts.on));
  if (kind === null) return;
  facts.onKind = kind;
  facts.events = findEvents(verb, kind.split(' '));
}

/** The one kind that all names show by their looks. */
function kindOfAll(names: readonly string[]): string | null {
  const [kind = null, ...others] = new Set(names.map(kindOfName));
  return others.length > 0 ? null : kind;
}

/** What is left of an object once its kind is known: the names, and what says of what kind they are. */
function readRest(list: readonly (readonly Tag[])[], clause: Clause, gathering: Gathering): void {
  const items = list.filter((item) => item.length > 0);
  if (items.length === 0) return;
  const { facts } = gathering;
  const named = readNamedList(items);
  facts.unknown.push(...named.flatMap(({ extra }) => extra));
  const names = named.flatMap((one) => (one.name === null ? [] : [{ ...one, name: one.name }]));
  // `logged in us-east-1`
  if (clause.verb === null && clause.topics.size > 0 && names.length > 0 && names.every(isRegionName)) {
    const place = readPlace(items, gathering.accounts);
    if (place?.ok === true) {
      facts.places.push(place.value);
      return;
    }
  }
  const services = named.flatMap(({ service }) => service ?? []);
  if (services.length > 0) {
    const place = names.length === 0 && clause.verb?.kind !== 'event' ? readPlace(items, gathering.accounts) : null;
    if (place?.ok === true) facts.places.push(place.value);
    else facts.unknown.push(...services);
    if (place?.ok === true) return;
  }
  const done = facts.events.length > 0;
  const nameless = names.length === 0;
  if (done || (nameless && clause.verb === null)) facts.unknown.push(...kindsAmong(items.flat(), names));
  else if (nameless) facts.onKind = kindsOf(named) ?? facts.onKind;
  else for (const one of named) if (one.name === null) facts.unknown.push(...textsOf(one.tags));
  if (nameless) return;
  const said = names.map((one): Said => readName(one, clause, facts));
  if (said.every(({ role }) => role === 'on') && !done && !names.every(({ value }) => value === 'key'))
    facts.onKind = kindsOf(named) ?? facts.onKind;
  put(said, gathering);
}

const isRegionName = ({ name }: { name: string }) => looksLikeRegion(name.toLowerCase());

function kindsOf(named: readonly Named[]): string | null {
  const kinds = new Set(named.flatMap(({ kinds: some }) => (some.length === 0 ? [] : [some.join(' ')])));
  return kinds.size === 0 ? null : [...kinds].join(' ');
}

/** The role of a name among what is acted upon. */
function readName({ name, kinds, value }: Named & { name: string }, clause: Clause, { events }: Facts): Said {
  const { verb, topics } = clause;
  if (/^\d[\d,]{0,8}$/.test(name)) return { role: null, name };
  if (value === 'key' && verb?.kind === 'event') return { role: 'on', name };
  const looks = roleByLooks(value);
  if (looks !== null) return { role: looks, name };
  if (kinds.includes('session') && events.length === 0) return { role: 'session', name };
  if (verb === null && (kinds.some(isPersonKind) || isAboutPeople(clause)))
    return { role: 'by', name: asPrincipal(name, kinds) };
  if (verb === null && topics.size === 0 && kinds.length === 0) return { role: 'bare', name };
  return { role: 'on', name };
}

/** The words of other kinds of things than the one acted upon. */
function kindsAmong(tags: readonly Tag[], names: readonly Named[]): string[] {
  const isOther = ({ text, low }: Tag) =>
    !names.some(({ name }) => name === text) && (nounWords.has(low) || nounWords.has(singular(low)));
  return tags.filter(isOther).map(({ text }) => text);
}
