import { assumedRole, lastPart, sessionOfId } from './arn.ts';
import { cleanText } from './clean-text.ts';
import type { Credentials, Principal } from './event.ts';
import { asFlag, asObject, asText, type JsonObject, unpacked } from './json-object.ts';

/** What the rest of a record says about how its caller signed in. */
export interface Call {
  /** eventSource. */
  source: string | null;
  eventType: string | null;
  /** Whether the call signs in to the console, or was made with credentials the console handed out. */
  console: boolean;
  /** MFA as a sign-in tells it (additionalEventData.MFAUsed); null for other calls. */
  mfa: boolean | null;
}

/** The fields of userIdentity that tell who called, each as recorded and cleaned. */
interface Identity {
  type: string;
  userName: string | null;
  arn: string | null;
  id: string | null;
  account: string | null;
  accessKey: string | null;
  invokedBy: string | null;
  /** Role and session of an assumed role's ARN. */
  assumed: { role: string; session: string | null } | null;
  context: JsonObject | null;
  onBehalfOf: string | null;
}

/**
 * Who called, from userIdentity of any shape: an object, JSON in a string, a bare name, or nothing.
 * Never throws; the name is never empty.
 */
export function readPrincipal(raw: unknown, call: Call): Principal {
  const value = unpacked(raw);
  const given = asObject(value);
  if (given === null) return nobody(asText(value), call);
  const identity = readIdentity(given);
  const attributes = asObject(identity.context?.attributes);
  return {
    type: identity.type,
    name: nameOf(identity, call),
    role: roleOf(identity),
    arn: identity.arn,
    account: identity.account,
    id: identity.id,
    accessKey: identity.accessKey,
    mfa: call.mfa ?? asFlag(attributes?.mfaAuthenticated),
    invokedBy: identity.invokedBy,
    credentials: credentialsOf(identity, call),
    sourceIdentity: clean(identity.context?.sourceIdentity),
  };
}

function readIdentity(given: JsonObject): Identity {
  const arn = clean(given.arn);
  return {
    type: clean(given.type) ?? 'Unknown',
    userName: clean(given.userName),
    arn,
    id: clean(given.principalId),
    account: clean(given.accountId),
    accessKey: clean(given.accessKeyId),
    invokedBy: clean(given.invokedBy),
    assumed: arn === null ? null : assumedRole(arn),
    context: asObject(given.sessionContext),
    onBehalfOf: given.onBehalfOf === undefined ? null : clean(asObject(given.onBehalfOf)?.userId),
  };
}

/** A record without an identity: some are the doing of a service, the others name nobody. */
function nobody(name: string | null, { source, eventType }: Call): Principal {
  const service = name === null && eventType === 'AwsServiceEvent' ? source : null;
  return {
    type: 'Unknown',
    name: cleanText(name ?? service ?? 'unknown'),
    role: null,
    arn: null,
    account: null,
    id: null,
    accessKey: null,
    mfa: null,
    invokedBy: null,
    credentials: service === null ? 'unknown' : 'aws service',
    sourceIdentity: null,
  };
}

/** The name by which people know such a caller, else whatever the record gives. */
function nameOf(identity: Identity, call: Call): string {
  return (
    preferredName(identity) ??
    anyName(identity) ??
    (call.eventType === 'AwsServiceEvent' ? call.source : null) ??
    'unknown'
  );
}

function preferredName({ type, userName, arn, id, account, assumed, invokedBy }: Identity): string | null {
  const session = assumed?.session ?? null;
  switch (type) {
    case 'Root':
      return 'root';
    case 'IAMUser':
      return userName ?? (arn === null ? null : asText(lastPart(arn)));
    case 'AssumedRole':
    case 'Role':
      return session ?? (id === null ? null : sessionOfId(id));
    case 'FederatedUser':
      return (arn === null ? null : asText(lastPart(arn))) ?? (id === null ? null : sessionOfId(id));
    case 'AWSAccount':
      return userName ?? (id === null ? null : sessionOfId(id)) ?? account;
    case 'AWSService':
      return invokedBy ?? id;
    default:
      return userName ?? session;
  }
}

function anyName({ userName, arn, id, onBehalfOf, invokedBy, accessKey, account }: Identity): string | null {
  const inArn = arn === null ? null : asText(lastPart(arn));
  const inId = id === null ? null : (sessionOfId(id) ?? id);
  return userName ?? inArn ?? onBehalfOf ?? inId ?? invokedBy ?? accessKey ?? account;
}

/**
 * The role behind a session. Its own ARN comes first: sessionIssuer.userName should say the same, but AWS's own
 * examples put the person there.
 */
function roleOf({ type, arn, assumed, context }: Identity): string | null {
  if (assumed !== null) return assumed.role;
  if (type !== 'AssumedRole' && type !== 'Role') return null;
  const issuer = asObject(context?.sessionIssuer);
  const issuerArn = clean(issuer?.arn);
  const inArn = arn?.includes(':role/') ? arn : issuerArn?.includes(':role/') ? issuerArn : null;
  return inArn === null ? clean(issuer?.userName) : asText(lastPart(inArn));
}

const federated: readonly string[] = [
  'FederatedUser',
  'SAMLUser',
  'WebIdentityUser',
  'IdentityCenterUser',
  'Directory',
];

function credentialsOf(identity: Identity, call: Call): Credentials {
  const { type, accessKey, assumed, invokedBy, context } = identity;
  if (type === 'Root' || asFlag(context?.assumedRoot) === true) return 'root';
  if (type === 'AWSService') return 'aws service';
  if (federated.includes(type)) return 'federation';
  if (type === 'AssumedRole' || type === 'Role' || assumed !== null) {
    return isFederatedRole(identity) ? 'federation' : 'temporary role';
  }
  if (call.console || invokedBy === 'signin.amazonaws.com') return 'console';
  if (type === 'IAMUser' && accessKey?.startsWith('AKIA')) return 'long-lived key';
  return type === 'Unknown' && invokedBy !== null ? 'aws service' : 'unknown';
}

/** Identity Center and OpenID Connect sign people and workloads in to a role. */
function isFederatedRole({ assumed, context }: Identity): boolean {
  if (assumed?.role.startsWith('AWSReservedSSO_')) return true;
  return asText(asObject(context?.webIdFederationData)?.federatedProvider) !== null;
}

function clean(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? cleanText(value) : null;
}
