import { type Filter, valuesOf, where } from '../../condition/condition.ts';
import type { Fetch } from '../../plan/plan.ts';
import type { TrailEvent } from '../../trail/event.ts';
import { shownRole } from '../../trail/principal-kind.ts';
import { type Lookup, mayBeRole } from './lookups.ts';

/** Calls of STS that give somebody a session of a role. */
const assumingCalls = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

/** Sessions last twelve hours at most, so those in use in a window began no earlier before it. */
const longestSession = 12 * 3_600_000;

/** More sessions than this are not looked up one by one. */
const maxSessions = 40;

/**
 * The search that finds which sessions were used at a place, where only their names can be looked up: those of a role,
 * whose AssumeRole* calls event history files under its ARN, or those named for AWS Chatbot. `widely` looks at every
 * such call, for a role whose ARN can't be told from its name.
 */
export function planRoleSessions(fetch: Fetch, asked: Filter, widely: boolean): Fetch & { lookups: Lookup[] } {
  const assumed = where('event', ...assumingCalls.map((name) => ({ name, source: null })));
  const chatbot = valuesOf(asked, 'chatbot').length > 0;
  const filter = chatbot ? [assumed, where('chatbot', true)] : [assumed];
  const window = { start: fetch.window.start - longestSession, end: fetch.window.end };
  const lookups = lookupsFor(chatbot ? [] : valuesOf(asked, 'by'), widely, fetch);
  return { ...fetch, filter, lookups, window, whole: false };
}

function lookupsFor(roles: readonly string[], widely: boolean, fetch: Fetch): Lookup[] {
  if (roles.length === 0) return [{ attribute: 'EventName', value: 'AssumeRole' }];
  if (!widely)
    return roles.filter(mayBeRole).map((role) => ({ attribute: 'ResourceName', value: roleArn(role, fetch) }));
  return assumingCalls.map((value) => ({ attribute: 'EventName', value }));
}

/** Whether a role is meant that no session was found of: its ARN may hold a path that was not written. */
export function mayHideBehindPath(asked: Filter, issued: readonly TrailEvent[]): boolean {
  return valuesOf(asked, 'by').some((by) => isSurelyRole(by) && !issued.some((call) => isOfRole(call, by)));
}

/** Whether what was written can only be a role, by its path or as Identity Center names them. */
const isSurelyRole = (by: string) => /^role\/|:role\/|^AWSReservedSSO_/.test(by);

/** The names of the sessions that were handed out, and what the answer should say of how they were found. */
export interface RoleSessions {
  names: string[];
  notes: string[];
}

export function sessionsIssued(calls: readonly TrailEvent[], filter: Filter): RoleSessions {
  const newestFirst = [...calls].sort((one, other) => other.time - one.time);
  const all = [...new Set(newestFirst.flatMap((call) => sessionOfRole(call, filter) ?? []))];
  const sessions = all.slice(0, maxSessions);
  const roles = valuesOf(filter, 'by').filter(mayBeRole);
  const chatbot = valuesOf(filter, 'chatbot').length > 0;
  const of = chatbot ? 'AWS Chatbot' : `role ${roles.join(' or ')}`;
  const names = sessions.length === 1 ? 'the 1 session name' : `the ${sessions.length} session names`;
  const notes = [
    `Event history can’t be asked for a role: ${of} was looked up by ${names} that AssumeRole calls in the window handed out. Sessions handed out otherwise are not among them.`,
  ];
  if (all.length > sessions.length) {
    notes.push(
      `${all.length - sessions.length} more sessions of ${of} were not looked up; a shorter window covers them all.`,
    );
  }
  if (all.length === 0) {
    for (const role of roles.filter((one) => !isSurelyRole(one))) {
      notes.push(`If ${role} is a role with a path or a permission set, ask for role/${role}.`);
    }
  }
  return { names: sessions, notes };
}

/** The session's name, where its role is the one asked for, however that is written. */
function sessionOfRole({ issued }: TrailEvent, filter: Filter): string | null {
  const [role, session] = issued?.arn?.split(':assumed-role/')[1]?.split('/') ?? [];
  if (role === undefined || session === undefined) return null;
  if (valuesOf(filter, 'chatbot').length > 0) return session;
  return valuesOf(filter, 'by').some((by) => isRoleNamed(role, by)) ? session : null;
}

function isOfRole({ issued }: TrailEvent, by: string): boolean {
  const [role] = issued?.arn?.split(':assumed-role/')[1]?.split('/') ?? [];
  return role !== undefined && isRoleNamed(role, by);
}

function isRoleNamed(role: string, by: string): boolean {
  const asked = by.slice(by.lastIndexOf('/') + 1).toLowerCase();
  return [role, shownRole(role)].some((name) => name.toLowerCase() === asked);
}

function roleArn(by: string, { account }: Fetch): string {
  return by.startsWith('arn:') ? by : `arn:aws:iam::${account.id ?? ''}:role/${by.replace(/^role\//, '')}`;
}
