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

/** `jdoe (IAM user)`, `deploy (session of role admin)`, `root` */
export function sayPrincipal({ type, name, role }: Principal): string {
  if (type === 'Root') return name;
  const kind = kinds.get(type);
  if (role !== null) return `${name} (session of role ${role})`;
  return kind === undefined ? name : `${name} (${kind})`;
}
