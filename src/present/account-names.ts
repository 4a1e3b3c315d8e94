import type { Coverage } from '../plan/coverage.ts';

/** How accounts are called in one answer. */
export interface AccountNames {
  /** The configured name of an account, else its ID as it stands. */
  of: (account: string) => string;
  /** The same where it says something: where several accounts were searched, or it is not the one that was. */
  beside: (account: string | null) => string | null;
}

/** `names` are the configured ones, by account ID. */
export function nameAccounts(coverage: Coverage, names: ReadonlyMap<string, string> = new Map()): AccountNames {
  const asked = new Set([...coverage.searched, ...coverage.missed].map(({ account }) => account));
  const ids = [...asked].filter((account) => /^\d{12}$/.test(account));
  const of = (account: string) => names.get(account) ?? account;
  return {
    of,
    beside: (account) => {
      if (account === null || ids.length === 0) return null;
      return ids.length === 1 && ids[0] === account ? null : of(account);
    },
  };
}
