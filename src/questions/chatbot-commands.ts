import type { TrailEvent } from '../trail/event.ts';

/** One command typed in a chat channel: the role assumed for it, and the calls made under that session. */
interface ChatbotCommand {
  /** null where the AssumeRole call is not among the events. */
  assumed: TrailEvent | null;
  role: string;
  /** Oldest first, in whatever Regions. */
  calls: TrailEvent[];
}

/**
 * Joins each AssumeRole call for a chat channel with the calls made under the session it issued, across Regions:
 * by the session's key, else by its ARN within the session's time. Newest command first.
 */
export function joinCommands(events: readonly TrailEvent[]): ChatbotCommand[] {
  const oldestFirst = [...events].sort((one, other) => one.time - other.time);
  const commands: ChatbotCommand[] = [];
  for (const event of oldestFirst) {
    if (event.issued?.arn != null) commands.push({ assumed: event, role: roleOf(event.issued.arn), calls: [] });
    else if (isSessionCall(event)) commandOf(commands, event).calls.push(event);
  }
  return commands.reverse();
}

/** Calls under a session that a channel's role was assumed for; the console's calls of Chatbot's API are people's. */
function isSessionCall({ source, principal }: TrailEvent): boolean {
  return source !== 'chatbot.amazonaws.com' && principal.role !== null;
}

function commandOf(commands: ChatbotCommand[], call: TrailEvent): ChatbotCommand {
  const { accessKey, arn } = call.principal;
  const byKey = commands.find(({ assumed }) => accessKey !== null && assumed?.issued?.accessKey === accessKey);
  const byArn = commands.findLast(
    ({ assumed }) => arn !== null && assumed?.issued?.arn === arn && begins(assumed, call),
  );
  const orphan = commands.find((command) => command.assumed === null && sameSession(command, call));
  const known = byKey ?? byArn ?? orphan;
  if (known !== undefined) return known;
  const command = { assumed: null, role: call.principal.role ?? '', calls: [] };
  commands.push(command);
  return command;
}

const skew = 60_000;

/** A session's start is the second in which its role was assumed. */
function begins(assumed: TrailEvent, { sessionStart, time }: TrailEvent): boolean {
  return Math.abs((sessionStart ?? time) - assumed.time) <= skew;
}

function sameSession({ calls }: ChatbotCommand, call: TrailEvent): boolean {
  const [first] = calls;
  if (first === undefined) return false;
  return first.principal.arn === call.principal.arn && first.sessionStart === call.sessionStart;
}

function roleOf(arn: string): string {
  return arn.split(':assumed-role/')[1]?.split('/')[0] ?? arn;
}
