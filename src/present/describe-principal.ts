import type { Principal } from '../trail/event.ts';
import { displayRole } from '../trail/principal-kind.ts';
import type { AccountNames } from './account-names.ts';
import { plain } from './text.ts';
import { counted } from './words.ts';

/** IAM lets names have 64 characters and session names as many; records hold what they like. */
const longestName = 64;

/**
 * Who called, for people: `jdoe · role user`, `ann@example.com · permission set Admin`, `role X · 37 sessions`,
 * `root · root user · no MFA`. `sessions` is how many sessions named by machines stand behind it.
 */
export function describePrincipal(principal: Principal, accounts: Beside, sessions = 0): string {
  return principalParts(principal, accounts, sessions).join(' · ');
}

/** The same in parts, the name first. */
export function principalParts(principal: Principal, { beside }: Beside, sessions = 0): [string, ...string[]] {
  const { name, role, account, invokedBy } = principal;
  if (sessions > 0 && role !== null) return [roleOf(principal), counted(sessions, 'session')];
  const traits = [
    role === null ? kindOf(principal) : roleOf(principal),
    labelled('account', beside(account)),
    labelled('via', invokedBy),
    mfaOf(principal),
    sessions > 0 ? counted(sessions, 'session') : null,
  ];
  return [plain(name, longestName), ...traits.filter((trait) => trait !== null)];
}

type Beside = Pick<AccountNames, 'beside'>;

function labelled(label: string, name: string | null): string | null {
  return name === null ? null : `${label} ${plain(name, longestName)}`;
}

const kinds: Readonly<Record<string, string>> = {
  Root: 'root user',
  IAMUser: 'IAM user',
  FederatedUser: 'federated user',
  Directory: 'directory user',
  AWSAccount: 'another account',
  AWSService: 'AWS service',
  IdentityCenterUser: 'Identity Center user',
  SAMLUser: 'SAML user',
  WebIdentityUser: 'web identity',
};

/** What is said beside the name where there is no role; nothing where the name says it already. */
function kindOf({ type, name }: Principal): string | null {
  return Object.hasOwn(kinds, type) && name !== kinds[type] ? (kinds[type] ?? null) : null;
}

/** People know an Identity Center role by its permission set. */
function roleOf(principal: Principal): string {
  const shown = displayRole(principal);
  return labelled(shown === principal.role ? 'role' : 'permission set', shown) ?? '';
}

/** Records of sessions nearly always say false; the word is kept for where it tells something. */
function mfaOf({ mfa, credentials }: Principal): string | null {
  if (mfa === true) return 'MFA';
  return mfa === false && (credentials === 'root' || credentials === 'console') ? 'no MFA' : null;
}
