import type { Attribute, Lookup } from '../../plan/plan.ts';
import type { Filter } from '../../query/query.ts';
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
  /** Pages that a look-up is expected to return from a week of a busy account. */
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
  const cost = (way: Way) => way.pages * way.lookups.length;
  return waysTo(filter, around).reduce((best, way) => (cost(way) < cost(best) ? way : best)).lookups;
}

/** Whether what a filter is about can be looked up only by the names of its sessions: a role's use, or AWS Chatbot's. */
export function needsSessions({ by, chatbot, ...rest }: Filter): boolean {
  if (chatbot !== true && (by === undefined || !mayBeRole(by))) return false;
  const around = { account: null, region: '', seenAs: () => [], sessions: null };
  return waysTo(rest, around).every((way) => way.pages >= pages.Username);
}

function waysTo(filter: Filter, around: Surroundings): Way[] {
  const ways: Way[] = [{ lookups: [null], pages: pages.Everything }];
  const offer = (attribute: Attribute, values: readonly string[], expected: number) =>
    ways.push({ lookups: values.map((value) => ({ attribute, value })), pages: expected });

  if (filter.id !== undefined) offer('EventId', [filter.id], pages.EventId);
  if (filter.key !== undefined) offer('AccessKeyId', [filter.key], pages.AccessKeyId);
  if (filter.event !== undefined) offer('EventName', filter.event.names, pagesOfEvent(filter.event.names));
  if (filter.on !== undefined) offer('ResourceName', resourceLookups(filter.on, around), pages.ResourceName);
  if (filter.is?.includes('root')) offer('Username', ['root'], pages.Root);
  if (filter.service !== undefined) offer('EventSource', [filter.service], pages.EventSource);
  if (filter.is?.includes('write')) offer('ReadOnly', ['false'], pages.Writes);
  if (filter.is?.includes('read')) offer('ReadOnly', ['true'], pages.Reads);
  if (filter.chatbot === true) ways.push({ lookups: chatbotLookups(around.sessions ?? []), pages: 1 });
  for (const who of [filter.session, filter.by]) {
    if (who === undefined) continue;
    const found = principalLookups(who, around);
    if (found !== null) offer(found.attribute, found.values, pages[found.attribute]);
  }
  return ways;
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
function pagesOfEvent(names: readonly string[]): number {
  const common = /^(Describe|List|Get|Head|Lookup|BatchGet|AssumeRole|Decrypt|Encrypt|GenerateDataKey)/;
  return names.some((name) => common.test(name)) ? pages.CommonEvent : pages.RareEvent;
}
