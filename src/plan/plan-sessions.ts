import type { Filter } from '../query/query.ts';
import type { TrailEvent } from '../trail/event.ts';
import type { Fetch, Lookup, Plan } from './plan.ts';

/** Calls of STS that give somebody a session of a role. */
const assumingCalls = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

/** Sessions last twelve hours at most, so those in use in a window began no earlier before it. */
const longestSession = 12 * 3_600_000;

/** More sessions than this are not looked up one by one. */
const mostSessions = 40;

/**
 * The look-ups that find which sessions were used, where only their names can be looked up: those of a role, whose
 * AssumeRole* calls event history files under its ARN, or those named for AWS Chatbot. Derived from the plan that
 * is to look the sessions up.
 */
export function planSessions(plan: Plan, { by, chatbot }: Filter): Plan {
  const event = { typed: 'AssumeRole', names: assumingCalls, sources: [], known: true, closest: [] };
  const filter: Filter = chatbot === true ? { event, chatbot } : { event };
  const fetches = plan.fetches.map((fetch): Fetch => {
    const lookup: Lookup =
      chatbot === true || by === undefined
        ? { attribute: 'EventName', value: 'AssumeRole' }
        : { attribute: 'ResourceName', value: roleArn(by, fetch) };
    const window = { start: fetch.window.start - longestSession, end: fetch.window.end };
    return { ...fetch, filter, lookups: [lookup], window, limit: 1000, whole: false };
  });
  return { ...plan, fetches, notes: [] };
}

/** The names of the sessions that were handed out, and what the answer should say of how they were found. */
export function sessionsIssued(calls: readonly TrailEvent[], filter: Filter): { sessions: string[]; notes: string[] } {
  const names = calls.flatMap(({ issued }) => issued?.arn?.split(':assumed-role/')[1]?.split('/')[1] ?? []);
  const all = [...new Set(names)];
  const sessions = all.slice(0, mostSessions);
  const of = filter.chatbot === true ? 'AWS Chatbot' : `role ${filter.by}`;
  const notes = [
    `Event history can’t be asked for a role: ${of} was looked up by the ${sessions.length} session names that AssumeRole calls in the window handed out. Sessions handed out otherwise are not among them.`,
  ];
  if (all.length > sessions.length) {
    notes.push(
      `${all.length - sessions.length} more sessions of ${of} were not looked up; a shorter window covers them all.`,
    );
  }
  return { sessions, notes };
}

function roleArn(by: string, { account }: Fetch): string {
  return by.startsWith('arn:') ? by : `arn:aws:iam::${account.id ?? ''}:role/${by.replace(/^role\//, '')}`;
}
