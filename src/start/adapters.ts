import type { AskContext } from '../ask/ask.ts';
import type { Config, ConfiguredAccount } from '../config.ts';
import type { Account } from '../plan/plan.ts';
import { partitionOfArn, searchedRegions } from '../query/regions.ts';
import type { CloudTrailClients } from '../sources/aws/clients.ts';
import type { LookupService } from '../sources/event-history/event-history.ts';
import { createSources, once } from '../sources/index.ts';
import type { Input } from '../sources/log-files/open-place.ts';
import type { Millis } from '../trail/event.ts';

interface AdapterOptions {
  config: Config;
  /** The log files to ask instead of AWS, a folder, a file, or `-` for the input; null: AWS. */
  logs: string | null;
  input?: Input;
  /** Whether the made-up company's records are asked instead of AWS; `config` is then sampleConfig. */
  sample?: boolean;
  version: string;
  /** The Region that the environment names, where it names one. */
  region: string | undefined;
  clock: () => Millis;
  /** Told of every call of LookupEvents, by how it ended. */
  onLookup: (outcome: string) => void;
  onBug: (error: unknown) => void;
}

type Adapters = AskContext & {
  /** The accounts as far as they are known without asking AWS. */
  known: () => Promise<readonly Account[]>;
  close(): Promise<void>;
};

/**
 * Builds what questions need of the world: AWS or a folder of log files, and who Trail itself is there. What is not
 * asked is not loaded: the sample needs no SDK.
 */
export function createAdapters(options: AdapterOptions): Adapters {
  const { config, logs, input, sample = false, clock, onLookup, onBug } = options;
  const [role] = config.accounts.flatMap((account) => account.role ?? []);
  const partition = partitionOfArn(role ?? '');
  const clients = once(async () =>
    (await import('../sources/aws/clients.ts')).createClients({ ...options, partition }),
  );
  let service: LookupService | null = null;
  const lookups = async () => {
    service ??= sample ? await openSample(clock) : await openAws(await clients.get(), onLookup);
    return service;
  };
  const { sources, close } = createSources({ lookups, clock, input: logs === '-' ? input : undefined });
  const callers: string[] = [];

  /** What trail.yml leaves open of the Regions is told by the credentials; log files and the sample need none. */
  const place = async (account: ConfiguredAccount): Promise<Account> => {
    const { role, regions } = account;
    if (regions !== null) return { ...account, regions };
    const own = role !== null || logs !== null || sample ? null : await (await clients.get()).ownRegion();
    return { ...account, regions: searchedRegions(role, own) };
  };
  const known = () => Promise.all(config.accounts.map(place));

  /** The ambient account is known by asking; where that fails, the search itself will say why. */
  const identify = async (account: Account): Promise<Account> => {
    if (account.id !== null) return account;
    const identity = await (await clients.get()).callerIdentity().catch(() => null);
    if (identity === null) return account;
    if (!callers.includes(identity.arn)) callers.push(identity.arn);
    return { ...account, id: identity.account };
  };

  return {
    known,
    async accounts() {
      // The ambient credentials’ own account is nobody's in log files.
      if (logs !== null) return (await known()).filter(({ id, role }) => id !== null || role !== null);
      return Promise.all((await known()).map(identify));
    },
    access: config.access,
    hiding: {
      own: { roles: config.accounts.flatMap(({ role }) => role ?? []), callers },
      ignore: config.ignore,
    },
    logs,
    sources,
    quota: () => service?.quota() ?? [],
    clock,
    onBug,
    async close() {
      (await clients.made())?.close();
      await close();
    },
  };
}

async function openAws(clients: CloudTrailClients, onLookup: (outcome: string) => void): Promise<LookupService> {
  const { createAwsLookups } = await import('../sources/event-history/aws-lookups.ts');
  return createAwsLookups({ clients, onCall: ({ outcome }) => onLookup(outcome) });
}

async function openSample(clock: () => Millis): Promise<LookupService> {
  const { createSampleLookups } = await import('../sources/sample/sample-lookups.ts');
  return createSampleLookups({ clock });
}
