import type { Credentials, Principal } from './event.ts';
import { asFlag, asObject, asText, cleanText, type JsonObject, unpacked } from './fields.ts';
import { isConsole, subjectOf, tellType } from './principal-type.ts';
import { assumedRole, lastPart, parseArn, sessionOfId } from './resources.ts';

/** What the rest of a record says about how its caller signed in. */
export interface SignInFacts {
  /** eventSource. */
  source: string | null;
  eventType: string | null;
  /** Whether the call signs in to the console, was made there, or with credentials the console handed out. */
  console: boolean;
  /** Whether the call is part of signing in: to the console, to Identity Center, or from there to an account. */
  signsIn: boolean;
  /** MFA as a sign-in tells it (additionalEventData); null for other calls. */
  mfa: boolean | null;
  /** The name that was typed at a sign-in (additionalEventData.UserName). */
  typedName: string | null;
  /** By what the steps of one sign-in belong together (additionalEventData.AuthWorkflowID). */
  workflow: string | null;
}

/** All that a caller is told by, each text as recorded: what is read from here on is read from these alone. */
type Facts = readonly [
  type: string | null,
  userName: string | null,
  arn: string | null,
  id: string | null,
  account: string | null,
  accessKey: string | null,
  invokedBy: string | null,
  onBehalfOf: string | null,
  sourceIdentity: string | null,
  issuerArn: string | null,
  issuerName: string | null,
  federatedProvider: string | null,
  identityProvider: string | null,
  typedName: string | null,
  workflow: string | null,
  /** The service whose doing the record tells of. */
  service: string | null,
  assumedRoot: boolean,
  console: boolean,
  signsIn: boolean,
  mfa: boolean | null,
  sessionMfa: boolean | null,
];

/** The facts by name, each text cleaned. */
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
  onBehalfOf: string | null;
  sourceIdentity: string | null;
  issuerArn: string | null;
  issuerName: string | null;
  federatedProvider: string | null;
  identityProvider: string | null;
  typedName: string | null;
  workflow: string | null;
  service: string | null;
  assumedRoot: boolean;
  console: boolean;
  signsIn: boolean;
  mfa: boolean | null;
  sessionMfa: boolean | null;
}

/**
 * Who called, from userIdentity of any shape: an object, JSON in a string, a bare name, or nothing.
 * Never throws; the name is never empty. Calls of the same caller may share one object.
 */
export function readPrincipal(raw: unknown, call: SignInFacts): Principal {
  const value = unpacked(raw);
  const given = asObject(value);
  if (given === null) return nobody(asText(value), call);
  const facts = readFacts(given, call);
  const key = facts[5] ?? facts[2] ?? facts[3] ?? facts[7] ?? '';
  const known = callers.get(key);
  if (known !== undefined && isSame(known.facts, facts)) return known.principal;
  const principal = principalOf(facts);
  const safe = facts.map((fact) => (typeof fact === 'string' ? cleanText(fact) : fact));
  // What was masked or cut is not kept, as secrets never are.
  if (isSame(safe, facts)) remember(key, { facts: safe, principal });
  return principal;
}

interface Caller {
  facts: readonly Facts[number][];
  principal: Principal;
}

/** The callers met of late, by key or ARN: each comes by the hundred. Beyond this many all are forgotten. */
const callers = new Map<string, Caller>();
const maxCallers = 4000;

function remember(key: string, caller: Caller): void {
  if (callers.size >= maxCallers) callers.clear();
  callers.set(key, caller);
}

