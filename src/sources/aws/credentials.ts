import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import { LRUCache } from 'lru-cache';
import type { Millis } from '../../trail/event.ts';
import { sessionName } from './session-name.ts';

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
export function createRoles(sts: STSClient, clock: () => Millis): (wanted: RoleToAssume) => CredentialsProvider {
  const sessions = new LRUCache<string, CredentialsProvider, RoleToAssume>({
    max: 1000,
    memoMethod: (_key, _stale, { context: wanted }) => keepUntilExpiry(() => assume(sts, wanted), clock),
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

async function assume(sts: STSClient, { role, externalId, asker }: RoleToAssume): Promise<SessionCredentials> {
  try {
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
