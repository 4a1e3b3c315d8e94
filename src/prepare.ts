import { type AccessRule, decide } from './access/decide.ts';
import { ok, type Result } from './errors.ts';
import type { Account } from './plan/plan.ts';
import type { Query } from './query/query.ts';
import { narrow } from './questions/narrow.ts';
import type { Question } from './questions/question.ts';

export interface Circumstances {
  /** All that are configured. */
  accounts: readonly Account[];
  /** null: everybody may ask everything. */
  access: readonly AccessRule[] | null;
  /** null: a terminal, which access rules don't concern. */
  asker: { user: string; channel: string; usergroups: readonly string[] } | null;
  logs: boolean;
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

/** The accounts named by name or ID, case-blind; all where none was named. Log files may hold any account. */
function chosen(accounts: readonly Account[], named: readonly string[] | null, logs: boolean): readonly Account[] {
  if (named === null) return logs ? [anyAccount] : accounts;
  return named.flatMap((one) => {
    const known = accounts.filter(({ id, name }) => name.toLowerCase() === one.toLowerCase() || id === one);
    if (logs && !known.some(({ id }) => id === one)) return /^\d{12}$/.test(one) ? [{ ...anyAccount, id: one }] : known;
    return known.length > 0 ? known : accounts.filter(({ id }) => id === null);
  });
}

const anyAccount: Account = { id: null, name: 'all', role: null, externalId: null, regions: [], archive: null };
