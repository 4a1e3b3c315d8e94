import type { Principal } from '../trail/event.ts';

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

/** Whoever is only called root, told from the root user: `root (session of role ci)`. */
export function sayNamesake(principal: Principal): string {
  const said = sayPrincipal(principal);
  return said === principal.name ? `${said} (not the root user)` : said;
}

/** `jdoe (IAM user)`, `deploy (session of role admin)`, `root` */
export function sayPrincipal({ type, name, role }: Principal): string {
  if (type === 'Root') return name;
  const kind = kinds.get(type);
  if (role !== null) return `${name} (session of role ${role})`;
  return kind === undefined ? name : `${name} (${kind})`;
}
