import type { AskDeps } from '../ask/ask.ts';
import type { Config } from '../config.ts';
import type { Account } from '../plan/plan.ts';
import { createSpellings } from '../query/spellings.ts';
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

export type Adapters = AskDeps & { close(): Promise<void> };

/**
 * Builds what questions need of the world: AWS or a folder of log files, and who Trail itself is there. Each source is
 * loaded where it can be asked, and with it all that it needs: the sample needs no SDK.
 */
export async function createAdapters(options: AdapterOptions): Promise<Adapters> {
  const { config, logs, sample = false, clock, onBug } = options;
  const archived = logs !== null || config.accounts.some(({ archive }) => archive !== null);
  const [aws, made, archives] = await Promise.all([
    sample || logs !== null ? null : openAws(options),
    sample ? openSample(options) : null,
    archived ? openArchives() : null,
  ]);
  const callers: string[] = [];

  /** The ambient account is known by asking; where that fails, the search itself will say why. */
  const identify = async (account: Account): Promise<Account> => {
    if (account.id !== null || aws === null) return account;
    const identity = await aws.clients.callerIdentity().catch(() => null);
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
    sources: { 'event-history': made ?? aws?.history ?? null, 'log-files': archives },
    quota: () => aws?.history.quota() ?? [],
    clock,
    onBug,
    spellings: createSpellings(),
    async close() {
      aws?.clients.close();
      await archives?.close();
    },
  };
}

async function openAws(options: AdapterOptions) {
  const { createClients } = await import('../sources/aws/clients.ts');
  const { createEventHistory } = await import('../sources/event-history/event-history.ts');
  const { clock, onLookup } = options;
  const clients = createClients(options);
  return { clients, history: createEventHistory({ clients, clock, onCall: ({ outcome }) => onLookup(outcome) }) };
}

async function openSample({ clock }: AdapterOptions) {
  const { createSampleHistory } = await import('../sources/sample/sample-history.ts');
  return createSampleHistory({ clock });
}

async function openArchives() {
  const { createArchives } = await import('../sources/log-files/archives.ts');
  return createArchives();
}
