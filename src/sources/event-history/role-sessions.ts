import { where } from '../../condition/condition.ts';
import { isChatbotSession } from '../../condition/match.ts';
import type { Account, Fetch } from '../../plan/plan.ts';
import { homeRegion, partitionOf } from '../../query/regions.ts';
import type { TrailEvent } from '../../trail/event.ts';
import { shownRole } from '../../trail/principal-kind.ts';
import { assumedRole, lastPart, parseArn } from '../../trail/resources.ts';
import { isSurelyRole, type Lookup, mayBeRole, type SessionCondition, type Sessions } from './lookups.ts';

/** Calls of STS that give somebody a session of a role. */
const assumingCalls = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

/** Whether an event is a call that gives somebody a session of a role. */
export const isAssuming = ({ name }: TrailEvent): boolean => assumingCalls.includes(name);

/** Sessions last twelve hours at most, so those in use in a window began no earlier before it. */
const longestSession = 12 * 3_600_000;

/** More sessions than this are not looked up one by one. */
const maxSessions = 40;

/** Where the sessions used in these places may have been handed out: there, and by the global endpoint of STS. */
export function issuingPlaces(fetches: readonly Fetch[]): Fetch[] {
  const everywhere = [
    ...fetches,
    ...fetches.map((fetch) => ({ ...fetch, region: homeRegion(partitionOf(fetch.region ?? '')) })),
  ];
  const keyOf = ({ account: { id, name }, region }: Fetch) => `${id ?? name} ${region}`;
  return [...new Map(everywhere.map((fetch) => [keyOf(fetch), fetch])).values()];
}

/**
 * The search that finds which sessions were handed out at a place: those of a role, whose AssumeRole* calls event
 * history files under its ARN, or those named for AWS Chatbot. `widely` looks at every such call, for a role whose ARN
 * can't be told from its name.
 */
export function planSessions(of: SessionCondition, widely: boolean, place: Fetch): Fetch & { lookups: Lookup[] } {
  const filter = [where('event', ...assumingCalls.map((name) => ({ name, source: null })))];
  const window = { start: place.window.start - longestSession, end: place.window.end };
  return { ...place, filter, window, whole: false, lookups: lookupsFor(of, widely, place) };
}

function lookupsFor(of: SessionCondition, widely: boolean, place: Fetch): Lookup[] {
  if (of.kind === 'chatbot') return [{ attribute: 'EventName', value: 'AssumeRole' }];
  const arns = rolesOf(of).map((role) => roleArn(role, place));
  if (widely || arns.includes(null)) return assumingCalls.map((value) => ({ attribute: 'EventName', value }));
  return arns.flatMap((value) => (value === null ? [] : [{ attribute: 'ResourceName', value }]));
}

const rolesOf = (of: SessionCondition): string[] => (of.kind === 'by' ? of.anyOf.filter(mayBeRole) : []);

/** The ARN of a role without a path; null where its account is not known. */
function roleArn(by: string, { account: { id }, region }: Fetch): string | null {
  const sessions = assumedRole(by);
  const written = parseArn(by);
  if (sessions !== null)
    return `arn:${written?.partition ?? 'aws'}:iam::${written?.account ?? ''}:role/${sessions.role}`;
  if (written !== null) return by;
  return id === null ? null : `arn:${partitionOf(region ?? '')}:iam::${id}:role/${by.replace(/^role\//, '')}`;
}

/** Whether a role is meant that no session was found of: its ARN may hold a path that was not written. */
export function mayHideBehindPath(of: SessionCondition, issued: readonly TrailEvent[]): boolean {
  return rolesOf(of).some((by) => isNamedSurely(by) && !issued.some((call) => sessionOf(call, by) !== null));
}

/** Whether what was written can only be a role, by its path or as Identity Center names them. */
const isNamedSurely = (by: string) => isSurelyRole(by) || by.startsWith('AWSReservedSSO_');

/** The sessions that were handed out, and what the answer should say of how they were found. */
export interface RoleSessions extends Sessions {
  /** How many more there were than can be looked up. */
  cut: number;
  notes: string[];
}

/** How sessions were looked for: in which accounts, and whether among all calls that hand any out. */
interface SessionSearch {
  accounts: readonly Account[];
  widely: boolean;
}

/** The sessions that calls handed out, as far as they are among those the condition is about; the newest are kept. */
export function sessionsIssued(
  of: SessionCondition,
  calls: readonly TrailEvent[],
  { accounts, widely }: SessionSearch,
): RoleSessions {
  const newestFirst = [...calls].sort((one, other) => other.time - one.time);
  const all = [...new Set(newestFirst.flatMap((call) => sessionMeant(call, of) ?? []))];
  const names = all.slice(0, maxSessions);
  const counted = names.length === 1 ? 'the 1 session name' : `the ${names.length} session names`;
  const others = of.kind === 'by' && !widely ? ', or of a permission set of that name,' : '';
  const notes = [
    `Event history can’t be asked for a role: ${nameOf(of)} was looked up by ${counted} that AssumeRole calls in the window and Regions searched handed out. Sessions handed out otherwise${others} are not among them.`,
  ];
  const hints = widely ? [] : rolesOf(of).flatMap((role) => hintAtPath(role, calls, accounts) ?? []);
  return { of, names, cut: all.length - names.length, notes: [...notes, ...hints] };
}

/** What to ask where a role may have a path, and so was not looked for by its ARN; null where it was found everywhere. */
function hintAtPath(role: string, calls: readonly TrailEvent[], accounts: readonly Account[]): string | null {
  if (role.startsWith('arn:')) return null;
  const found = calls.filter((call) => sessionOf(call, role) !== null);
  const others = accounts.filter(({ id }) => !found.some(({ account }) => account === id));
  const [other] = others;
  if (other === undefined) return null;
  const name = roleName(role);
  if (found.length === 0) return `If ${name} is a role with a path or a permission set, ask for role/${name}.`;
  const [where, account] =
    others.length === 1 ? [other.name, other.name] : [`one of ${others.length} other accounts`, 'NAME'];
  return `If ${name} is a role with a path or a permission set in ${where}, ask for role/${name} account:${account}.`;
}

/** Whose sessions a condition is about, as it reads in a sentence. */
export const nameOf = (of: SessionCondition): string =>
  of.kind === 'chatbot' ? 'AWS Chatbot' : `role ${rolesOf(of).map(roleName).join(' or ')}`;

/** The name of the session that a call handed out, where the condition is about it. */
function sessionMeant(call: TrailEvent, of: SessionCondition): string | null {
  if (of.kind === 'by') return rolesOf(of).flatMap((by) => sessionOf(call, by) ?? [])[0] ?? null;
  const session = assumedRole(call.issued?.arn ?? '')?.session ?? null;
  return session !== null && isChatbotSession(session) ? session : null;
}

/** A role's name, however the role is written. */
const roleName = (by: string) => assumedRole(by)?.role ?? lastPart(by);

/** The name of the session that a call handed out, where its role is the one asked for, however that is written. */
function sessionOf({ issued }: TrailEvent, by: string): string | null {
  const handed = assumedRole(issued?.arn ?? '');
  if (handed === null) return null;
  const asked = roleName(by).toLowerCase();
  return [handed.role, shownRole(handed.role)].some((name) => name.toLowerCase() === asked) ? handed.session : null;
}
