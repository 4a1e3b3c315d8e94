import type { AskContext } from '../ask/ask.ts';
import type { Config } from '../config.ts';
import type { Account } from '../plan/plan.ts';
import { createSpellings } from '../query/spellings.ts';
import { createClients } from '../sources/aws/clients.ts';
import { createEventHistory } from '../sources/event-history/event-history.ts';
import { createArchives } from '../sources/log-files/archives.ts';
import { createSampleHistory } from '../sources/sample/sample-history.ts';
import type { Millis } from '../trail/event.ts';

export interface AdapterOptions {
  config: Config;
  /** A folder of log files to ask instead of AWS; null: AWS. */
  logs: string | null;
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

/** Builds what questions need of the world: AWS or a folder of log files, and who Trail itself is there. */
export function createAdapters(options: AdapterOptions): AskContext & { close(): Promise<void> } {
  const { config, logs, sample = false, clock, onLookup, onBug } = options;
  const clients = createClients(options);
  const history = createEventHistory({ clients, clock, onCall: ({ outcome }) => onLookup(outcome) });
  const asked = sample ? createSampleHistory({ clock }) : history;
  const archives = createArchives();
  const callers: string[] = [];

  /** The ambient account is known by asking; where that fails, the search itself will say why. */
  const identify = async (account: Account): Promise<Account> => {
    if (account.id !== null || logs !== null) return account;
    const identity = await clients.callerIdentity().catch(() => null);
    if (identity === null) return account;
    if (!callers.includes(identity.arn)) callers.push(identity.arn);
    return { ...account, id: identity.account };
  };

  return {
    accounts: () => Promise.all(config.accounts.map(identify)),
    access: config.access,
    hiding: {
      own: { roles: config.accounts.flatMap(({ role }) => role ?? []), callers },
      ignore: config.ignore,
    },
    logs,
    sources: { 'event-history': asked, 'log-files': archives },
    quota: history.quota,
    clock,
    onBug,
    spellings: createSpellings(),
    async close() {
      clients.close();
      await archives.close();
    },
  };
}
