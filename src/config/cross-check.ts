import { z } from 'zod';
import { closestOf } from '../query/modifiers.ts';
import { type ConfigFault, quoted } from './fault.ts';
import { nameOf } from './shape-faults.ts';
import type { Path, Yaml } from './yaml.ts';

/** As much of the file as parts have to agree on, read so that a fault elsewhere hides none here. */
const text = z.string().optional().catch(undefined);
const namingAccounts = z.array(z.object({ accounts: z.array(text).catch([]) }).catch({ accounts: [] })).catch([]);
const glimpse = z
  .object({
    accounts: z
      .array(z.object({ name: text, id: text, role: text, archive: z.unknown().optional() }).catch({}))
      .catch([]),
    access: namingAccounts,
    digests: namingAccounts,
  })
  .catch({ accounts: [], access: [], digests: [] });
type Glimpse = z.infer<typeof glimpse>;

interface Disagreement {
  path: Path;
  problem: string;
  right: string;
}

/** What parts of trail.yml that are right each for itself have against each other. */
export function crossCheck(yaml: Yaml): ConfigFault[] {
  const seen = glimpse.parse(yaml.value);
  const found = [...repeatedAccounts(seen), ...foreignRoles(seen), ...withoutRole(seen), ...unknownAccounts(seen)];
  return found.map(({ path, problem, right }) => ({ at: nameOf(path), line: yaml.lineOf(path), problem, right }));
}

function* repeatedAccounts({ accounts }: Glimpse): Iterable<Disagreement> {
  const taken = new Map<string, { index: number; path: Path }>();
  for (const [index, account] of accounts.entries()) {
    for (const key of ['name', 'id'] as const) {
      const given = account[key] ?? '';
      const before = taken.get(given.toLowerCase());
      const path = ['accounts', index, key];
      if (before === undefined && given !== '') taken.set(given.toLowerCase(), { index, path });
      if (before === undefined || before.index === index) continue;
      const right = 'an account’s name and ID stand for it alone';
      yield { path, problem: `is ${quoted(given)}, as is ${nameOf(before.path)}`, right };
    }
  }
}

function* foreignRoles({ accounts }: Glimpse): Iterable<Disagreement> {
  for (const [index, { id, role }] of accounts.entries()) {
    const owner = role?.split(':')[4];
    if (id === undefined || owner === undefined || !/^\d{12}$/.test(owner) || !/^\d{12}$/.test(id) || owner === id)
      continue;
    const right = `a role of ${id} belongs here, or id is ${owner}`;
    yield { path: ['accounts', index, 'role'], problem: `is a role of account ${owner}, not of ${id}`, right };
  }
}

/** Accounts without a role are searched with the ambient credentials, which are one account's. */
function* withoutRole({ accounts }: Glimpse): Iterable<Disagreement> {
  const ambient = [...accounts.entries()].filter(
    ([, { role, archive }]) => role === undefined && archive === undefined,
  );
  for (const [index] of ambient.slice(1)) {
    const right = 'only one account can be searched with the ambient credentials, so the others need a role';
    yield { path: ['accounts', index], problem: 'has no role', right };
  }
}

function* unknownAccounts({ accounts, access, digests }: Glimpse): Iterable<Disagreement> {
  const known = accounts.flatMap(({ name, id }) => [name, id]).filter((word) => word !== undefined);
  const words = new Set(known.map((word) => word.toLowerCase()));
  const places = [
    ...access.map(({ accounts: named }, at) => ({ named, at, part: 'access' })),
    ...digests.map(({ accounts: named }, at) => ({ named, at, part: 'digests' })),
  ];
  for (const { named, at, part } of places) {
    for (const [index, word] of named.entries()) {
      if (word === undefined || words.has(word.toLowerCase())) continue;
      const path = [part, at, 'accounts', index];
      yield { path, problem: `is ${quoted(word)}, which is not under accounts`, right: rightAccount(word, known) };
    }
  }
}

function rightAccount(word: string, known: readonly string[]): string {
  if (known.length === 0) return 'without accounts, leave it out';
  const [meant] = closestOf(word, known);
  return meant === undefined ? `the accounts are ${known.join(', ')}` : `perhaps ${meant} is meant`;
}
