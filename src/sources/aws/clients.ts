import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { LRUCache } from 'lru-cache';
import type { Account } from '../../plan/plan.ts';
import type { Millis } from '../../trail/event.ts';
import { createRoles } from './credentials.ts';

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
  /** Closes the idle connections. */
  close(): void;
}

interface ClientsOptions {
  /** Trail's version, for the user agent by which Trail knows its own calls. */
  version: string;
  /** The Region whose STS is asked: the environment's own. Default us-east-1, which only AWS's main partition has. */
  region?: string | undefined;
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
export function createClients({ version, region, clock, onDate }: ClientsOptions): CloudTrailClients {
  const customUserAgent = `trail-audit/${version}`;
  const ambient = new STSClient({
    region: region ?? 'us-east-1',
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
  const roles = createRoles(ambient, clock);
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
    close: () => requestHandler.destroy?.(),
  };
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
