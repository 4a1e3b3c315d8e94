import { type Fault, failed, fault, ok, type Result } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import type { QuestionName } from '../query/query.ts';

/**
 * One access rule of trail.yml. It speaks for somebody named in `users` or in one of the `usergroups`
 * (for everybody, where neither is given), in one of the `channels` (anywhere, where none is given).
 */
export interface AccessRule {
  users: readonly string[];
  usergroups: readonly string[];
  channels: readonly string[];
  /** Account names or IDs; null: all. */
  accounts: readonly string[] | null;
  /** null: all. */
  questions: readonly QuestionName[] | null;
}

/** Who asks, and where. */
export interface AskedBy {
  user: string;
  channel: string;
  usergroups: readonly string[];
}

interface AccessRequest {
  question: QuestionName;
  /** The accounts the question is about. */
  accounts: readonly Account[];
  /** Whether the asker named them; if not, the question narrows itself to what is allowed. */
  named: boolean;
}

interface Allowed {
  accounts: readonly Account[];
  /** What the answer should say about accounts that were left out; null where none was. */
  note: string | null;
}

/**
 * Decides who may ask what of which account. Without rules everybody may ask everything; with rules,
 * each one that speaks for the asker adds what it allows. `help` is open to everybody.
 */
export function decide(rules: readonly AccessRule[] | null, by: AskedBy, asked: AccessRequest): Result<Allowed> {
  if (rules === null || asked.question === 'help') return ok({ accounts: asked.accounts, note: null });

  const mine = rules.filter((rule) => speaksFor(rule, by));
  if (mine.length === 0) return refused('no access rule covers you in this channel');
  const fitting = mine.filter(({ questions }) => questions === null || questions.includes(asked.question));
  if (fitting.length === 0) return refused(`here you may ask ${list(questionsOf(mine))}, not ${asked.question}`);

  const accounts = asked.accounts.filter((account) => fitting.some((rule) => opens(rule, account)));
  const closed = asked.accounts.filter((account) => !accounts.includes(account));
  if (closed.length === 0) return ok({ accounts, note: null });
  if (asked.named)
    return refused(`no access rule opens ${list(closed.map(({ name }) => name))} to you for ${asked.question}`);
  if (accounts.length === 0) return refused(`no access rule opens an account to you for ${asked.question}`);
  return ok({ accounts, note: noteOf(closed.length) });
}

/** The user groups that rules speak of: the only ones whose members need to be known. */
export function usergroupsIn(rules: readonly AccessRule[] | null): string[] {
  return [...new Set((rules ?? []).flatMap(({ usergroups }) => usergroups))];
}

function speaksFor({ users, usergroups, channels }: AccessRule, by: AskedBy): boolean {
  const anybody = users.length === 0 && usergroups.length === 0;
  const person = anybody || users.includes(by.user) || usergroups.some((group) => by.usergroups.includes(group));
  return person && (channels.length === 0 || channels.includes(by.channel));
}

function opens({ accounts }: AccessRule, { id, name }: Account): boolean {
  if (accounts === null) return true;
  return accounts.some((given) => given === id || given.toLowerCase() === name.toLowerCase());
}

function questionsOf(rules: readonly AccessRule[]): string[] {
  return [...new Set(rules.flatMap(({ questions }) => questions ?? []))];
}

function noteOf(closed: number): string {
  return closed === 1
    ? 'One configured account is not open to you and was left out.'
    : `${closed} configured accounts are not open to you and were left out.`;
}

function refused(why: string): Result<never, Fault> {
  return failed(fault('not-allowed', [why]));
}

function list(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
