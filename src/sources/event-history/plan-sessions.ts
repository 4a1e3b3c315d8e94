import { type Filter, valuesOf, where } from '../../condition/condition.ts';
import type { Fetch, Lookup, Plan } from '../../plan/plan.ts';
import type { TrailEvent } from '../../trail/event.ts';
import { shownRole } from '../../trail/principal-kind.ts';

/** Calls of STS that give somebody a session of a role. */
const assumingCalls = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

/** Sessions last twelve hours at most, so those in use in a window began no earlier before it. */
const longestSession = 12 * 3_600_000;

/** More sessions than this are not looked up one by one. */
const mostSessions = 40;

/**
 * The look-ups that find which sessions were used, where only their names can be looked up: those of a role, whose
 * AssumeRole* calls event history files under its ARN, or those named for AWS Chatbot. `widely` looks at every such
 * call, for a role whose ARN can't be told from its name. Derived from the plan that is to look the sessions up.
 */
export function planSessions(plan: Plan, asked: Filter, widely = false): Plan {
  const assumed = where('event', ...assumingCalls.map((name) => ({ name, source: null })));
  const chatbot = valuesOf(asked, 'chatbot').length > 0;
  const filter = chatbot ? [assumed, where('chatbot', true)] : [assumed];
  const roles = chatbot ? [] : valuesOf(asked, 'by');
  const fetches = plan.fetches.map((fetch): Fetch => {
    const window = { start: fetch.window.start - longestSession, end: fetch.window.end };
    const lookups = lookupsFor(roles, widely, fetch);
    return { ...fetch, filter, lookups, window, limit: 1000, whole: false };
  });
  return { ...plan, fetches, notes: [] };
}

function lookupsFor(roles: readonly string[], widely: boolean, fetch: Fetch): Lookup[] {
  if (roles.length === 0) return [{ attribute: 'EventName', value: 'AssumeRole' }];
  if (!widely) return roles.map((role) => ({ attribute: 'ResourceName', value: roleArn(role, fetch) }));
  return assumingCalls.map((value) => ({ attribute: 'EventName', value }));
}

/** Whether what was written can only be a role, by its path or as Identity Center names them. */
export function isSurelyRole(by: string): boolean {
  return /^role\/|:role\/|^AWSReservedSSO_/.test(by);
}

/** The names of the sessions that were handed out, and what the answer should say of how they were found. */
export function sessionsIssued(calls: readonly TrailEvent[], filter: Filter): { sessions: string[]; notes: string[] } {
  const all = [...new Set(calls.flatMap((call) => sessionOfRole(call, filter) ?? []))];
  const sessions = all.slice(0, mostSessions);
  const roles = valuesOf(filter, 'by');
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
  return { sessions, notes };
}

/** The session's name, where its role is the one asked for, however that is written. */
function sessionOfRole({ issued }: TrailEvent, filter: Filter): string | null {
  const [role, session] = issued?.arn?.split(':assumed-role/')[1]?.split('/') ?? [];
  if (role === undefined || session === undefined) return null;
  if (valuesOf(filter, 'chatbot').length > 0) return session;
  const asked = valuesOf(filter, 'by').map((by) => by.slice(by.lastIndexOf('/') + 1).toLowerCase());
  return [role, shownRole(role)].some((name) => asked.includes(name.toLowerCase())) ? session : null;
}

function roleArn(by: string, { account }: Fetch): string {
  return by.startsWith('arn:') ? by : `arn:aws:iam::${account.id ?? ''}:role/${by.replace(/^role\//, '')}`;
}
