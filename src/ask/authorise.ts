import { type AccessRule, decide } from '../access/decide.ts';
import { ok, type Result } from '../errors.ts';
import type { Account } from '../plan/plan.ts';
import type { Query } from '../query/query.ts';
import type { Question } from '../questions/question.ts';
import { narrow } from './narrow.ts';

export interface Circumstances {
  /** All that are configured. */
  accounts: readonly Account[];
  /** null: everybody may ask everything. */
  access: readonly AccessRule[] | null;
  /** null: a terminal, which access rules don't concern. */
  asker: { user: string; channel: string; usergroups: readonly string[] } | null;
  /** A folder of log files to ask instead of AWS; null: AWS. */
  logs: string | null;
}

export interface Prepared {
  /** With all that the question implies. */
  query: Query;
  /** Those that were asked for and may be searched. */
  accounts: readonly Account[];
  notes: string[];
}

/** From a question as read to what may be searched for it, or the fault that stands in its way. */
export function prepare(
  question: Question,
  query: Query,
  { accounts, access, asker, logs }: Circumstances,
): Result<Prepared> {
  const filter = narrow(question, query.filter);
  if (!filter.ok) return filter;
  const named = query.accounts !== null;
  const asked = { question: query.question, accounts: chosen(accounts, query.accounts, logs), named };
  const allowed = asker === null ? ok({ accounts: asked.accounts, note: null }) : decide(access, asker, asked);
  if (!allowed.ok) return allowed;
  const { note } = allowed.value;
  return ok({
    query: { ...query, filter: filter.value },
    accounts: allowed.value.accounts,
    notes: note === null ? [] : [note],
  });
}

/** The accounts named by name or ID, case-blind; all where none was named. */
function chosen(
  accounts: readonly Account[],
  named: readonly string[] | null,
  logs: string | null,
): readonly Account[] {
  if (logs !== null) return chosenOfLogs(accounts, named, logs);
  if (named === null) return accounts;
  return named.flatMap((one) => {
    const known = accounts.filter((account) => answersTo(account, one));
    return known.length > 0 ? known : accounts.filter(({ id }) => id === null);
  });
}

/** A folder of log files may hold any account; configured names stand for their IDs. */
function chosenOfLogs(accounts: readonly Account[], named: readonly string[] | null, logs: string): Account[] {
  const any = { id: null, name: 'all', role: null, externalId: null, regions: [], archive: { logs, athena: null } };
  if (named === null) return [any];
  return named.map((one) => {
    const id = accounts.find((account) => answersTo(account, one))?.id ?? one;
    return /^\d{12}$/.test(id) ? { ...any, id } : any;
  });
}

const answersTo = ({ id, name }: Account, given: string) => id === given || name.toLowerCase() === given.toLowerCase();
