import { lastPart, parseArn } from './resources.ts';

/** What of a userIdentity its type can be told by, each text as recorded. */
interface Traits {
  userName: string | null;
  arn: string | null;
  id: string | null;
  account: string | null;
  invokedBy: string | null;
  identityProvider: string | null;
  /** onBehalfOf.userId. */
  userId: string | null;
}

/**
 * The userIdentity.type of a record that has none: what passed through other systems often lost it, and a caller must not
 * fall apart into one with it and one without. "Unknown" where nothing tells.
 */
export function tellType(traits: Traits): string {
  return ofArn(traits) ?? ofUser(traits) ?? ofId(traits) ?? ofService(traits) ?? 'Unknown';
}

const typesByResource: readonly (readonly [start: string, type: string])[] = [
  ['assumed-role/', 'AssumedRole'],
  ['federated-user/', 'FederatedUser'],
  ['user/', 'IAMUser'],
  ['role/', 'Role'],
];

function ofArn({ arn, id }: Traits): string | null {
  const parts = arn === null ? null : parseArn(arn);
  if (parts === null) return null;
  const { resource, account } = parts;
  // The root user's own ID is the account's.
  if (resource === 'root') return id === null || id === account ? 'Root' : null;
  return typesByResource.find(([start]) => resource.startsWith(start))?.[1] ?? null;
}

/** Whom a directory or an identity provider vouches for. */
function ofUser({ userId, identityProvider, id, userName }: Traits): string | null {
  if (userId !== null) return 'IdentityCenterUser';
  if (identityProvider === null || (id === null && userName === null)) return null;
  return /oidc|^(?:accounts\.google|cognito-identity\.amazonaws|graph\.facebook|www\.amazon)\.com$/.test(
    identityProvider,
  )
    ? 'WebIdentityUser'
    : 'SAMLUser';
}

/** Source: IAM's user guide on unique identifiers. */
function ofId({ id, userName }: Traits): string | null {
  if (id === null) return null;
  if (/^AROA\w*:/.test(id)) return 'AssumedRole';
  if (/^AROA\w*$/.test(id)) return 'Role';
  if (/^AIDA\w*$/.test(id)) return 'IAMUser';
  return /^\d{12}:[\w+=,.@-]+$/.test(id) && userName === null ? 'FederatedUser' : null;
}

function ofService({ invokedBy, arn, id, userName }: Traits): string | null {
  const alone = invokedBy !== null && arn === null && id === null && userName === null;
  return alone && !isConsole(invokedBy) ? 'AWSService' : null;
}

/** Whether a name that stands for a service or a user agent is that of the console: who uses it is no service. */
export function isConsole(name: string): boolean {
  return (
    consoleNames.includes(name) || /^(?:[a-z\d-]+\.)?(?:signin|console)\.(?:aws\.amazon|amazonaws)\.com$/.test(name)
  );
}

/** As user agents of calls from the console. */
export const consoleNames: readonly string[] = [
  'signin.amazonaws.com',
  'console.amazonaws.com',
  'console.ec2.amazonaws.com',
];

/**
 * The user whom an identity provider vouched for, of a principal ID such as `<provider>:<audience>:<subject>` or, with
 * SAML, `<qualifier>:<subject>`; null where there is none.
 */
export function subjectOf(id: string, identityProvider: string | null): string | null {
  const provider = identityProvider !== null && id.startsWith(`${identityProvider}:`) ? identityProvider : null;
  if (provider === null) return /^arn:/.test(id) ? lastPart(id) : afterColon(id);
  const rest = id.slice(provider.length + 1);
  // Pools and users of Cognito hold a colon themselves.
  const cognito = /^[a-z\d-]+:[\da-f-]{36}:([a-z\d-]+:[\da-f-]{36})$/.exec(rest)?.[1];
  return cognito ?? afterColon(rest) ?? (rest === '' ? null : rest);
}

function afterColon(text: string): string | null {
  const rest = text.slice(text.indexOf(':') + 1);
  return rest === '' || rest === text ? null : rest;
}
