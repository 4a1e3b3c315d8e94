import type { Is } from '../../condition/condition.ts';
import { type Fault, fault } from '../../errors.ts';
import type { QueryPart } from '../read-modifier.ts';
import type { KnownAccount } from '../read-values.ts';
import type { Meant } from './find-events.ts';
import type { Tag } from './meaning.ts';
import type { Clause } from './read-clause.ts';
import { isPersonKind, isValueKind, type Named } from './read-names.ts';
import type { PlaceMeaning } from './read-place.ts';
import { serviceNames } from './services.ts';
import type { Verb } from './verbs.ts';

/** What a sentence says, ready for the rules that choose the question. */
export interface Facts {
  ask: Clause['ask'];
  verb: Verb | null;
  topics: Clause['topics'];
  anything: boolean;
  /** The events that are meant: more than one where it is not clear. */
  events: Meant;
  /** Names by their roles: any of those of a role, where there are several. */
  by: readonly string[];
  on: readonly string[];
  /** What is said to be of this kind, in the words of event names: `bucket`. */
  onKind: string | null;
  ip: readonly string[];
  key: readonly string[];
  id: readonly string[];
  session: readonly string[];
  /** Names by themselves, which may be a principal's or a resource's. */
  bare: readonly string[];
  /** What is left out. */
  without: Without;
  is: Is[];
  /** The places, each with all ways to understand it. */
  places: PlaceMeaning[][];
  parts: QueryPart[];
  limit: number | null;
  unknown: string[];
}

/** What is left out, by its role; `bare`: names of principals or of resources. */
export type Without = Readonly<
  Record<'event' | 'by' | 'on' | 'ip' | 'key' | 'service' | 'in' | 'is' | 'bare', readonly string[]>
>;

/** Facts as they are being gathered. */
export interface Gathering {
  facts: Facts;
  faults: Fault[];
  accounts: readonly KnownAccount[];
  /** Kinds that stand before the names of resources and may belong to what the verb is about: `the policy of the bucket`. */
  linked: string[];
}

const roles = {
  event: 'event',
  by: 'principal',
  on: 'resource',
  ip: 'address',
  key: 'access key',
  id: 'event ID',
  session: 'session',
  bare: 'subject',
} as const;

export type Role = keyof typeof roles;

/** A name and what it stands for; null where it has no part in the sentence. */
export interface Said {
  role: Role | null;
  name: string;
}

/** Gives the names of a list their one role; other names for a role that has some, or for another role, are a fault. */
export function put(said: readonly Said[], { facts, faults }: Gathering): void {
  const role = roleOfAll(said, facts.unknown);
  if (role === null) return;
  const names = namesOf(said);
  const given = role === 'event' ? namedEvents(facts.events) : facts[role];
  const [one] = given;
  const other =
    one === undefined
      ? undefined
      : (names.find((name) => !given.includes(name)) ?? given.find((name) => !names.includes(name)));
  if (one !== undefined && other !== undefined) faults.push(fault('two-names', [roles[role], one, other]));
  else if (role === 'event') facts.events = eventsThemselves(names);
  else facts[role] = names;
}

function namesOf(said: readonly Said[]): readonly string[] {
  const names = said.map(({ name }) => name);
  return names.length > 1 ? [...new Set(names)] : names;
}

/** The role that all names of a list have; null where there is none, and then those that don’t fit are unknown. */
function roleOfAll(said: readonly Said[], unknown: string[]): Role | null {
  const role = said[0]?.role ?? null;
  if (said.length === 1 && role !== null) return role;
  const others = said.filter((one) => one.role !== role || role === null);
  unknown.push(...others.map(({ name }) => name));
  return others.length > 0 ? null : role;
}

/** The role that a name shows by its looks; null where it shows none. */
export function roleByLooks(value: Named['value']): Role | null {
  switch (value) {
    case 'key':
      return 'key';
    case 'address':
      return 'ip';
    case 'event-id':
      return 'id';
    case 'event':
      return 'event';
    case 'name':
      return null;
  }
}

const itself = 'as it is named';

function eventsThemselves(names: readonly string[]): Meant {
  return [[names, itself]];
}

/** Whether events were given by their own names, not by a verb and a noun. */
export function areNamed(events: Meant): boolean {
  return events[0]?.[1] === itself;
}

/** The events that were given by their own names. */
function namedEvents(events: Meant): readonly string[] {
  return areNamed(events) ? (events[0]?.[0] ?? []) : [];
}

export function textsOf(tags: readonly Tag[]): string[] {
  return tags.map(({ text }) => text);
}

/** Who acts: `jdoe`, `the ci role`, `session deploy`, `key AKIA…`, `alice or bob`. */
export function rolesOfAgents(named: readonly Named[], unknown: string[]): Said[] {
  return named.flatMap(({ name, kinds, service, value, extra, tags }) => {
    unknown.push(...extra);
    const others = kinds.filter((kind) => !isPersonKind(kind) && !isValueKind(kind));
    if (service !== null && name !== null) others.push(service);
    if (name === null || others.length > 0) {
      unknown.push(...(name === null ? textsOf(tags) : others));
      return [];
    }
    const looks = roleByLooks(value);
    if (looks !== null) return [{ role: looks, name }];
    return kinds.includes('session') ? [{ role: 'session', name }] : [{ role: 'by', name: asPrincipal(name, kinds) }];
  });
}

/** `role/ci` for the ci role, `lambda.amazonaws.com` for a service. */
export function asPrincipal(name: string, kinds: readonly string[]): string {
  if (kinds.includes('role') && /^[\w+=,.@-]+$/.test(name)) return `role/${name}`;
  const service = kinds.length === 0 ? serviceNames.get(name.toLowerCase()) : undefined;
  return service === undefined ? name : `${service}.amazonaws.com`;
}

/** Topics in which `of jdoe` and `for jdoe` name who acted. */
export function isAboutPeople({ topics, flags, verb }: Clause): boolean {
  if (verb === null && flags.some((flag) => flag === 'error' || flag === 'denied')) return true;
  return topics.has('denied') || topics.has('errors') || topics.has('logins') || topics.has('activity');
}
