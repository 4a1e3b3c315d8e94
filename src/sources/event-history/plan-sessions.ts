import type { Fetch, Lookup, Plan } from '../../plan/plan.ts';
import type { Filter } from '../../query/query.ts';
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
export function planSessions(plan: Plan, { by, chatbot }: Filter, widely = false): Plan {
  const event = { typed: 'AssumeRole', names: assumingCalls, sources: [], known: true, closest: [] };
  const filter: Filter = chatbot === true ? { event, chatbot } : { event };
  const fetches = plan.fetches.map((fetch): Fetch => {
    const window = { start: fetch.window.start - longestSession, end: fetch.window.end };
    const lookups = lookupsFor(chatbot === true ? undefined : by, widely, fetch);
    return { ...fetch, filter, lookups, window, limit: 1000, whole: false };
  });
  return { ...plan, fetches, notes: [] };
}

function lookupsFor(role: string | undefined, widely: boolean, fetch: Fetch): Lookup[] {
  if (role === undefined) return [{ attribute: 'EventName', value: 'AssumeRole' }];
  if (!widely) return [{ attribute: 'ResourceName', value: roleArn(role, fetch) }];
  return assumingCalls.map((value) => ({ attribute: 'EventName', value }));
}

/** Whether what was written can only be a role, by its path or as Identity Center names them. */
export function isSurelyRole(by: string | undefined): boolean {
  return by !== undefined && /^role\/|:role\/|^AWSReservedSSO_/.test(by);
}

/** The names of the sessions that were handed out, and what the answer should say of how they were found. */
export function sessionsIssued(calls: readonly TrailEvent[], filter: Filter): { sessions: string[]; notes: string[] } {
  const all = [...new Set(calls.flatMap((call) => sessionOfRole(call, filter) ?? []))];
  const sessions = all.slice(0, mostSessions);
  const of = filter.chatbot === true ? 'AWS Chatbot' : `role ${filter.by}`;
  const names = sessions.length === 1 ? 'the 1 session name' : `the ${sessions.length} session names`;
  const notes = [
    `Event history can’t be asked for a role: ${of} was looked up by ${names} that AssumeRole calls in the window handed out. Sessions handed out otherwise are not among them.`,
  ];
  if (all.length > sessions.length) {
    notes.push(
      `${all.length - sessions.length} more sessions of ${of} were not looked up; a shorter window covers them all.`,
    );
  }
  if (all.length === 0 && filter.by !== undefined && !isSurelyRole(filter.by)) {
    notes.push(`If ${filter.by} is a role with a path or a permission set, ask for role/${filter.by}.`);
  }
  return { sessions, notes };
}

/** The session's name, where its role is the one asked for, however that is written. */
function sessionOfRole({ issued }: TrailEvent, { by, chatbot }: Filter): string | null {
  const [role, session] = issued?.arn?.split(':assumed-role/')[1]?.split('/') ?? [];
  if (role === undefined || session === undefined) return null;
  if (chatbot === true || by === undefined) return session;
  const asked = by.slice(by.lastIndexOf('/') + 1).toLowerCase();
  return [role, shownRole(role)].some((name) => name.toLowerCase() === asked) ? session : null;
}

function roleArn(by: string, { account }: Fetch): string {
  return by.startsWith('arn:') ? by : `arn:aws:iam::${account.id ?? ''}:role/${by.replace(/^role\//, '')}`;
}
