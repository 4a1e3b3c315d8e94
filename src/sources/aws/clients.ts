import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { LRUCache } from 'lru-cache';
import type { Account } from '../../plan/plan.ts';
import { homeRegion, partitionOf, partitionOfArn } from '../../query/regions.ts';
import type { Millis } from '../../trail/event.ts';

interface CallerIdentity {
  /** 12 digits. */
  account: string;
  arn: string;
}

export interface CloudTrailClients {
  /** The client for one account and Region, its credentials in the name of one asker. Makes no call. */
  of(account: Account, region: string, asker: string): CloudTrailClient;
  /** Whose the ambient credentials are; asked once. Rejects where AWS can't be asked. */
  callerIdentity(): Promise<CallerIdentity>;
  /** The ambient credentials' Region, by the environment or their profile; null where neither names one. */
  ownRegion(): Promise<string | null>;
  /** Closes the idle connections. */
  close(): void;
}

interface ClientsOptions {
  /** Trail's version, for the user agent by which Trail knows its own calls. */
  version: string;
  /** The Region that the environment names; absent: the SDK's own sources tell, such as the profile. */
  region?: string | undefined;
  /** The partition whose STS is asked where nothing names a Region. Default: AWS's main one. */
  partition?: string;
  clock: () => Millis;
  /** Told what AWS's clock said with every answer of STS. */
  onDate?: (date: Millis) => void;
}

/** Milliseconds. A page takes well under a second; what takes longer than this will not come. */
const connectionTimeout = 3000;
const requestTimeout = 10_000;

/**
 * Builds the AWS clients, all over one set of kept-alive connections. The SDK's own environment variables hold,
 * endpoint variables included. The SDK repeats nothing by itself in CloudTrail: the searcher knows better when to.
 */
export function createClients({
  version,
  region,
  partition = 'aws',
  clock,
  onDate,
}: ClientsOptions): CloudTrailClients {
  const customUserAgent = `trail-audit/${version}`;
  let own: Promise<string | null> | null = null;
  const ownRegion = () => {
    own ??= region ? Promise.resolve(region) : regionOfSdk();
    return own;
  };
  const ambient = new STSClient({
    region: async () => (await ownRegion()) ?? homeRegion(partition),
    customUserAgent,
    requestHandler: {
      connectionTimeout,
      requestTimeout,
      socketTimeout: requestTimeout,
      throwOnRequestTimeout: true,
      httpAgent: { keepAlive: true, maxSockets: 256 },
      httpsAgent: { keepAlive: true, maxSockets: 256 },
    },
  });
  if (onDate !== undefined) listenToDates(ambient, onDate);
  const { requestHandler, credentials } = ambient.config;
  const clients = new LRUCache<string, CloudTrailClient>({ max: 500 });
  const elsewhere = new Map<string, STSClient>();
  /** Roles are handed out by the STS of their own partition. */
  const stsOf = async (role: string): Promise<STSClient> => {
    const theirs = partitionOfArn(role);
    if (theirs === partitionOf((await ownRegion()) ?? homeRegion(partition))) return ambient;
    const known =
      elsewhere.get(theirs) ??
      new STSClient({ region: homeRegion(theirs), customUserAgent, requestHandler, credentials });
    elsewhere.set(theirs, known);
    return known;
  };
  const roles = createRoles(stsOf, clock);
  let identity: Promise<CallerIdentity> | null = null;

  return {
    of({ role, externalId }, clientRegion, asker) {
      const key = JSON.stringify([role, externalId, role === null ? null : asker, clientRegion]);
      const known = clients.get(key);
      if (known !== undefined) return known;
      const own = role === null ? credentials : roles({ role, externalId, asker });
      const client = new CloudTrailClient({
        region: clientRegion,
        customUserAgent,
        requestHandler,
        credentials: own,
        maxAttempts: 1,
      });
      // It would copy every page, masked, for a log that nobody keeps.
      client.middlewareStack.remove('loggerMiddleware');
      clients.set(key, client);
      return client;
    },
    callerIdentity() {
      identity ??= askIdentity(ambient).catch((error: unknown) => {
        identity = null;
        throw error;
      });
      return identity;
    },
    ownRegion,
    close: () => requestHandler.destroy?.(),
  };
}

/** The Region by the SDK's own sources: its environment variable, and the profile in use; null where none names one. */
async function regionOfSdk(): Promise<string | null> {
  return new STSClient({}).config.region().catch(() => null);
}

