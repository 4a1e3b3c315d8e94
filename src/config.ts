import type { AccessRule } from './access/decide.ts';
import { crossCheck } from './config/cross-check.ts';
import type { ConfigFault } from './config/fault.ts';
import { type ConfigFile, configSchema } from './config/shape.ts';
import { shapeFaults } from './config/shape-faults.ts';
import { readYaml } from './config/yaml.ts';
import type { ConfiguredDigest } from './digest/keep-configured.ts';
import { readSchedule } from './digest/read-schedule.ts';
import { sectionNames, sectionsNamed } from './digest/sections.ts';
import { failed, ok, type Result } from './errors.ts';
import type { IgnoreRule } from './plan/hidden.ts';
import type { Account } from './plan/plan.ts';

export { type ConfigFault, describeFault } from './config/fault.ts';
export { readSettings, readState, type Settings, type SlackSettings } from './config/settings.ts';

/** An account as trail.yml has it; `regions` null: those that searchedRegions tells by its credentials. */
export interface ConfiguredAccount extends Omit<Account, 'regions'> {
  regions: string[] | null;
}

/** What trail.yml says, its defaults filled in. */
export interface Config {
  /** Never empty: without configured accounts, the ambient credentials' own. */
  accounts: readonly ConfiguredAccount[];
  /** null: everybody in the workspace may ask everything. */
  access: readonly AccessRule[] | null;
  ignore: readonly IgnoreRule[];
  /** Digests that the file sets up. */
  digests: readonly ConfiguredDigest[];
}

/**
 * Reads trail.yml; null where there is no such file. Every fault is told at once, in the order of their lines.
 * Messages never hold an external ID.
 */
export function readConfig(text: string | null): Result<Config, ConfigFault[]> {
  if (text === null) return ok(fill({}));
  const { yaml, faults } = readYaml(text);
  if (yaml === null) return failed(faults);
  if (yaml.value === null || yaml.value === '') return ok(fill({}));

  const read = configSchema.safeParse(yaml.value);
  faults.push(...(read.success ? [] : shapeFaults(read.error.issues, yaml)), ...crossCheck(yaml));
  if (!read.success || faults.length > 0)
    return failed(faults.sort((one, other) => (one.line ?? 0) - (other.line ?? 0)));
  return ok(fill(read.data));
}

function fill({ accounts, access, ignore, digests = [] }: ConfigFile): Config {
  const filled = accounts === undefined ? [ambient] : accounts.map(fillAccount);
  return {
    accounts: filled,
    access: access === undefined ? null : access.map(fillRule),
    ignore: ignore ?? [],
    digests: digests.flatMap((digest) => fillDigest(digest, filled)),
  };
}

const ambient: ConfiguredAccount = {
  id: null,
  name: 'ambient',
  role: null,
  externalId: null,
  regions: null,
  archive: null,
};

type WrittenAccount = NonNullable<ConfigFile['accounts']>[number];

function fillAccount({ name, id, role, externalId, regions, archive }: WrittenAccount): ConfiguredAccount {
  return {
    id: id ?? role?.split(':')[4] ?? null,
    name,
    role: role ?? null,
    externalId: externalId ?? null,
    regions: regions === undefined ? null : [...new Set(regions)],
    archive: archive === undefined ? null : fillArchive(archive),
  };
}

function fillArchive({ logs, athena }: NonNullable<WrittenAccount['archive']>): Account['archive'] {
  if (athena === undefined) return { logs: logs ?? null, athena: null };
  const { database, table, workgroup, region } = athena;
  return { logs: logs ?? null, athena: { database, table, workgroup: workgroup ?? null, region: region ?? null } };
}

function fillRule({
  users,
  usergroups,
  channels,
  accounts,
  questions,
}: NonNullable<ConfigFile['access']>[number]): AccessRule {
  return {
    users: users ?? [],
    usergroups: usergroups ?? [],
    channels: channels ?? [],
    accounts: accounts ?? null,
    questions: questions ?? null,
  };
}

/** Without a zone of its own a digest comes by UTC: the file is nobody's in particular. */
function fillDigest(
  { channel, when, accounts, only }: NonNullable<ConfigFile['digests']>[number],
  known: readonly ConfiguredAccount[],
): ConfiguredDigest[] {
  const read = readSchedule(when.split(/\s+/), 'UTC');
  if (!read.ok) return [];
  const words = only ?? null;
  const named = new Set(words?.flatMap(sectionsNamed));
  return [
    {
      channel,
      schedule: read.value.schedule,
      accounts: accounts === undefined ? null : accounts.flatMap((word) => nameOf(word, known)),
      sections: words === null ? null : sectionNames.filter((name) => named.has(name)),
    },
  ];
}

function nameOf(word: string, known: readonly ConfiguredAccount[]): string[] {
  const found = known.find(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
  return found === undefined ? [] : [found.name];
}
