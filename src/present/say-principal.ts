import type { Principal } from '../trail/event.ts';
import { isNamesakeOfRoot } from '../trail/principal-kind.ts';
import type { Group } from './answer.ts';

const kinds = new Map([
  ['IAMUser', 'IAM user'],
  ['AssumedRole', 'session'],
  ['AWSService', 'AWS service'],
  ['AWSAccount', 'another account'],
  ['FederatedUser', 'federated user'],
  ['SAMLUser', 'SAML user'],
  ['WebIdentityUser', 'web identity'],
  ['IdentityCenterUser', 'Identity Center user'],
]);

/** A caller's name, as it stands alone in a sentence: whoever is only called root is told from the root user. */
export function sayCaller(principal: Principal): string {
  if (!isNamesakeOfRoot(principal)) return principal.name;
  const said = sayPrincipal(principal);
  return said === principal.name ? `${said} (not the root user)` : said;
}

/** Whose calls a group holds, in a sentence: its key, unless that would be taken for the root user. */
export function sayGroup({ key, principal }: Pick<Group, 'key' | 'principal'>): string {
  return principal !== null && principal.name === key ? sayCaller(principal) : key;
}

/** `jdoe (IAM user)`, `deploy (session of role admin)`, `root` */
export function sayPrincipal({ type, name, role }: Principal): string {
  if (type === 'Root') return name;
  const kind = kinds.get(type);
  if (role !== null) return `${name} (session of role ${role})`;
  return kind === undefined ? name : `${name} (${kind})`;
}
