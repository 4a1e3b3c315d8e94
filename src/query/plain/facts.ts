import type { Is } from '../../condition/condition.ts';
import { type Fault, fault } from '../../errors.ts';
import type { QueryPart } from '../read-modifier.ts';
import type { KnownAccount } from '../read-values.ts';
import type { Meant } from './find-events.ts';
import type { Tag, Topic } from './meaning.ts';
import type { Clause } from './read-clause.ts';
import { isPersonKind, isValueKind, type Named, readNamed } from './read-names.ts';
import type { PlaceMeaning } from './read-place.ts';
import { serviceNames } from './services.ts';
import type { Verb } from './verbs.ts';

/** What a sentence says, ready for the rules that choose the question. */
export interface Facts {
  ask: Clause['ask'];
  verb: Verb | null;
  topics: ReadonlySet<Topic>;
  anything: boolean;
  /** The events that are meant: more than one where it is not clear. */
  events: Meant;
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
  places: PlaceMeaning[][];
  parts: QueryPart[];
  limit: number | null;
  unknown: string[];
}

/** Facts as they are being gathered. */
export interface Gathering {
  facts: Facts;
  faults: Fault[];
  accounts: readonly KnownAccount[];
  /** Kinds that stand before the names of resources and may belong to what the verb is about: `the policy of the bucket`. */
  linked: string[];
}

const roles = {
  by: 'principal',
  on: 'resource',
  ip: 'address',
  key: 'access key',
  id: 'event ID',
  session: 'session',
} as const;

/** Gives a name its role; a second name for the same role is a fault. */
export function put({ facts, faults }: Gathering, role: keyof typeof roles, name: string): void {
  const given = facts[role];
  if (given !== null && given !== name) faults.push(fault('two-names', [roles[role], given, name]));
  else facts[role] = name;
}

/** Whether a name shows by its looks what it is, and so has its role. */
export function putByLooks(gathering: Gathering, { name, value }: Named): boolean {
  if (name === null) return false;
  if (value === 'key') put(gathering, 'key', name);
  else if (value === 'address') put(gathering, 'ip', name);
  else if (value === 'event-id') put(gathering, 'id', name);
  else if (value === 'event') gathering.facts.events = eventItself(name);
  else return false;
  return true;
}

const itself = 'as it is named';

export function eventItself(name: string): Meant {
  return [[name, itself]];
}

/** Whether an event was given by its own name, not by a verb and a noun. */
export function isItself(events: Meant): boolean {
  return events[0]?.[1] === itself;
}

export function textsOf(tags: readonly Tag[]): string[] {
  return tags.map(({ text }) => text);
}

/** Who acts: `jdoe`, `the ci role`, `session deploy`, `key AKIA…`. */
export function readAgent(tags: readonly Tag[], gathering: Gathering): void {
  if (tags.length === 0) return;
  const { facts } = gathering;
  const named = readNamed(tags, true);
  const { name, kinds, extra } = named;
  facts.unknown.push(...extra);
  const others = kinds.filter((kind) => !isPersonKind(kind) && !isValueKind(kind));
  if (name === null || others.length > 0) {
    facts.unknown.push(...(name === null ? textsOf(tags) : others));
    return;
  }
  if (putByLooks(gathering, named)) return;
  if (kinds.includes('session')) put(gathering, 'session', name);
  else put(gathering, 'by', asPrincipal(name, kinds));
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