function isSame(one: Caller['facts'], other: Caller['facts']): boolean {
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

function readFacts(given: JsonObject, call: SignInFacts): Facts {
  const context = asObject(given.sessionContext);
  const attributes = asObject(context?.attributes);
  const issuer = asObject(context?.sessionIssuer);
  return [
    asText(given.type),
    asText(given.userName),
    asText(given.arn),
    asText(given.principalId),
    asText(given.accountId),
    asText(given.accessKeyId),
    asText(given.invokedBy),
    asText(asObject(given.onBehalfOf)?.userId),
    asText(context?.sourceIdentity),
    asText(issuer?.arn),
    asText(issuer?.userName),
    asText(asObject(context?.webIdFederationData)?.federatedProvider),
    asText(given.identityProvider),
    call.typedName,
    call.workflow,
    call.eventType === 'AwsServiceEvent' ? call.source : null,
    asFlag(context?.assumedRoot) === true,
    call.console,
    call.signsIn,
    call.mfa,
    asFlag(attributes?.mfaAuthenticated),
  ];
}

function principalOf(facts: Facts): Principal {
  const identity = readIdentity(facts);
  return {
    type: identity.type,
    name: nameOf(identity),
    role: roleOf(identity),
    arn: identity.arn,
    account: identity.account,
    id: identity.id,
    accessKey: identity.accessKey,
    mfa: mfaOf(identity),
    invokedBy: identity.invokedBy,
    console: identity.console,
    credentials: credentialsOf(identity),
    sourceIdentity: identity.sourceIdentity,
    person: identity.onBehalfOf ?? identity.workflow,
  };
}

/**
 * Whether MFA was used. Of who signs in by way of an identity provider AWS can only tell that it was: it records "No"
 * whatever that provider asked of them.
 */
function mfaOf({ type, signsIn, mfa, sessionMfa }: Identity): boolean | null {
  const told = mfa ?? sessionMfa;
  if (!signsIn || type === 'IAMUser' || type === 'Root') return told;
  return told === true || sessionMfa === true ? true : null;
}

function readIdentity(facts: Facts): Identity {
  const [type, userName, givenArn, id, account, accessKey, invokedBy, onBehalfOf, sourceIdentity, ...others] = facts;
  const [issuerArn, issuerName, federatedProvider, identityProvider, typedName, workflow, ...rest] = others;
  const [service, assumedRoot, console, signsIn, mfa, sessionMfa] = rest;
  const arn = clean(givenArn);
  const traits = { userName, arn: givenArn, id, account, invokedBy, identityProvider, userId: onBehalfOf };
  const inConsole = invokedBy !== null && isConsole(invokedBy);
  return {
    type: type === null || type === 'Unknown' ? tellType(traits) : cleanText(type),
    userName: clean(userName),
    arn,
    id: clean(id),
    account: clean(account) ?? accountOf(arn),
    accessKey: clean(accessKey),
    invokedBy: inConsole ? null : clean(invokedBy),
    assumed: arn === null ? null : assumedRole(arn),
    onBehalfOf: clean(onBehalfOf),
    sourceIdentity: clean(sourceIdentity),
    issuerArn: clean(issuerArn),
    issuerName: clean(issuerName),
    federatedProvider: clean(federatedProvider),
    identityProvider: clean(identityProvider),
    typedName: clean(typedName),
    workflow: clean(workflow),
    service: clean(service),
    assumedRoot,
    console: console || inConsole,
    signsIn,
    mfa,
    sessionMfa,
  };
}

/** The account of an ARN; null where it names none. */
function accountOf(arn: string | null): string | null {
  const account = arn === null ? null : parseArn(arn)?.account;
  return account !== undefined && account !== null && /^\d{12}$/.test(account) ? account : null;
}

/** A record without an identity: some are the doing of a service, the others name nobody. */
function nobody(given: string | null, { source, eventType, typedName }: SignInFacts): Principal {
  const name = given ?? typedName;
  const service = name === null && eventType === 'AwsServiceEvent' ? source : null;
  return {
    type: 'Unknown',
    name: cleanText(name ?? service ?? nameless),
    role: null,
    arn: null,
    account: null,
    id: null,
    accessKey: null,
    mfa: null,
    invokedBy: null,
    console: false,
    credentials: service === null ? 'unknown' : 'aws service',
    sourceIdentity: null,
    person: null,
  };
}

/** The name by which people know such a caller, else whatever the record gives. */
function nameOf(identity: Identity): string {
  const preferred = preferredName(identity);
  if (preferred !== null) return preferred;
  // The account and the service of such a sign-in tell nothing of who signed in.
  if (identity.workflow !== null && identity.arn === null) return identity.onBehalfOf ?? nameless;
  return anyName(identity) ?? identity.service ?? nameless;
}

/** The name of whom a record does not name. */
export const nameless = 'unknown';

function preferredName(identity: Identity): string | null {
  const { type, userName, arn, id, account, assumed, invokedBy, typedName, identityProvider } = identity;
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
    case 'SAMLUser':
    case 'WebIdentityUser':
      return userName ?? (id === null ? null : subjectOf(id, identityProvider));
    default:
      return userName ?? typedName ?? session;
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
function roleOf({ type, arn, assumed, issuerArn, issuerName }: Identity): string | null {
  if (assumed !== null) return assumed.role;
  if (type !== 'AssumedRole' && type !== 'Role') return null;
  const inArn = arn?.includes(':role/') ? arn : issuerArn?.includes(':role/') ? issuerArn : null;
  return inArn === null ? issuerName : asText(lastPart(inArn));
}

const federated: readonly string[] = [
  'FederatedUser',
  'SAMLUser',
  'WebIdentityUser',
  'IdentityCenterUser',
  'Directory',
];

function credentialsOf(identity: Identity): Credentials {
  const { type, accessKey, assumed, invokedBy, assumedRoot, console } = identity;
  if (type === 'Root' || assumedRoot) return 'root';
  if (type === 'AWSService') return 'aws service';
  if (federated.includes(type)) return 'federation';
  if (type === 'AssumedRole' || type === 'Role' || assumed !== null) {
    return isFederatedRole(identity) ? 'federation' : 'temporary role';
  }
  if (console) return 'console';
  if (type === 'IAMUser' && accessKey?.startsWith('AKIA')) return 'long-lived key';
  return type === 'Unknown' && invokedBy !== null ? 'aws service' : 'unknown';
}

/** Identity Center and OpenID Connect sign people and workloads in to a role. */
function isFederatedRole({ assumed, federatedProvider }: Identity): boolean {
  return assumed?.role.startsWith('AWSReservedSSO_') === true || federatedProvider !== null;
}

function clean(text: string | null): string | null {
  return text === null ? null : cleanText(text);
}
