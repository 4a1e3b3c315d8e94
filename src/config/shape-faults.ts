import type { z } from 'zod';
import { closestOf } from '../query/modifiers.ts';
import { type ConfigFault, quoted } from './fault.ts';
import { settingsOf } from './shape.ts';
import type { Path, Yaml } from './yaml.ts';

/** Says what the shape of trail.yml has against the file, each fault with its line. */
export function shapeFaults(issues: readonly z.core.$ZodIssue[], yaml: Yaml): ConfigFault[] {
  const misspelt = new Set(issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => nameOf(path)));
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting(issue.path, key, yaml));
    // What a part lacks as a whole is most likely what is misspelt in it.
    return issue.code === 'custom' && misspelt.has(nameOf(issue.path)) ? [] : [wrong(issue, yaml)];
  });
}

function unknownSetting(path: Path, key: string, yaml: Yaml): ConfigFault {
  const known = settingsOf[path.filter((step) => typeof step !== 'number').join('.')] ?? [];
  const [meant] = closestOf(key, known);
  return {
    at: nameOf([...path, key]),
    line: yaml.keyLineOf(path, key),
    problem: 'is not a setting',
    right: meant === undefined ? `the settings here are ${known.join(', ')}` : `perhaps ${meant} is meant`,
  };
}

function wrong({ path, message }: z.core.$ZodIssue, yaml: Yaml): ConfigFault {
  const problem = problemOf(valueAt(yaml.value, path), path.at(-1) === 'externalId');
  return { at: nameOf(path), line: yaml.lineOf(path), problem, right: message };
}

function problemOf(value: unknown, secret: boolean): string {
  if (value === undefined) return 'is missing';
  if (value === null || value === '') return 'is empty';
  if (Array.isArray(value)) return value.length === 0 ? 'is an empty list' : 'is a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'is empty' : 'does not fit';
  if (secret) return `does not fit (its length is ${String(value).length})`;
  return `is ${quoted(String(value))}`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}

/** `accounts[0].role`; the file itself where the path is empty. */
export function nameOf(path: Path): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return name === '' ? 'the file' : name.replace(/^\./, '');
}
