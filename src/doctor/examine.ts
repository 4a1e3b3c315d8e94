import type { AskContext } from '../ask/ask.ts';
import type { Environment } from '../config/settings.ts';
import { type Config, readSettings, readState } from '../config.ts';
import { fault } from '../errors.ts';
import { homeRegion, partitionOfArn } from '../query/regions.ts';
import { createClients } from '../sources/aws/clients.ts';
import { statePlace } from '../state/state-place.ts';
import type { Millis } from '../trail/event.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkArchives } from './check-archives.ts';
import { type ClockReading, checkClock } from './check-clock.ts';
import { type ConfigRead, checkConfig } from './check-config.ts';
import { checkCredentials } from './check-credentials.ts';
import { checkSettings } from './check-settings.ts';
import { checkSlack } from './check-slack.ts';
import { checkState } from './check-state.ts';
import { type Finding, fine, noted, wrong } from './finding.ts';

interface Examined {
  version: string;
  /** Node's version, such as 20.20.2. */
  node: string;
  env: Environment;
  read: ConfigRead;
  /** The Region that the environment names, where it names one. */
  region: string | undefined;
  clock: () => Millis;
  /** Builds what questions about the accounts of trail.yml need. */
  connect: (config: Config) => AskContext & { close(): Promise<void> };
  signal: AbortSignal;
}

interface Examination {
  findings: Finding[];
  /** Whether settings and trail.yml were understood. */
  understood: boolean;
}

const oldestNode = 20;

/** Looks at everything that Trail needs, as far as the settings are right, all at the same time. */
export async function examine(examined: Examined): Promise<Examination> {
  const { node, env, read, clock } = examined;
  const readings: ClockReading[] = [];
  const hear = (whose: string) => (theirs: Millis) => readings.push({ whose, theirs, ours: clock() });
  const settings = readSettings(env);
  const slack = settings.ok ? settings.value.slack : null;
  const state = readState(env);
  const config = read.config.ok ? read.config.value : null;
  const used = slack?.mode !== 'none' || (state.ok && state.value.chosen);
  const world = await Promise.all([
    checkSlack({ slack, access: config?.access ?? null, onDate: hear('Slack') }),
    checkAws(examined, hear('AWS')),
    checkState({ place: state.ok ? statePlace(state.value) : null, used }),
    checkArchives(config?.accounts ?? []),
  ]);
  const findings = [checkNode(node), ...checkSettings(env), ...checkConfig(read), ...world.flat()];
  return { findings: [...findings, ...checkClock(readings)], understood: settings.ok && read.config.ok };
}

function checkNode(version: string): Finding {
  const old = Number.parseInt(version, 10) < oldestNode;
  return old ? wrong('Node', fault('node-too-old', [version, oldestNode])) : fine('Node', `Version ${version}.`);
}

/** Without credentials that AWS takes, every Region would only say so again. */
async function checkAws(examined: Examined, onDate: (date: Millis) => void): Promise<Finding[]> {
  const { version, region, read, clock, connect, signal } = examined;
  const [role] = read.config.ok ? read.config.value.accounts.flatMap((account) => account.role ?? []) : [];
  const partition = partitionOfArn(role ?? '');
  const clients = createClients({ version, region, partition, clock, onDate });
  const asked = (await clients.ownRegion()) ?? homeRegion(partition);
  const credentials = await checkCredentials(clients, asked).finally(() => clients.close());
  if (!read.config.ok) return [credentials, noted('Accounts', `Not asked, before ${read.file} is right.`)];
  if (credentials.state === 'wrong') return [credentials, noted('Accounts', 'Not asked, for want of credentials.')];
  const context = connect(read.config.value);
  return [credentials, ...(await checkAccounts(context, signal).finally(() => context.close()))];
}