/** Right beside the wire, so that the date of a refusal is heard, too. */
function listenToDates({ middlewareStack }: STSClient, onDate: (date: Millis) => void): void {
  middlewareStack.add(
    (next) => async (request) => {
      const result = await next(request);
      const date = Date.parse(dateIn(result.response));
      if (!Number.isNaN(date)) onDate(date);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'listenToDates' },
  );
}

function dateIn(response: unknown): string {
  const headers = typeof response === 'object' && response !== null ? Reflect.get(response, 'headers') : null;
  return typeof headers === 'object' && headers !== null ? String(Reflect.get(headers, 'date')) : '';
}

async function askIdentity(sts: STSClient): Promise<CallerIdentity> {
  const { Account: account, Arn: arn } = await sts.send(new GetCallerIdentityCommand({}));
  if (account === undefined || arn === undefined) throw new Error('STS did not say whose credentials these are.');
  return { account, arn };
}

interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiration: Date;
}

/** What the SDK calls for credentials; `forceRefresh` after AWS has refused those it had. */
type CredentialsProvider = (options?: { forceRefresh?: boolean }) => Promise<SessionCredentials>;

interface RoleToAssume {
  role: string;
  externalId: string | null;
  /** Who asks, as the session shall be named. */
  asker: string;
}

/** The role could not be assumed; its cause is what STS or the credentials of Trail itself answered. */
export class AssumeRoleFailed extends Error {
  constructor(options: ErrorOptions) {
    super('The role could not be assumed.', options);
    this.name = 'AssumeRoleFailed';
  }
}

/** Assumed sessions are renewed this long before they expire. */
const renewBefore = 5 * 60_000;
/** Refused credentials younger than this were renewed by another Region's call just now. */
const justRenewed = 30_000;
/** The longest that a chained role allows, and the shortest that any role may be limited to. */
const sessionSeconds = 3600;
/** Narrows even a broad role to the one call that searching needs. */
const sessionPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'cloudtrail:LookupEvents', Resource: '*' }],
});

/**
 * Gives out one session per role and asker: assumed when first needed, shared by all who need it at the same time,
 * kept until five minutes before it expires. A failure is not kept, so the next question tries again.
 */
export function createRoles(
  stsOf: (role: string) => Promise<STSClient>,
  clock: () => Millis,
): (wanted: RoleToAssume) => CredentialsProvider {
  const sessions = new LRUCache<string, CredentialsProvider, RoleToAssume>({
    max: 1000,
    memoMethod: (_key, _stale, { context: wanted }) => keepUntilExpiry(() => assume(stsOf, wanted), clock),
  });
  return (wanted) => sessions.memo(JSON.stringify([wanted.role, wanted.externalId, wanted.asker]), { context: wanted });
}

function keepUntilExpiry(assumeRole: () => Promise<SessionCredentials>, clock: () => Millis): CredentialsProvider {
  let kept: { credentials: SessionCredentials; since: Millis } | null = null;
  let pending: Promise<SessionCredentials> | null = null;
  const renew = async () => {
    try {
      kept = { credentials: await assumeRole(), since: clock() };
      return kept.credentials;
    } finally {
      pending = null;
    }
  };
  return async ({ forceRefresh = false } = {}) => {
    const now = clock();
    const lasts = kept !== null && kept.credentials.expiration.getTime() - now > renewBefore;
    if (kept !== null && lasts && (!forceRefresh || now - kept.since < justRenewed)) return kept.credentials;
    pending ??= renew();
    return pending;
  };
}

async function assume(
  stsOf: (role: string) => Promise<STSClient>,
  { role, externalId, asker }: RoleToAssume,
): Promise<SessionCredentials> {
  try {
    const sts = await stsOf(role);
    const command = new AssumeRoleCommand({
      RoleArn: role,
      RoleSessionName: sessionName(asker),
      DurationSeconds: sessionSeconds,
      Policy: sessionPolicy,
      ...(externalId === null ? {} : { ExternalId: externalId }),
    });
    const { Credentials: given } = await sts.send(command);
    if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken || !given.Expiration)
      throw new Error('STS answered without credentials.');
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
      expiration: given.Expiration,
    };
  } catch (cause) {
    throw new AssumeRoleFailed({ cause });
  }
}

/**
 * Fits a name to STS's rule for RoleSessionName: 2 to 64 of letters, digits and `_+=,.@-`.
 * Whatever else stands in it becomes `-`, so that the trail still tells who asked.
 */
export function sessionName(asker: string): string {
  const fitting = asker.replace(/[^A-Za-z0-9_+=,.@-]/g, '-').slice(0, 64);
  return fitting.length < 2 ? `trail-${fitting}` : fitting;
}
