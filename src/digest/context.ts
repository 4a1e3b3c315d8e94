import type { AccessRule } from '../access/decide.ts';
import type { Account } from '../plan/plan.ts';

/** What digests know of the world as it is configured. */
export interface DigestContext {
  /** The configured accounts, or the ambient credentials' own. */
  accounts: () => Promise<readonly Account[]>;
  /** null: everybody may ask everything. */
  access: readonly AccessRule[] | null;
  /** Configured account names by account ID. */
  accountNames: ReadonlyMap<string, string>;
}
