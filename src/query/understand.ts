import { fault } from '../errors.ts';
import { applyFollowUp } from './follow-up.ts';
import { type PlainReading, readPlain } from './plain/read-plain.ts';
import { defaultLimit, type Query } from './query.ts';
import { type ReadContext, readQuery } from './read-query.ts';

/** The answer that a follow-up follows, and whom it names. */
export interface Previous {
  /** In command form. */
  command: string;
  /** As they would be typed; at most a few. */
  principals: readonly string[];
  sessions: readonly string[];
}

interface Speech {
  /** Whether somebody speaks, in sentences, rather than types a command. */
  speaks: boolean;
  /** The answer before in the same thread; null: it is not known any more; undefined: there is no thread. */
  previous: Previous | null | undefined;
}

/** Reads what was asked: in a thread a follow-up first, else a question of its own. */
export function understand(text: string, context: ReadContext, { speaks, previous }: Speech): PlainReading {
  const followed = previous == null ? null : follow(text, context, previous);
  if (followed !== null) return followed;
  const command = readCommand(text, context);
  if (!speaks) return command;
  const lost = command.kind === 'fault' && previous === null && isFollowUp(text, context);
  return lost ? { kind: 'fault', fault: fault('thread-forgotten', []) } : readPlain(text, context);
}

function readCommand(text: string, context: ReadContext): PlainReading {
  const read = readQuery(text, context);
  return read.ok ? { kind: 'query', query: read.value } : { kind: 'fault', fault: read.fault };
}

function follow(text: string, context: ReadContext, { command, principals, sessions }: Previous): PlainReading | null {
  const before = readQuery(command, context);
  return before.ok ? applyFollowUp(before.value, text, { ...context, principals, sessions }) : null;
}

/** Whether a text is a follow-up by its form, whatever it follows. */
function isFollowUp(text: string, context: ReadContext): boolean {
  return applyFollowUp(anything, text, { ...context, principals: [], sessions: [] }) !== null;
}

const anything: Query = {
  question: 'changes',
  asked: '',
  filter: [],
  about: null,
  window: { start: 0, end: 0 },
  regions: null,
  accounts: null,
  limit: defaultLimit,
  public: false,
};
