import {
  type Condition,
  type Filter,
  type Kind,
  type Values,
  valuesOf,
  withoutKinds,
} from '../../condition/condition.ts';
import type { Attribute, Lookup } from '../../plan/plan.ts';
import { mayBeRole, principalLookups } from './principal-lookups.ts';
import { resourceLookups } from './resource-lookups.ts';

/** Where a fetch goes, and what is known of the principals there. */
export interface Surroundings {
  /** 12 digits; null where it is not known. */
  account: string | null;
  region: string;
  /** Other spellings under which a principal's name was seen before. */
  seenAs: (name: string) => readonly string[];
  /** Names of the sessions that used the role in question; null where none were looked for. */
  sessions: readonly string[] | null;
}

/** One way to find what a filter describes: its look-ups together return every event that matches. */
interface Way {
  lookups: Lookup[];
  /** Pages that all of them are expected to return from a week of a busy account. */
  pages: number;
}

/** Expected pages by attribute: an ID is one event, a resource has few, most of a trail are reads. */
const pages = {
  EventId: 1,
  Root: 2,
  AccessKeyId: 4,
  RareEvent: 5,
  ResourceName: 6,
  Username: 10,
  CommonEvent: 40,
  EventSource: 200,
  Writes: 400,
  Reads: 3600,
  Everything: 4000,
} as const;

/**
 * The look-ups that return every match of the filter for the fewest pages; the rest of the filter is applied to what
 * they return. `[null]` reads everything; none at all means that nothing can match.
 */
export function chooseLookups(filter: Filter, around: Surroundings): Lookup[] {
  const everything: Way = { lookups: [null], pages: pages.Everything };
  return waysTo(filter, around).reduce((best, way) => (way.pages < best.pages ? way : best), everything).lookups;
}

/** Whether what a filter is about can be looked up only by the names of its sessions: a role's use, or AWS Chatbot's. */
export function needsSessions(filter: Filter): boolean {
  const isOfSessions = valuesOf(filter, 'chatbot').length > 0 || valuesOf(filter, 'by').some(mayBeRole);
  if (!isOfSessions) return false;
  const around = { account: null, region: '', seenAs: () => [], sessions: null };
  return waysTo(withoutKinds(filter, 'by', 'chatbot'), around).every(
    ({ lookups, pages: all }) => all >= lookups.length * pages.Username,
  );
}

/** A condition of what must hold is one way to find all matches: each of its values is looked up. */
function waysTo(filter: Filter, around: Surroundings): Way[] {
  return filter.flatMap((condition) => (condition.not ? [] : (wayTo(condition, around) ?? [])));
}

function wayTo<K extends Kind>({ kind, anyOf }: Condition<K>, around: Surroundings): Way | null {
  const found = anyOf.map((value) => waysToValue[kind](value, around));
  const ways = found.filter((way) => way !== null);
  if (ways.length < found.length) return null;
  return {
    lookups: distinct(ways.flatMap(({ lookups }) => lookups)),
    pages: ways.reduce((sum, way) => sum + way.pages, 0),
  };
}

/** How the events that have one value of each kind are looked up; null where no attribute holds it. */
const waysToValue: { [K in Kind]: (value: Values[K], around: Surroundings) => Way | null } = {
  id: (id) => way('EventId', [id], pages.EventId),
  event: ({ name }) => way('EventName', [name], pagesOfEvent(name)),
  service: (service) => way('EventSource', [service], pages.EventSource),
  key: (key) => way('AccessKeyId', [key], pages.AccessKeyId),
  is: (value) => waysToIs[value],
  by: waysToPrincipal,
  session: waysToPrincipal,
  on: (on, around) => way('ResourceName', resourceLookups(on, around), pages.ResourceName),
  ip: () => null,
  chatbot: (_, { sessions }) => {
    const lookups = chatbotLookups(sessions ?? []);
    return { lookups, pages: lookups.length };
  },
  issued: () => null,
};

const waysToIs: Record<Values['is'], Way | null> = {
  root: way('Username', ['root'], pages.Root),
  write: way('ReadOnly', ['false'], pages.Writes),
  read: way('ReadOnly', ['true'], pages.Reads),
  issuing: null,
  error: null,
  denied: null,
  ok: null,
  human: null,
  service: null,
};

function waysToPrincipal(who: string, around: Surroundings): Way | null {
  const found = principalLookups(who, around);
  return found === null ? null : way(found.attribute, found.values, pages[found.attribute]);
}

/** Each value is a look-up of its own, expected to return so many pages. */
function way(attribute: Attribute, values: readonly string[], each: number): Way {
  return { lookups: values.map((value) => ({ attribute, value })), pages: each * values.length };
}

/** Its own calls, the sessions it was given, and what was done in them. */
function chatbotLookups(sessions: readonly string[]): Lookup[] {
  return [
    { attribute: 'EventSource', value: 'chatbot.amazonaws.com' },
    { attribute: 'EventName', value: 'AssumeRole' },
    ...sessions.map((value) => ({ attribute: 'Username' as const, value })),
  ];
}

/** A call that changes something is rare; reads and assumed roles come by the thousand. */
function pagesOfEvent(name: string): number {
  const common = /^(Describe|List|Get|Head|Lookup|BatchGet|AssumeRole|Decrypt|Encrypt|GenerateDataKey)/;
  return common.test(name) ? pages.CommonEvent : pages.RareEvent;
}

/** Two values may be looked up alike. */
function distinct(lookups: readonly Lookup[]): Lookup[] {
  return [...new Map(lookups.map((lookup) => [JSON.stringify(lookup), lookup])).values()];
}
